import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import type { Ran } from './testing/task-fixture.ts';
import { lightweight } from './testing/lightweight.ts';
import { shell, withBed } from './testing/task-fixture.ts';
import { findPython, pythonEnvironment } from './testing/find-python.ts';

const python = findPython();
const withPython = python === undefined ? test.skip : test;
const env = python === undefined ? {} : pythonEnvironment(python);
const title = python === undefined ? 'skipped: no python3 with kfp: ' : '';

const dataset = { schemaTitle: 'system.Dataset', schemaVersion: '0.0.1' };
const model = { schemaTitle: 'system.Model', schemaVersion: '0.0.1' };

function artifactOf(ran: Ran, name: string): ArtifactValue | undefined {
  return ran.result.record.outputs?.artifacts[name]?.[0];
}

withPython(`${title}parameters of every type go in and out`, async () => {
  await withBed(async (bed) => {
    const spec = lightweight(
      'f',
      `def f(s: str, i: int, d: float, b: bool, l: list, m: dict, o: Optional[str] = None, e: str = 'default') -> NamedTuple(
    'Outputs', [('s', str), ('i', int), ('d', float), ('b', bool), ('l', list), ('m', dict), ('o', str), ('e', str)]):
    return (s, i, d, b, l, m, str(o), e)`,
      {
        inputs: {
          parameters: {
            s: { type: 'STRING' },
            i: { type: 'NUMBER_INTEGER' },
            d: { type: 'NUMBER_DOUBLE' },
            b: { type: 'BOOLEAN' },
            l: { type: 'LIST' },
            m: { type: 'STRUCT' },
            o: { type: 'STRING', optional: true },
            e: { type: 'STRING', optional: true, default: 'default' },
          },
        },
        outputs: {
          parameters: {
            s: { type: 'STRING' },
            i: { type: 'NUMBER_INTEGER' },
            d: { type: 'NUMBER_DOUBLE' },
            b: { type: 'BOOLEAN' },
            l: { type: 'LIST' },
            m: { type: 'STRUCT' },
            o: { type: 'STRING' },
            e: { type: 'STRING' },
          },
        },
      },
    );
    const text = `he said "it's" \\ {{workflow.name}} {{=1+1}} $(HOME) {{$}}\n\ttab é 日本 \u{1f600}`;
    const p = { s: text, i: 9007199254740993n, d: 0.1, b: true, l: [1, text, null, [2.5]], m: { [text]: { x: [] } } };
    const ran = await bed.run(spec, { p }, { env });
    expect(ran.stderr).toBe('');
    expect(ran.result.message).toBeUndefined();
    expect(ran.result.record.outputs?.parameters).toEqual({ ...p, o: 'None', e: 'default' });
  });
});

withPython(`${title}artifacts with metadata, metrics, a list of artifacts, custom and passed-on URIs`, async () => {
  await withBed(async (bed) => {
    const make = lightweight(
      'make',
      `def make(n: int, data: Output[Dataset], model: Output[Model], metrics: Output[Metrics], folder: Output[Artifact], custom: Output[Artifact], path: OutputPath(str), file: OutputPath('Dataset')) -> Artifact:
    import os
    with open(data.path, 'w') as f: f.write('data %d' % n)
    data.metadata['rows'] = n
    data.metadata['nested'] = {'ok': True, 'list': [1, None, 'x']}
    with open(model.path, 'w') as f: f.write('model')
    model.framework = 'sk'
    metrics.log_metric('accuracy', 0.5)
    os.makedirs(os.path.join(folder.path, 'empty'))
    with open(os.path.join(folder.path, 'part'), 'w') as f: f.write('part')
    custom.custom_path = os.path.join(os.getcwd(), 'custom-%d' % n)
    with open(custom.path, 'w') as f: f.write('custom %d' % n)
    with open(path, 'w') as f: f.write('from a file')
    with open(file, 'w') as f: f.write('by path')
    result = Artifact(uri=dsl.get_uri('returned/x'), metadata={'returned': True})
    os.makedirs(os.path.dirname(result.path))
    with open(result.path, 'w') as f: f.write('returned')
    return result`,
      {
        inputs: { parameters: { n: { type: 'NUMBER_INTEGER' } } },
        outputs: {
          parameters: { path: { type: 'STRING' } },
          artifacts: {
            data: { type: dataset, metadata: { kept: 1 } },
            model: { type: model },
            metrics: { type: { schemaTitle: 'system.Metrics' } },
            folder: { type: {} },
            custom: { type: {} },
            file: { type: dataset },
            Output: { type: { schemaTitle: 'system.Artifact' } },
          },
        },
        publish: { data: 'artifacts/data' },
      },
    );
    const made = await Promise.all(
      [1, 2].map(async (n) => bed.run(make, { p: { n } }, { env, context: { node: `run-1.main.make-${n}` } })),
    );
    const [first] = made;
    expect(first?.stderr).toBe('');
    expect(first?.result.message).toBeUndefined();
    const root = `${bed.store.root}/pipe/run-1/make-1/${first?.result.record.id}`;
    const outputs = first?.result.record.outputs;
    expect(outputs?.parameters).toEqual({ path: 'from a file' });
    const contents = await Promise.all(
      ['data', 'model', 'folder/part', 'custom', 'file', 'returned/x'].map(async (path) =>
        Buffer.from(await bed.store.get(`${root}/${path}`)).toString('utf8'),
      ),
    );
    expect(contents).toEqual(['data 1', 'model', 'part', 'custom 1', 'by path', 'returned']);
    expect(first && artifactOf(first, 'data')).toMatchObject({
      uri: `${root}/data`,
      type: dataset,
      metadata: { kept: 1, rows: 1, nested: { ok: true, list: [1, null, 'x'] } },
    });
    expect(first && artifactOf(first, 'metrics')).toEqual({
      name: 'metrics',
      uri: `${root}/metrics`,
      type: { schemaTitle: 'system.Metrics' },
      metadata: { accuracy: 0.5 },
    });
    expect(first && artifactOf(first, 'Output')).toMatchObject({
      uri: `${root}/returned/x`,
      metadata: { returned: true },
    });
    // Metrics are metadata and need no file.
    expect(bed.warnings).toEqual([]);

    const use = lightweight(
      'use',
      `def use(one: Input[Dataset], many: List[Artifact], gone: Optional[Input[Model]] = None, plain: InputPath('Dataset') = None) -> NamedTuple('O', [('texts', list), ('passed', Dataset)]):
    assert type(one) is Dataset, type(one)
    assert [type(m) for m in many] == [Dataset, Dataset]
    assert gone is None
    read = lambda path: open(path).read()
    return ([read(one.path), one.metadata, one.name, [read(m.path) for m in many], read(plain)], one)`,
      {
        inputs: {
          artifacts: {
            one: { type: dataset },
            many: { type: {}, list: true },
            gone: { type: model, optional: true },
            plain: { type: dataset, optional: true },
          },
        },
        outputs: { parameters: { texts: { type: 'LIST' } }, artifacts: { passed: { type: dataset } } },
      },
    );
    const lists = (await Promise.all(made.map(async (ran) => ran.published('data')))) as JsonValue[][];
    const input = { a: { one: lists[0] ?? null, many: lists.flat(), plain: lists[1] ?? null, gone: null } };
    const used = await bed.run(use, input, { env, context: { node: 'run-1.main.use' } });
    expect(used.stderr).toBe('');
    expect(used.result.record.outputs?.parameters['texts']).toEqual([
      'data 1',
      { kept: 1, rows: 1, nested: { ok: true, list: [1, null, 'x'] } },
      'data',
      ['data 1', 'data 2'],
      'data 2',
    ]);
    const produced = first && artifactOf(first, 'data');
    expect(artifactOf(used, 'passed')).toEqual({ ...produced, name: 'passed' });
  });
});

withPython(`${title}a final status, and an exception in user code`, async () => {
  await withBed(async (bed) => {
    const status = lightweight(
      'f',
      `def f(status: PipelineTaskFinalStatus) -> list:
    return [status.state, status.pipeline_job_resource_name, status.pipeline_task_name, status.error_code, status.error_message]`,
      {
        inputs: { parameters: { status: { type: 'TASK_FINAL_STATUS' } } },
        outputs: { parameters: { Output: { type: 'LIST' } } },
        publish: { Output: 'parameters/Output' },
      },
    );
    await bed.run(shell('exit 7', []), {}, { context: { node: 'run-1.main.train' } });
    const ran = await bed.run(status, { p: { status: { state: 'Error', pipelineTaskName: 'train' } } }, { env });
    const message = 'The command ended with exit code 7.';
    expect(await ran.published('Output')).toEqual(['FAILED', 'run-1', 'train', 7, message]);
    const raising = lightweight('f', "def f():\n    raise ValueError('no luck')", {});
    const raised = await bed.run(raising, {}, { env, context: { node: 'run-1.main.raise' } });
    expect(raised.result).toMatchObject({ phase: 'Failed', exitCode: 1 });
    expect(raised.stderr).toContain('ValueError: no luck');
    // The record tells the whole story, from where it began to what it came to.
    expect(raised.result.record.errorDetail).toMatch(
      /^Traceback \(most recent call last\):\n[^]*\nValueError: no luck$/,
    );
    const silent = lightweight('f', 'def f() -> Optional[str]:\n    return None', {
      outputs: { parameters: { Output: { type: 'STRING' } } },
    });
    const nothing = await bed.run(silent, {}, { env, context: { node: 'run-1.main.silent' } });
    expect(nothing.result).toMatchObject({ phase: 'Failed', exitCode: 1 });
    expect(nothing.result.message).toContain('The output parameter "Output" was not written');
  });
});

withPython(`${title}NaN in metrics does not lose a training`, async () => {
  await withBed(async (bed) => {
    const spec = lightweight(
      'f',
      `def f(metrics: Output[Metrics]):
    metrics.log_metric('loss', float('nan'))
    metrics.metadata['text'] = 'NaN "NaN" Infinity'
    with open(metrics.path, 'w') as file: file.write('x')`,
      { outputs: { artifacts: { metrics: { type: { schemaTitle: 'system.Metrics' } } } } },
    );
    const ran = await bed.run(spec, {}, { env });
    expect(artifactOf(ran, 'metrics')?.metadata).toEqual({ loss: 'NaN', text: 'NaN "NaN" Infinity' });
    expect(bed.warnings).toEqual([expect.stringContaining('holds NaN or Infinity')]);
    expect(await readFile(join(ran.base, 'artifacts/metrics'), 'utf8')).toBe('x');
  });
});
