import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What an undisturbed run has come to. */
export interface Reference {
  readonly result: string;
  /** How components say that they were started; undefined where that is not said. */
  readonly kind?: string;
}

/** What is wrong with a run after its last life; nothing, as a rule. */
export async function findFaults(workdir: string, { result, kind }: Reference): Promise<readonly string[]> {
  const faults: string[] = [];
  if ((await readFile(path.join(workdir, 'result'), 'utf8')) !== result) {
    faults.push('the result is not that of an undisturbed run');
  }
  const succeeded = await readLives(workdir, 'succeeded');
  for (const { task, life, kind: own } of await readLives(workdir, 'trace')) {
    const before = succeeded.find((other) => other.task === task && other.life < life);
    if (before !== undefined) {
      faults.push(`${task} ran in life ${String(life)}, but had succeeded in life ${String(before.life)}`);
    }
    if (own !== kind) faults.push(`${task} was started another way: ${own ?? 'nobody knows how'}`);
  }
  return faults;
}

/**
 * Reads an undisturbed run.
 *
 * @throws Error when its tasks do not note who they are by the paths that the engine has for them: then nothing can be seen in the
 *   others
 */
export async function readReference(workdir: string): Promise<Reference> {
  const result = await readFile(path.join(workdir, 'result'), 'utf8');
  const { tasks } = JSON.parse(result) as { readonly tasks: Readonly<Record<string, unknown>> };
  const trace = await readLives(workdir, 'trace');
  const stranger = trace.find(({ task }) => !Object.hasOwn(tasks, task));
  if (trace.length === 0 || stranger !== undefined) {
    throw new Error(`no task of the run is called ${stranger?.task ?? 'anything'}: ${Object.keys(tasks).join(', ')}`);
  }
  const kind = trace[0]?.kind;
  return { result, ...(kind !== undefined && { kind }) };
}

/** A task that did something in a life of the run. */
interface Line {
  readonly task: string;
  readonly life: number;
  readonly kind?: string;
}

async function readLives(workdir: string, file: string): Promise<readonly Line[]> {
  const text = await readFile(path.join(workdir, file), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([task = '', life, kind]) => ({ task, life: Number(life), ...(kind !== undefined && { kind }) }));
}
