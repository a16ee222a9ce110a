import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Plugin } from '@tiphys/compiler/plugin';
import { identityPlugin } from '../../packages/plugin-testkit/src/identity-plugin.ts';

/** A function of the compiler that takes plugins, however its first argument is called. */
type Compiles<Input, Options extends { readonly plugins?: readonly Plugin[] }, Result> = (
  input: Input,
  options?: Options,
) => Result;

/**
 * The same function, which compiles with the identity plugin around the others. Where there are no others it compiles without
 * it, too, and throws when that makes a difference of a byte.
 */
export function withIdentity<Input, Options extends { readonly plugins?: readonly Plugin[] }, Result>(
  compile: Compiles<Input, Options, Result>,
): Compiles<Input, Options, Result> {
  return function compared(input, options) {
    const others = options?.plugins ?? [];
    const plugins = [identityPlugin, ...others, identityPlugin];
    const copied = compile(input, { ...options, plugins } as unknown as Options);
    // Tests look at how often their plugins are asked.
    if (others.length > 0) return copied;
    const plain = compile(input, options);
    const expected = textOf(plain);
    const found = textOf(copied);
    if (expected !== found) throw new Error(`the identity plugin changed the result:\n${difference(expected, found)}`);
    return copied;
  };
}

function textOf(result: unknown): string {
  return printJson(result as JsonValue, 1);
}

function difference(expected: string, found: string): string {
  const before = expected.split('\n');
  const after = found.split('\n');
  const at = before.findIndex((line, index) => line !== after[index]);
  return `${before.slice(at, at + 3).join('\n')}\nbecame\n${after.slice(at, at + 3).join('\n')}`;
}
