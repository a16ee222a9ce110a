/** Shares out a fixed amount of something, such as bytes of memory, in the order of the requests. */
export class Budget {
  #left: number;
  readonly #total: number;
  readonly #waiting: { readonly amount: number; readonly go: () => void }[] = [];

  constructor(total: number) {
    this.#total = total;
    this.#left = total;
  }

  /** Runs `use` once `amount` is free, and gives it back afterwards. More than there is in all means all of it. */
  async with<T>(amount: number, use: () => Promise<T>): Promise<T> {
    const taken = Math.min(amount, this.#total);
    if (this.#waiting.length > 0 || this.#left < taken) {
      await new Promise<void>((go) => this.#waiting.push({ amount: taken, go }));
    } else {
      this.#left -= taken;
    }
    try {
      return await use();
    } finally {
      this.#left += taken;
      this.#serve();
    }
  }

  #serve(): void {
    for (let first = this.#waiting[0]; first !== undefined && first.amount <= this.#left; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#left -= first.amount;
      first.go();
    }
  }
}
