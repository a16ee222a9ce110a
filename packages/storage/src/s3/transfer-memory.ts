import { Budget } from '../budget.ts';

/** Lends buffers, of a fixed number of bytes in all; they are used again, so that transfers make no garbage. */
export class TransferMemory {
  readonly #budget: Budget;
  readonly #free = new Map<number, Buffer[]>();
  #kept = 0;
  readonly #total: number;

  constructor(total: number) {
    this.#total = total;
    this.#budget = new Budget(total);
  }

  /** Runs `use` with buffers once there is room for them. A caller must not wait for more while it has some. */
  async with<T>(count: number, bytes: number, use: (buffers: Buffers) => Promise<T>): Promise<T> {
    return this.#budget.with(count * bytes, async () => {
      const buffers = Array.from({ length: count }, () => this.#take(bytes));
      try {
        return await use(buffers as unknown as Buffers);
      } finally {
        for (const buffer of buffers) this.#keep(buffer);
      }
    });
  }

  #take(bytes: number): Buffer {
    const kept = this.#free.get(bytes)?.pop();
    if (kept === undefined) {
      // What is kept for other sizes counts too.
      if (this.#kept + bytes > this.#total) {
        this.#free.clear();
        this.#kept = 0;
      }
      return Buffer.allocUnsafeSlow(bytes);
    }
    this.#kept -= bytes;
    return kept;
  }

  #keep(buffer: Buffer): void {
    const free = this.#free.get(buffer.length) ?? [];
    this.#free.set(buffer.length, free);
    free.push(buffer);
    this.#kept += buffer.length;
  }
}

/** As many buffers as were asked for: at least one. */
export type Buffers = readonly [Buffer, ...Buffer[]];
