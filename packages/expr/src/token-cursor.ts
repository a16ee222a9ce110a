import { ExpressionError } from './expression-error.ts';

/** What every token of the languages here has. `text` is set for names and operators only. */
export interface AnyToken {
  readonly kind: string;
  readonly offset: number;
  readonly text?: string;
  readonly value?: unknown;
}

const maxDepth = 250;

/** A place in a list of tokens whose last one is of kind `end`, and how deep the parser is. */
export class TokenCursor<T extends AnyToken> {
  readonly #tokens: readonly T[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly T[]) {
    this.#tokens = tokens;
  }

  /** The token at this place, or `ahead` tokens later. */
  peek(ahead = 0): T {
    return this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)] as T;
  }

  /** Takes the token at this place. */
  next(): T {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  /** Whether the name or operator `text` comes next. */
  is(text: string): boolean {
    return this.peek().text === text;
  }

  /** Takes the name or operator `text` if it comes next. */
  take(text: string): boolean {
    const found = this.is(text);
    this.#position += found ? 1 : 0;
    return found;
  }

  /** Takes the name or operator `text`, which has to come next. */
  expect(text: string): void {
    if (!this.take(text)) {
      throw this.unexpected(`"${text}"`);
    }
  }

  /** Takes the end of the text. */
  expectEnd(): void {
    if (this.peek().kind !== 'end') {
      throw this.unexpected('an operator or the end');
    }
  }

  /** The error that something else than `wanted` comes next. */
  unexpected(wanted: string): ExpressionError {
    const { kind, text, value, offset } = this.peek();
    const found =
      kind === 'end' ? 'the end' : typeof value === 'bigint' ? String(value) : JSON.stringify(text ?? value);
    return new ExpressionError('parse', `expected ${wanted}, found ${found}`, offset);
  }

  /** Runs `parse` one level deeper; text that is nested without end is refused, not overflowed. */
  nested<R>(parse: () => R): R {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      throw new ExpressionError('parse', 'the expression is nested too deeply', this.peek().offset);
    }
    const result = parse();
    this.#depth -= 1;
    return result;
  }
}
