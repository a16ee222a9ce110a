/** A module that a bundled function imports. */
export function shout(text: string): string {
  return text.toUpperCase();
}
