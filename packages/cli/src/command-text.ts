import { InvalidArgumentError } from 'commander';

/** The end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Reads the value of a flag that is a number from 1 on. */
export function positiveInteger(text: string): number {
  return integerFrom(1, text);
}

/** Reads the value of a flag that is a number from 0 on. */
export function naturalNumber(text: string): number {
  return integerFrom(0, text);
}

function integerFrom(least: number, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new InvalidArgumentError(`A whole number from ${least} on is needed.`);
  }
  return value;
}
