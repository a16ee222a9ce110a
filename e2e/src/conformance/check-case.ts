import { isDeepStrictEqual } from 'node:util';
import { compileToManifest } from '@tiphys/backend-argo';
import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { observeRun } from '../corpus/observe-run.ts';
import type { Feature, HonouredCase } from './feature.ts';

type Case = Feature['cases'][number];

/** Compiles a case, runs what is to be run below `directory`, and says what is not as it has to be. */
export async function checkCase(one: Case, directory: string): Promise<readonly string[]> {
  return 'refused' in one ? checkRefusal(one.ir, one.refused) : checkRun(one, directory);
}

function checkRefusal(ir: string, refused: readonly string[]): readonly string[] {
  const { diagnostics } = compileToManifest(ir);
  const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return differ('codes', codes, refused);
}

async function checkRun(one: HonouredCase, directory: string): Promise<readonly string[]> {
  const run = await observeRun(one.ir, one, directory, undefined);
  const faults = [
    ...differ('phase', run.phase, one.phase ?? 'Succeeded'),
    ...differ('outputs', run.outputs, matched(one.outputs ?? {}, run.outputs)),
  ];
  for (const [taskPath, expected] of Object.entries(one.tasks ?? {})) {
    const task = await run.task(taskPath);
    faults.push(...differ(`${taskPath} phase`, task.phase, expected.phase ?? 'Succeeded'));
    for (const [name, value] of Object.entries(expected.parameters ?? {})) {
      const found = task.parameters[name];
      if (value instanceof RegExp) {
        if (typeof found !== 'string' || !value.test(found)) {
          faults.push(`${taskPath} ${name}: ${text(found)} is not ${String(value)}`);
        }
      } else {
        faults.push(...differ(`${taskPath} ${name}`, found, value));
      }
    }
    const { message } = expected;
    if (message !== undefined && task.message?.includes(message) !== true) {
      faults.push(`${taskPath} message: ${task.message ?? 'none'}, not ${message}`);
    }
  }
  return faults;
}

/** What is expected, with what was found in the place of the patterns that it matches. */
function matched(
  expected: Readonly<Record<string, JsonValue | RegExp>>,
  found: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(expected).map(([name, value]): [string, unknown] => {
    const given = found[name];
    if (!(value instanceof RegExp)) return [name, value];
    return [name, typeof given === 'string' && value.test(given) ? given : String(value)];
  });
  return Object.fromEntries(entries);
}

function differ(what: string, found: unknown, expected: unknown): readonly string[] {
  return isDeepStrictEqual(found, expected) ? [] : [`${what}: ${text(found)}, not ${text(expected)}`];
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : printJson(value as JsonValue);
}
