import { Budget } from '../budget.ts';
import { Connection } from './connection.ts';
import type { Exchange, ServerAddress } from './connection.ts';
import { ConnectionError } from './connection-error.ts';
import type { ResponseHead } from './response-reader.ts';

/** Connections to one server: at most `limit` at a time, kept for the next request. */
export class ConnectionPool {
  readonly #idle: Connection[] = [];
  readonly #slots: Budget;
  readonly #address: ServerAddress;

  constructor(address: ServerAddress, limit: number) {
    this.#address = address;
    this.#slots = new Budget(limit);
  }

  /**
   * Sends a request over a free connection, waiting for one if need be. A kept connection that turns out to be closed is
   * replaced, which is no failure: servers close idle connections as they like.
   *
   * @throws ConnectionError, and whatever the body's source or sink throws
   */
  async exchange(request: Exchange): Promise<ResponseHead> {
    return this.#slots.with(1, async () => {
      for (;;) {
        const connection = this.#take();
        try {
          return await connection.exchange(request);
        } catch (error) {
          if (!(error instanceof ConnectionError && error.stale)) throw error;
        } finally {
          if (connection.usable) this.#idle.push(connection);
        }
      }
    });
  }

  #take(): Connection {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (kept.usable) return kept;
    }
    return new Connection(this.#address);
  }
}
