import { environmentName } from '@tiphys/contract';

/** What stands in the place of a secret. */
const mask = '***';

/** Of characters; see `createSecretMask`. */
const shortest = 4;

/** Puts `***` in the place of values that nobody is to read. */
export interface SecretMask {
  text(text: string): string;
  /** For bytes that come in pieces: a value that is cut by the end of one is found, too. */
  stream(): MaskedStream;
}

/** One stream of bytes, masked. */
export interface MaskedStream {
  /** What can be said to hold no value; the rest comes with the next piece. */
  push(chunk: Uint8Array): Uint8Array;
  /** What was still held back. */
  end(): Uint8Array;
}

/**
 * A mask for the values that variables have from Secrets, and for the keys of the store; undefined where there are none. Of a value
 * of several lines, such as a key in PEM, each line counts. Values of less than four characters stay: they are words that logs are
 * full of. What a program makes of a value, such as base64, is another text.
 *
 * @param names the variables that Secrets give
 */
export function createSecretMask(
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SecretMask | undefined {
  const keys = Object.keys(env).filter((name) => name.startsWith(environmentName.secretKey));
  const values = [...names, ...keys].flatMap((name) => partsOf(env[name] ?? ''));
  // Longer ones first: one may begin with another.
  const secrets = [...new Set(values)].sort((one, other) => other.length - one.length);
  if (secrets.length === 0) return undefined;
  const needles = secrets.map((secret) => Buffer.from(secret));
  return {
    text: (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, mask), text),
    stream: () => maskedStream(needles),
  };
}

function partsOf(value: string): readonly string[] {
  const lines = value.split('\n').map((line) => line.trim());
  return [value.trim(), ...lines].filter((part) => part.length >= shortest);
}

function maskedStream(needles: readonly Buffer[]): MaskedStream {
  let held: Buffer = Buffer.alloc(0);
  const take = (isEnd: boolean): Uint8Array => {
    const given: Buffer[] = [];
    for (;;) {
      const found = firstOf(held, needles);
      const open = isEnd ? held.length : openEnd(held, needles);
      if (found === undefined || found.start >= open) {
        given.push(held.subarray(0, open));
        held = held.subarray(open);
        return Buffer.concat(given);
      }
      given.push(held.subarray(0, found.start), Buffer.from(mask));
      held = held.subarray(found.start + found.length);
    }
  };
  return {
    push: (chunk) => {
      held = Buffer.concat([held, chunk]);
      return take(false);
    },
    end: () => take(true),
  };
}

/** The first place with a value; of several values there the longest. */
function firstOf(
  bytes: Buffer,
  needles: readonly Buffer[],
): { readonly start: number; readonly length: number } | undefined {
  let first: { readonly start: number; readonly length: number } | undefined;
  for (const needle of needles) {
    const start = bytes.indexOf(needle);
    if (start >= 0 && (first === undefined || start < first.start)) first = { start, length: needle.length };
  }
  return first;
}

/** Where the end begins that may be the beginning of a value. */
function openEnd(bytes: Buffer, needles: readonly Buffer[]): number {
  let open = bytes.length;
  for (const needle of needles) {
    const [byte = 0] = needle;
    let at = bytes.indexOf(byte, Math.max(0, bytes.length - needle.length + 1));
    while (at >= 0 && at < open) {
      if (bytes.compare(needle, 0, bytes.length - at, at) === 0) open = at;
      at = bytes.indexOf(byte, at + 1);
    }
  }
  return open;
}
