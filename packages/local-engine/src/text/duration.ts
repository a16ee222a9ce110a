const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const part = String.raw`(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)`;

/** A duration as Go reads it (`time.ParseDuration`), in milliseconds: `1h2m3.5s`, `-2s`, `0`. Undefined for any other text. */
export function parseGoDuration(text: string): number | undefined {
  const [, sign, amount = ''] = new RegExp(`^([-+]?)(0|(?:${part})+)$`).exec(text) ?? [];
  if (sign === undefined) {
    return undefined;
  }
  let total = 0;
  for (const [, number = '', unit = ''] of amount.matchAll(new RegExp(part, 'g'))) {
    total += Number(number) * (units[unit] ?? 0);
  }
  return sign === '-' ? -total : total;
}

/** The same, and a whole number of seconds (`"10"`), as most of Argo's fields take it. */
export function parseDuration(text: string): number | undefined {
  return isWholeNumber(text) ? Number(text) * 1000 : parseGoDuration(text);
}

/** Whether Go reads a text as an integer (`strconv.Atoi`). */
export function isWholeNumber(text: string): boolean {
  return /^[-+]?\d+$/.test(text);
}

/** The most that a timer here can wait; it would ring at once for a longer time. */
const longest = 2 ** 31 - 1;

/** What to give a timer for so many milliseconds: times of more than 24 days end with these, negative ones at once. */
export function timerDelay(milliseconds: number): number {
  return Math.min(Math.max(0, milliseconds), longest);
}
