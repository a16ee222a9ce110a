import type { JsonValue } from '@tiphys/diagnostics';
import type { Outcome, Output } from './outcome.ts';

/** What the builder of a random pipeline says that it comes to. */
export interface Expected {
  readonly outputs: Readonly<Record<string, JsonValue>>;
  /** For each run of a component its name and its output, in any order. */
  readonly executions: readonly (readonly [string, JsonValue])[];
}

/** An outcome in the form of what is expected: executions sorted as text. Undefined for a run that did not succeed. */
export function observed({ phase, outputs, tasks }: Outcome): Expected | undefined {
  if (phase !== 'Succeeded') return undefined;
  const executions = Object.entries(tasks).map(([path, task]) => {
    const component = (path.split('/').at(-1) ?? '').replace(/-\d+$/, '');
    const [output] = Object.values(task.outputs);
    return [component, output === undefined ? null : plain(output)] as const;
  });
  const values = Object.entries(outputs).map(([name, output]) => [name, plain(output)] as const);
  return { outputs: Object.fromEntries(values), executions: sorted(executions) };
}

/** The same executions in the order of their texts. */
export function sorted(executions: Expected['executions']): Expected['executions'] {
  return executions
    .map((one) => [JSON.stringify(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
}

function plain(output: Output): JsonValue {
  if ('value' in output) return output.value;
  const [artifact] = output.artifacts;
  const content = typeof artifact?.content === 'string' ? Buffer.from(artifact.content, 'latin1').toString() : null;
  return { content, metadata: artifact?.metadata ?? null };
}
