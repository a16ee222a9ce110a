/** `1 run`, `2 runs`; `many` is for words that do more than take an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
