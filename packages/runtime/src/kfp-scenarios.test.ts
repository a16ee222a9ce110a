import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import type { ComponentSpec } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import { describe, expect, test } from 'vitest';
import { findPython, pythonEnvironment } from './testing/find-python.ts';
import { lightweight } from './testing/lightweight.ts';
import type { Bed, Ran } from './testing/task-fixture.ts';
import { component } from './testing/task-fixture.ts';
import { withTwinBed } from './testing/twin-bed.ts';

// What the SDK's own executor does in each situation of kfp-semantics 3.3 to 3.5, with the real one, once in this process and once by
// the launcher as a program, which have to agree. `describe` names the section.

const python = findPython();
const env = python === undefined ? {} : pythonEnvironment(python);
const scenario = (title: string, run: (bed: Bed) => Promise<void>): void =>
  (python === undefined ? test.skip : test)(
    python === undefined ? `skipped: no python3 with kfp: ${title}` : title,
    async () => withTwinBed(run),
  );

const artifact = { schemaTitle: 'system.Artifact', schemaVersion: '0.0.1' };
const text = { type: 'STRING' } as const;
type Outputs = Required<ComponentSpec>['outputs'];

let nodes = 0;

/** Runs a Python function; `name` is that of the function. */
async function python3(
  bed: Bed,
  source: string,
  io: { inputs?: ComponentSpec['inputs']; outputs?: Outputs; given?: JsonValue; node?: string; attempt?: string } = {},
): Promise<Ran> {
  const { inputs = {}, outputs = {}, given = {}, node = `run-1.main.t-${++nodes}`, attempt } = io;
  const publish = Object.fromEntries(Object.keys(outputs.artifacts ?? {}).map((name) => [name, `artifacts/${name}`]));
  const name = /def (\w+)/.exec(source)?.[1] ?? '';
  return bed.run(lightweight(name, source, { inputs, outputs, publish }), given, {
    env,
    context: { node, ...(attempt !== undefined && { attempt }) },
  });
}

/** Objects below a task's own place in the store, without records. */
async function stored(bed: Bed, { result }: Ran): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { uri } of bed.store.list(`${bed.store.root}/pipe/`)) {
    const [, path] = uri.split(`/${result.record.id}/`);
    if (path !== undefined) found.push(path.replace(/executor-logs\/\w+/, 'executor-logs'));
  }
  return found;
}

async function content(bed: Bed, uri: string | undefined): Promise<string> {
  return Buffer.from(await bed.store.get(uri ?? '')).toString('utf8');
}

const artifactsOf = ({
  result,
}: Ran): Record<string, readonly { uri: string; metadata?: unknown; digest?: string }[]> => ({
  ...result.record.outputs?.artifacts,
});

describe('3.3 before the command', () => {
  scenario('directories of all output files are there, and nothing at the paths themselves', async (bed) => {
    const ran = await python3(
      bed,
      `def f(a: Output[Artifact], p: OutputPath(str)):
    import os
    assert os.path.isdir(os.path.dirname(a.path)) and not os.path.exists(a.path)
    assert os.path.isdir(os.path.dirname(p)) and not os.path.exists(p)
    open(a.path, 'w').write('a'); open(p, 'w').write('p')`,
      { outputs: { parameters: { p: text }, artifacts: { a: { type: artifact } } } },
    );
    expect(ran.result.message).toBeUndefined();
    expect(await stored(bed, ran)).toContain('a');
  });

  scenario(
    'an input that is left out has its default, in the arguments too; null and no default is None',
    async (bed) => {
      const ran = await python3(
        bed,
        'def f(a: str = "python", b: Optional[str] = "python") -> str:\n    return f"{a}, {b}"',
        {
          inputs: {
            parameters: { a: { ...text, optional: true, default: 'component' }, b: { ...text, optional: true } },
          },
          outputs: { parameters: { Output: text } },
        },
      );
      expect(ran.result.record.outputs?.parameters['Output']).toBe('component, python');
    },
  );

  scenario(
    'directories arrive with their relative paths, empty ones too; every artifact of a list arrives',
    async (bed) => {
      const make = await python3(
        bed,
        `def f(d: Output[Artifact]):
    import os
    os.makedirs(d.path + '/a/b/empty')
    for name in ['a/one', 'a/b/two', 'a b%20é']: open(d.path + '/' + name, 'w').write(name)`,
        { outputs: { artifacts: { d: { type: artifact } } } },
      );
      const [made] = artifactsOf(make)['d'] ?? [];
      const input = { name: 'd', uri: made?.uri ?? '', digest: made?.digest ?? '' };
      const read = await python3(
        bed,
        `def f(d: List[Artifact]) -> list:
    import os
    return [sorted(os.path.relpath(os.path.join(at, n), x.path) for at, ds, fs in os.walk(x.path) for n in ds + fs) for x in d]`,
        {
          inputs: { artifacts: { d: { type: artifact, list: true } } },
          outputs: { parameters: { Output: { type: 'LIST' } } },
          given: { a: { d: [input, input] } },
        },
      );
      const tree = ['a', 'a b%20é', 'a/b', 'a/b/empty', 'a/b/two', 'a/one'];
      expect(read.result.record.outputs?.parameters['Output']).toEqual([tree, tree]);
    },
  );

  scenario(
    'an input of which nothing is stored is no fault; one whose scheme is unknown is left to the command',
    async (bed) => {
      const ran = await python3(
        bed,
        `def f(none: Input[Artifact], other: Input[Artifact]) -> list:
    import os
    return [os.path.exists(none.path), other.uri]`,
        {
          inputs: { artifacts: { none: { type: artifact }, other: { type: artifact } } },
          outputs: { parameters: { Output: { type: 'LIST' } } },
          given: {
            a: {
              none: [{ name: 'n', uri: `${bed.store.root}/nothing/here` }],
              other: [{ name: 'o', uri: 'https://example.org/data' }],
            },
          },
        },
      );
      expect(ran.result.record.outputs?.parameters['Output']).toEqual([false, 'https://example.org/data']);
      expect(bed.warnings).toHaveLength(2);
    },
  );

  scenario('a path that leads out of an artifact is refused', async (bed) => {
    const ran = await python3(bed, 'def f(a: Input[Artifact]): pass', {
      inputs: { artifacts: { a: { type: artifact } } },
      given: { a: { a: [{ name: 'a', uri: `${bed.store.root}/x/../../secret` }] } },
    });
    expect(ran.result).toMatchObject({ phase: 'Failed', message: expect.stringContaining('".."') as string });
  });
});

describe('3.3 the command', () => {
  scenario("its streams stay apart, and its exit code is the task's", async (bed) => {
    const ran = await python3(
      bed,
      'def f():\n    import sys\n    print("out"); print("err", file=sys.stderr); sys.stdout.flush(); sys.exit(42)',
    );
    expect([ran.result.exitCode, ran.result.phase]).toEqual([42, 'Failed']);
    expect(ran.stdout).toMatch(/\nout\n$/);
    expect(ran.stdout).not.toMatch(/^err$/m);
    expect(ran.stderr).toMatch(/^err$/m);
    expect(ran.stderr).not.toMatch(/^out$/m);
  });

  scenario('the network is there as ever, and stdin is empty', async (bed) => {
    const server = createServer((_, response) => response.end('served'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ran = await python3(
      bed,
      `def f(port: int) -> list:
    import sys, urllib.request
    return [sys.stdin.read(), urllib.request.urlopen(f'http://127.0.0.1:{port}').read().decode()]`,
      {
        inputs: { parameters: { port: { type: 'NUMBER_INTEGER' } } },
        outputs: { parameters: { Output: { type: 'LIST' } } },
        given: { p: { port } },
      },
    );
    server.close();
    expect(ran.result.record.outputs?.parameters['Output']).toEqual(['', 'served']);
  });
});

describe('3.3 after the command', () => {
  scenario('of a task that failed nothing but the log is stored', async (bed) => {
    const ran = await python3(
      bed,
      `def f(a: Output[Artifact]):
    open(a.path, 'w').write('half')
    raise ValueError('no luck')`,
      { outputs: { artifacts: { a: { type: artifact } } } },
    );
    expect(ran.result.record).toMatchObject({ state: 'FAILED', exitCode: 1 });
    expect(ran.result.record.outputs).toBeUndefined();
    expect(await stored(bed, ran)).toEqual(['.tiphys/executor-logs/000000.log']);
  });

  scenario('an artifact without a file is recorded, with a warning', async (bed) => {
    const ran = await python3(bed, 'def f(a: Output[Artifact]): pass', {
      outputs: { artifacts: { a: { type: artifact } } },
    });
    expect(artifactsOf(ran)['a']).toEqual([
      { name: 'a', uri: expect.stringMatching(/\/a$/) as string, type: artifact },
    ]);
    expect(bed.warnings).toEqual([expect.stringContaining('has no file')]);
  });

  scenario(
    'a URI outside of the run fails the task; one of an unknown scheme or of an image is recorded',
    async (bed) => {
      const setUri = async (uri: string): Promise<Ran> =>
        python3(bed, `def f(a: Output[Artifact]): a.uri = '${uri}'`, {
          outputs: { artifacts: { a: { type: artifact } } },
        });
      const outside = await setUri('gs://another-bucket/x');
      expect(outside.result).toMatchObject({
        phase: 'Failed',
        message: expect.stringContaining('gs://another-bucket/x') as string,
      });
      const unknown = await setUri('https://example.org/model');
      expect(artifactsOf(unknown)['a']).toMatchObject([{ uri: 'https://example.org/model' }]);
      const image = await setUri('oci://registry.example.org/model:v1');
      expect(artifactsOf(image)['a']).toMatchObject([{ uri: 'oci://registry.example.org/model:v1' }]);
    },
  );
});

describe('3.4 output_metadata.json', () => {
  /** A component that is no Python, and leaves this file. */
  const leaving = async (bed: Bed, left: string, outputs: Outputs, more = ''): Promise<Ran> =>
    bed.run(
      component({
        command: [
          'python3',
          '-c',
          `import json,os,sys\ne=json.loads(sys.argv[1])\nf=e["outputs"]["outputFile"]\nos.makedirs(os.path.dirname(f),exist_ok=True)\n${more}\nopen(f,"w").write(sys.argv[2])`,
        ],
        args: [{ executorInput: true }, left],
        outputs,
      }),
      {},
      { env, context: { node: `run-1.main.l-${++nodes}` } },
    );
  const parameters = { parameters: { p: { type: 'NUMBER_INTEGER' } } } as const;

  scenario('values in it win over files, and are not held to the declared type; other names are kept', async (bed) => {
    const file = 'open(e["outputs"]["parameters"]["p"]["outputFile"],"w").write("1")';
    const ran = await leaving(bed, '{"parameterValues":{"p":"text","more":[1]}}', parameters, file);
    expect(ran.result.record.outputs?.parameters).toEqual({ p: 'text', more: [1] });
  });

  scenario('a missing file, and an empty one that says nothing, leave what the files say', async (bed) => {
    const file = 'open(e["outputs"]["parameters"]["p"]["outputFile"],"w").write(" 12 \\n")';
    expect((await leaving(bed, '{}', parameters, file)).result.record.outputs?.parameters).toEqual({ p: 12 });
    const none = await leaving(bed, '', parameters, `${file}; sys.exit(0)`);
    expect(none.result.record.outputs?.parameters).toEqual({ p: 12 });
  });

  scenario('an output that is in neither fails the task: None is no value', async (bed) => {
    const ran = await python3(bed, 'def f() -> Optional[str]:\n    return None', {
      outputs: { parameters: { Output: text } },
    });
    expect(ran.result).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('was not written') as string,
    });
  });

  scenario('what is no such document fails the task; members that nobody knows are a warning', async (bed) => {
    for (const left of ['[]', '{', '{"parameterValues":[]}', '{"artifacts":{"a":{"artifacts":[{"uri":1}]}}}']) {
      expect((await leaving(bed, left, {})).result).toMatchObject({ phase: 'Failed', exitCode: 1 });
    }
    expect((await leaving(bed, '{"new":1}', {})).result.phase).toBe('Succeeded');
    expect(bed.warnings).toEqual([expect.stringContaining('unknown members, which are left out: new')]);
  });

  scenario(
    'metadata is merged over what the component declares; a URI replaces, only of the first of a list',
    async (bed) => {
      const left = (uri: string): string =>
        JSON.stringify({
          artifacts: {
            a: { artifacts: [{ name: 'a', uri, metadata: { b: 2, c: [true, null, { d: 'é' }] } }, { uri: 'x' }] },
          },
        });
      const outputs = { artifacts: { a: { type: artifact, metadata: { a: 1, b: 1 } } } };
      const ran = await leaving(bed, left('https://example.org/a'), outputs);
      expect(artifactsOf(ran)['a']).toMatchObject([
        { uri: 'https://example.org/a', metadata: { a: 1, b: 2, c: [true, null, { d: 'é' }] } },
      ]);
      expect(artifactsOf(await leaving(bed, left(''), outputs))['a']).toMatchObject([
        { uri: expect.stringMatching(/\/a$/) as string },
      ]);
    },
  );

  scenario("a custom path is uploaded to the artifact's own URI, where those who read it find it", async (bed) => {
    const ran = await python3(
      bed,
      `def f(a: Output[Artifact], b: Output[Artifact]):
    import os, tempfile
    a.custom_path = tempfile.mkdtemp() + '/elsewhere'
    open(a.custom_path, 'w').write('custom')
    b.custom_path = tempfile.mkdtemp()
    open(os.path.join(b.path, 'inside'), 'w').write('directory')`,
      { outputs: { artifacts: { a: { type: artifact }, b: { type: artifact } } } },
    );
    expect(await content(bed, artifactsOf(ran)['a']?.[0]?.uri)).toBe('custom');
    expect(await content(bed, `${artifactsOf(ran)['b']?.[0]?.uri}/inside`)).toBe('directory');
  });

  scenario('values keep their types; files are read by the declared type', async (bed) => {
    const names = ['s', 'i', 'd', 'b', 'l', 'm'];
    const types = ['STRING', 'NUMBER_INTEGER', 'NUMBER_DOUBLE', 'BOOLEAN', 'LIST', 'STRUCT'] as const;
    const declared = Object.fromEntries(names.map((name, index) => [name, { type: types[index] ?? 'STRING' }]));
    const ran = await python3(
      bed,
      `def f(s: OutputPath(str), i: OutputPath(int), d: OutputPath(float), b: OutputPath(bool), l: OutputPath(list), m: OutputPath(dict)):
    for path, value in [(s, ' kept \\n'), (i, ' 9007199254740993\\n'), (d, '1e-3'), (b, 'True'), (l, '[1, "x"]'), (m, '{"a": null}')]:
        open(path, 'w').write(value)`,
      { outputs: { parameters: declared } },
    );
    const values = [' kept \n', 9007199254740993n, 0.001, true, [1, 'x'], { a: null }];
    expect(names.map((name) => ran.result.record.outputs?.parameters[name])).toEqual(values);
    const wrong = await python3(bed, "def f(i: OutputPath(int)):\n    open(i, 'w').write('1.0')", {
      outputs: { parameters: { i: { type: 'NUMBER_INTEGER' } } },
    });
    expect(wrong.result).toMatchObject({ phase: 'Failed', message: expect.stringContaining('"i"') as string });
  });

  scenario('metrics of all kinds are metadata and need no file', async (bed) => {
    const ran = await python3(
      bed,
      `def f(m: Output[Metrics], c: Output[ClassificationMetrics]):
    m.log_metric('accuracy', 0.5)
    c.log_confusion_matrix(['a', 'b'], [[1, 2], [3, 4]])
    c.log_roc_curve([0.0, 1.0], [0.0, 1.0], [1.0, 0.0])`,
      {
        outputs: {
          artifacts: {
            m: { type: { schemaTitle: 'system.Metrics' } },
            c: { type: { schemaTitle: 'system.ClassificationMetrics' } },
          },
        },
      },
    );
    expect(artifactsOf(ran)['m']?.[0]?.metadata).toEqual({ accuracy: 0.5 });
    expect(Object.keys(artifactsOf(ran)['c']?.[0]?.metadata ?? {}).sort()).toEqual([
      'confidenceMetrics',
      'confusionMatrix',
    ]);
    expect(bed.warnings).toEqual([]);
  });
});

describe('3.5 the log', () => {
  scenario('each attempt keeps its own, whatever became of it; no component sees it', async (bed) => {
    const source = `def f(attempt: int):
    import glob, sys
    print('attempt', attempt, flush=True)
    if attempt == 0: raise ValueError('not yet')`;
    const inputs = { parameters: { attempt: { type: 'NUMBER_INTEGER' as const } } };
    for (const attempt of [0, 1]) {
      const node = `run-1.main.retried(${attempt})`;
      const ran = await python3(bed, source, { inputs, given: { p: { attempt } }, node, attempt: String(attempt) });
      expect(await content(bed, `${ran.result.record.log}000000.log`)).toContain(`attempt ${attempt}\n`);
      expect(dirname(dirname(ran.result.record.log ?? ''))).toMatch(
        new RegExp(`/retried/${ran.result.record.id}/\\.tiphys$`),
      );
    }
    const logs = (await listExecutions(bed.store, 'uid-1')).map(({ log }) => log);
    expect(new Set(logs).size).toBe(2);
    const seen = await python3(
      bed,
      'def f(x: str) -> list:\n    import sys\n    return [a for a in sys.argv if "logs" in a]',
      {
        inputs: { parameters: { x: text } },
        outputs: { parameters: { Output: { type: 'LIST' } } },
        given: { p: { x: '' } },
      },
    );
    expect(seen.result.record.outputs?.parameters['Output']).toEqual([]);
  });
});
