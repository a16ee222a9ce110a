/**
 * The header fields of an answer, kept as text: of the twenty that a server sends, two or three are ever asked for, and small
 * objects have little else to be read.
 */
export class HeaderFields {
  /** As it came, the end of a line before each field. */
  readonly #text: string;
  readonly #lowerCase: string;

  /** @param text what follows the status line, from the end of that line on */
  constructor(text: string) {
    this.#text = text;
    this.#lowerCase = text.toLowerCase();
  }

  /** The value of a field without blanks around it, by the name in lower case. Of several the last one. */
  get(name: string): string | undefined {
    const field = `\r\n${name}:`;
    const at = this.#lowerCase.lastIndexOf(field);
    if (at < 0) return undefined;
    const end = this.#text.indexOf('\r\n', at + field.length);
    return this.#text.slice(at + field.length, end < 0 ? undefined : end).trim();
  }
}
