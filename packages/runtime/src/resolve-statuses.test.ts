import type { RunContext } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import type { Bed } from './testing/task-fixture.ts';
import { component, shell, withBed } from './testing/task-fixture.ts';

const told = component({
  command: ['true'],
  inputs: { parameters: { status: { type: 'TASK_FINAL_STATUS' } } },
});
const fails = shell('echo "no colour" >&2; exit 7', []);
const works = shell('true', []);

const failed = (pipelineTaskName: string): JsonObject => ({
  state: 'FAILED',
  pipelineTaskName,
  pipelineJobResourceName: 'run-1',
  error: {},
});
const seven = { code: 7, message: 'The command ended with exit code 7.\nno colour' };

let readers = 0;

/** What the task `node` of the run, another exit task every time by default, is told. */
async function status(bed: Bed, value: JsonValue, node = `run-1.main.exit-${++readers}`): Promise<JsonObject> {
  const { result } = await bed.run(told, { p: { status: value } }, { context: { node } });
  expect(result.phase).toBe('Succeeded');
  return result.record.inputs?.parameters['status'] as JsonObject;
}

const at = (node: string, more: Partial<RunContext> = {}): { context: Partial<RunContext> } => ({
  context: { node: `run-1.main.${node}`, ...more },
});

test('a status says why the task failed', async () => {
  await withBed(async (bed) => {
    await bed.run(fails, {}, at('other'));
    await bed.run(fails, {}, at('train'));
    expect(await status(bed, failed('train'))).toEqual({ ...failed('train'), error: seven });
  });
});

test('of a group, what failed first and where it is; a reader inside of a group finds it, too', async () => {
  await withBed(async (bed) => {
    let second = 0;
    const clock = (): Date => new Date(Date.UTC(2026, 0, 1) + (second += 1000));
    await bed.run(fails, {}, { ...at('exit-handler-1.for-loop-2.each(1:1).deep'), clock });
    await bed.run(shell('exit 9', []), {}, { ...at('exit-handler-1.a'), clock });
    const inside = { code: 7, message: 'for-loop-2[1]/deep: The command ended with exit code 7.\nno colour' };
    expect(await status(bed, failed('exit-handler-1'))).toMatchObject({ error: inside });
    expect(await status(bed, failed('exit-handler-1'), 'run-1.main.notify.say')).toMatchObject({ error: inside });
    expect(await status(bed, failed('for-loop-2'), 'run-1.main.exit-handler-1.say')).toMatchObject({
      error: { code: 7, message: '[1]/deep: The command ended with exit code 7.\nno colour' },
    });
  });
});

test('a status that is handed on as a struct says so, too; other structs stay as they are', async () => {
  const handed = component({ command: ['true'], inputs: { parameters: { status: { type: 'STRUCT' } } } });
  await withBed(async (bed) => {
    await bed.run(fails, {}, at('exit-handler-1.train'));
    const seen = async (value: JsonValue): Promise<JsonValue | undefined> => {
      const node = `run-1.main.tidy.say-${++readers}`;
      const { result } = await bed.run(handed, { p: { status: value } }, { context: { node } });
      return result.record.inputs?.parameters['status'];
    };
    const error = { code: 7, message: 'train: The command ended with exit code 7.\nno colour' };
    expect(await seen(failed('exit-handler-1'))).toEqual({ ...failed('exit-handler-1'), error });
    const { error: _, ...three } = failed('exit-handler-1');
    for (const other of [
      three,
      { ...failed('exit-handler-1'), more: 1 },
      { ...failed('exit-handler-1'), state: 'SUCCEEDED' },
      { ...failed('exit-handler-1'), pipelineJobResourceName: 'other' },
      { state: 'FAILED' },
      {},
    ]) {
      expect(await seen(other)).toEqual(other);
    }
  });
});

test('in a loop, of its own iteration', async () => {
  await withBed(async (bed) => {
    await bed.run(shell('exit 1', []), {}, at('loop.each(0:0).train'));
    await bed.run(shell('exit 2', []), {}, at('loop.each(1:1).train'));
    expect(await status(bed, failed('train'), 'run-1.main.loop.each(1:1).exit')).toMatchObject({ error: { code: 2 } });
  });
});

test('attempts that were made good do not count; of the others the last does', async () => {
  await withBed(async (bed) => {
    await bed.run(shell('exit 1', []), {}, at('group.made(0)', { attempt: '0' }));
    await bed.run(works, {}, at('group.made(1)', { attempt: '1' }));
    await bed.run(shell('exit 1', []), {}, at('group.plain', { attempt: '0' }));
    await bed.run(works, {}, at('group.plain', { attempt: '1' }));
    await bed.run(shell('exit 1', []), {}, at('group.again'));
    await bed.run(works, {}, at('group.again'));
    await bed.run(shell('exit 3', []), {}, at('group.lost(0)', { attempt: '0' }));
    await bed.run(shell('exit 4', []), {}, at('group.lost(1)', { attempt: '1' }));
    expect(await status(bed, failed('group'))).toMatchObject({
      error: { code: 4, message: 'lost: The command ended with exit code 4.' },
    });
  });
});

test('a name that Argo would not take is found by what it became', async () => {
  await withBed(async (bed) => {
    await bed.run(fails, {}, at('t-2-train'));
    expect(await status(bed, failed('2-train'))).toMatchObject({ error: seven });
  });
});

test('a task that left no record is told apart, and so are those of other runs', async () => {
  await withBed(async (bed) => {
    await bed.run(fails, {}, at('train', { uid: 'other' }));
    const error = {
      message: 'The task "train" failed and left no record of why: its pod did not start, or was killed.',
    };
    expect(await status(bed, failed('train'))).toEqual({ ...failed('train'), error });
    for (const change of [{ pipelineJobResourceName: 'other' }, { state: 'SUCCEEDED' }, { error: { code: 1 } }]) {
      expect(await status(bed, { ...failed('train'), ...change })).toEqual({ ...failed('train'), ...change });
    }
  });
});

test('records that cannot be read are a warning', async () => {
  await withBed(async (bed) => {
    const list = (): never => {
      throw new Error('the store is away');
    };
    const { result } = await bed.run(told, { p: { status: failed('train') } }, { store: { ...bed.store, list } });
    expect(result.phase).toBe('Succeeded');
    expect(bed.warnings).toEqual(['Why a task failed could not be read: the store is away']);
  });
});
