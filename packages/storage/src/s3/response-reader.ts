import { ConnectionError } from './connection-error.ts';
import { HeaderFields } from './header-fields.ts';

/** Status and header fields of an HTTP answer. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: HeaderFields;
}

/** Takes the body of an answer as it arrives. The bytes are only valid during the call. */
export type BodySink = (chunk: Buffer) => void;

/** Longest head that is accepted. */
const maximumHead = 64 * 1024;

type State = 'head' | 'body' | 'size' | 'chunk' | 'gap' | 'trailer' | 'close' | 'done';

/**
 * Reads one HTTP/1.1 answer out of the bytes of a connection: a body has a length, comes in chunks, or ends with the
 * connection. Anything that is cut short or malformed is a `ConnectionError`.
 */
export class ResponseReader {
  head: ResponseHead | undefined;
  /** Whether the connection can be used for another request. */
  reusable = true;
  #state: State = 'head';
  #pending = '';
  #left = 0;
  #sink: BodySink = () => undefined;
  readonly #method: string;
  readonly #open: (head: ResponseHead) => BodySink;

  constructor(method: string, open: (head: ResponseHead) => BodySink) {
    this.#method = method;
    this.#open = open;
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  /** Whether any byte of the answer has arrived. */
  get started(): boolean {
    return this.head !== undefined || this.#pending !== '';
  }

  /** Bytes of the body that must still come, where that is known. */
  get remaining(): number {
    return this.#state === 'body' ? this.#left : 0;
  }

  /** Takes bytes; what follows the answer is a fault, because nothing more was asked. */
  push(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#state === 'done') {
        throw new ConnectionError('the server sent more than it was asked for');
      }
      rest = this.#take(rest);
    }
  }

  /** The server sends no more. */
  end(): void {
    if (this.#state === 'close') {
      this.#state = 'done';
    } else if (this.#state !== 'done') {
      throw new ConnectionError('the server closed the connection before its answer was complete');
    }
  }

  #take(bytes: Buffer): Buffer {
    switch (this.#state) {
      case 'body':
      case 'chunk': {
        const part = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes;
        this.#left -= part.length;
        this.#sink(part);
        if (this.#left === 0) {
          this.#state = this.#state === 'body' ? 'done' : 'gap';
        }
        return bytes.subarray(part.length);
      }
      case 'close':
        this.#sink(bytes);
        return bytes.subarray(bytes.length);
      default:
        return this.#takeLine(bytes);
    }
  }

  /** Heads and the sizes of chunks are lines; a head is taken with all of its lines. */
  #takeLine(bytes: Buffer): Buffer {
    const before = this.#pending.length;
    const mark = this.#state === 'head' ? '\r\n\r\n' : '\r\n';
    // What follows the line may be a whole body, and is not made into text.
    const found = before === 0 ? bytes.indexOf(mark, 0, 'latin1') : -1;
    const text = this.#pending + bytes.toString('latin1', 0, found < 0 ? bytes.length : found + mark.length);
    const end = text.indexOf(mark);
    if (end < 0) {
      if (text.length > maximumHead) {
        throw new ConnectionError('the head of the answer has no end');
      }
      this.#pending = text;
      return bytes.subarray(bytes.length);
    }
    this.#pending = '';
    const line = text.slice(0, end);
    switch (this.#state) {
      case 'head':
        this.#takeHead(line);
        break;
      case 'size': {
        if (!/^[0-9a-fA-F]{1,8}(;|$)/.test(line)) throw new ConnectionError('a chunk of the answer has no size');
        this.#left = parseInt(line, 16);
        this.#state = this.#left === 0 ? 'trailer' : 'chunk';
        break;
      }
      case 'gap':
        if (line !== '') throw new ConnectionError('a chunk of the answer is longer than it says');
        this.#state = 'size';
        break;
      default:
        this.#state = line === '' ? 'done' : 'trailer';
    }
    return bytes.subarray(end + mark.length - before);
  }

  #takeHead(text: string): void {
    const match = /^HTTP\/1\.([01]) (\d{3})(?: |\r\n|$)/.exec(text);
    if (match === null) throw new ConnectionError('the answer is not HTTP');
    const status = Number(match[2]);
    if (status < 200) return;
    const firstLine = text.indexOf('\r\n');
    const headers = new HeaderFields(firstLine < 0 ? '' : text.slice(firstLine));
    this.head = { status, headers };
    this.reusable = match[1] === '1' && headers.get('connection')?.toLowerCase() !== 'close';
    this.#sink = this.#open(this.head);
    this.#state = this.#bodyState(status, headers);
  }

  #bodyState(status: number, headers: HeaderFields): State {
    if (this.#method === 'HEAD' || status === 204 || status === 304) return 'done';
    if (headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return 'size';
    const length = headers.get('content-length');
    if (length === undefined) {
      this.reusable = false;
      if (status >= 300) return 'close';
      throw new ConnectionError('the answer does not say how long it is');
    }
    if (!/^\d{1,15}$/.test(length)) throw new ConnectionError('the length of the answer is not a number');
    this.#left = Number(length);
    return this.#left === 0 ? 'done' : 'body';
  }
}
