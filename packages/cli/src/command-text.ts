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

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** Reads the value of a flag that is a stretch of time, such as `90m`, `12h`, `30d` or `2w`, in milliseconds. */
export function duration(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,9})([smhdw])$/.exec(text) ?? [];
  const milliseconds = unitMilliseconds[unit];
  if (digits === undefined || milliseconds === undefined) {
    throw new InvalidArgumentError('A number and a unit are needed, such as 90m, 12h, 30d or 2w.');
  }
  return Number(digits) * milliseconds;
}
