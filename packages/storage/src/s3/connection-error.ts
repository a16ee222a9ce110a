/** What happens to connections, as opposed to what a server says: cut, refused, silent, garbled. A retry may help. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code: string;
  /** Whether the server had closed the connection before the request could reach it: nothing happened, ask again at once. */
  readonly stale: boolean;

  constructor(
    message: string,
    options: { readonly code?: string; readonly stale?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = options.code ?? '';
    this.stale = options.stale ?? false;
  }
}
