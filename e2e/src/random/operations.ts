import type { JsonValue } from '@tiphys/diagnostics';

/** What a value of a random pipeline is; a list may be one of lists. */
export interface ValueType {
  /** `maybe`: a text that may be absent. */
  readonly base: 'text' | 'number' | 'maybe';
  /** How many lists deep. */
  readonly lists: number;
}

/** A task's program twice: as a shell command, and as the function that the command has to be. */
export interface Operation {
  /** A list input takes lists of everything. */
  readonly inputs: readonly { readonly name: string; readonly type: ValueType; readonly default?: string }[];
  readonly output: ValueType;
  /** Writes its result into the file `$0`; inputs are `$1` and on. */
  readonly shell: string;
  readonly compute: (...inputs: never[]) => JsonValue;
}

export const text: ValueType = { base: 'text', lists: 0 };
export const number: ValueType = { base: 'number', lists: 0 };
export const maybe: ValueType = { base: 'maybe', lists: 0 };
const list: ValueType = { base: 'number', lists: 1 };

/** Programs of tasks, by name. */
export const operations = {
  join: {
    inputs: [
      { name: 'a', type: text },
      { name: 'b', type: text },
    ],
    output: text,
    shell: `printf '(%s+%s)' "$1" "$2" > "$0"`,
    compute: (a: string, b: string) => `(${a}+${b})`,
  },
  tell: {
    inputs: [{ name: 'n', type: number }],
    output: text,
    shell: `printf '#%s' "$1" > "$0"`,
    compute: (n: number) => `#${String(n)}`,
  },
  next: {
    inputs: [{ name: 'n', type: number }],
    output: number,
    shell: `printf %s $(($1 + 1)) > "$0"`,
    compute: (n: number) => n + 1,
  },
  count: {
    inputs: [{ name: 'n', type: number }],
    output: list,
    shell: `case $(($1 % 3)) in 0) printf '[]';; 1) printf '[%s]' "$1";; *) printf '[%s, 7]' "$1";; esac > "$0"`,
    compute: (n: number) => [[], [n], [n, 7]][n % 3] ?? [],
  },
  show: {
    inputs: [{ name: 'list', type: list }],
    output: text,
    shell: `printf %s "$1" > "$0"`,
    // As KFP's launcher prints it, which is Go's encoder: fit for HTML.
    compute: (value: JsonValue) =>
      JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  },
  guess: {
    inputs: [{ name: 'given', type: maybe }],
    output: text,
    shell: `printf %s "$1" > "$0"`,
    compute: (given?: string) => given ?? 'absent',
  },
  fallback: {
    inputs: [{ name: 'given', type: maybe, default: 'by default' }],
    output: text,
    shell: `printf '<%s>' "$1" > "$0"`,
    compute: (given: string) => `<${given}>`,
  },
} as const satisfies Readonly<Record<string, Operation>>;

/** One of the programs. */
export type OperationName = keyof typeof operations;
