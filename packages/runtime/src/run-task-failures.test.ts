import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ComponentSpec } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { printJson } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { component, shell, withBed } from './testing/task-fixture.ts';
import type { Bed } from './testing/task-fixture.ts';

const outputs: ComponentSpec['outputs'] = {
  parameters: { o: { type: 'STRING' } },
  artifacts: { a: { type: {} } },
};
const publish = { o: 'parameters/o', a: 'artifacts/a' };
const targets: ComponentSpec['args'] = [{ outputFile: 'o' }, { outputArtifact: 'a', get: 'path' }];

async function listed(store: ArtifactStore, prefix: string): Promise<string[]> {
  const uris: string[] = [];
  for await (const { uri } of store.list(`${store.root}/${prefix}`)) {
    uris.push(uri);
  }
  return uris;
}

test('a failed command publishes and uploads nothing, and its record says why', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf x > "$1"; printf y > "$2"; exit 3', targets, { outputs, publish });
    const ran = await bed.run(spec, { c: true });
    expect(ran.result).toMatchObject({ exitCode: 3, phase: 'Failed', cached: false });
    expect(await readdir(join(ran.base, 'out'))).toEqual([]);
    expect(await listed(bed.store, 'pipe/')).toEqual([]);
    expect(await listed(bed.store, '.tiphys/v1/cache/')).toEqual([]);
    const [record] = await listExecutions(bed.store, 'uid-1');
    expect(record).toMatchObject({ state: 'FAILED', exitCode: 3, error: 'The command ended with exit code 3.' });
    expect(record?.outputs).toBeUndefined();
  });
});

const withMetadata = (metadata: JsonValue | string): ComponentSpec =>
  shell(
    'printf x > "$1"; printf y > "$2"; printf %s "$3" > "$4"',
    [...targets, typeof metadata === 'string' ? metadata : printJson(metadata), { outputMetadataFile: true }],
    { outputs, publish },
  );

test.each([
  ['an output parameter that is missing', shell('printf y > "$2"', targets, { outputs }), /"o" was not written/],
  [
    'an output parameter of another type',
    shell('echo x > "$1"', [{ outputFile: 'n' }], { outputs: { parameters: { n: { type: 'NUMBER_INTEGER' } } } }),
    /"n" of type NUMBER_INTEGER cannot be read from .*: "x" is not a whole number/,
  ],
  ['metadata that is no JSON', withMetadata('{'), /output_metadata.json is not JSON/],
  ['metadata that is no object', withMetadata('[]'), /output_metadata.json is not a JSON object/],
  ['artifacts that are no object', withMetadata({ artifacts: [] }), /artifacts in .* is not a JSON object/],
  ['artifacts that are no list', withMetadata({ artifacts: { a: { artifacts: {} } } }), /holds no list of artifacts/],
  [
    'a URI that is no text',
    withMetadata({ artifacts: { a: { artifacts: [{ uri: 1 }] } } }),
    /uri of artifacts.a in .* is not a text/,
  ],
  [
    'a URI in another store',
    withMetadata({ artifacts: { a: { artifacts: [{ uri: 's3://other/x' }] } } }),
    /"a" has the URI s3:\/\/other\/x, which is outside the task's own/,
  ],
  [
    'a URI that leads out of the store',
    withMetadata({ artifacts: { a: { artifacts: [{ uri: 'file:///x/../y' }] } } }),
    /is refused: it has the path segment "\.\."/,
  ],
  [
    'an input that is missing',
    component({ command: ['true'], inputs: { parameters: { p: { type: 'LIST' } } } }),
    /"p" has no value/,
  ],
  [
    'an artifact that is missing',
    component({ command: ['true'], inputs: { artifacts: { p: { type: {} } } } }),
    /"p" is missing/,
  ],
  ['a program that is missing', component({ command: ['/no/such/program'] }), /"\/no\/such\/program" was not found/],
])('%s fails the task with a sentence', async (_name, spec, message) => {
  await withBed(async (bed) => {
    const { result } = await bed.run(spec);
    expect(result.phase).toBe('Failed');
    expect(result.message).toMatch(message);
    expect(result.message).not.toContain('    at ');
    expect(result.record).toMatchObject({ state: 'FAILED', error: result.message });
  });
});

test('an artifact without a file is recorded, with a warning', async () => {
  await withBed(async (bed) => {
    const ran = await bed.run(shell('printf x > "$1"', targets, { outputs, publish }));
    expect(ran.result.phase).toBe('Succeeded');
    expect(await ran.published('a')).toEqual([{ name: 'a', uri: expect.stringMatching(/\/a$/) as string, type: {} }]);
    expect(bed.warnings).toEqual([expect.stringContaining('there is nothing to upload')]);
    const read = component({ command: ['true'], inputs: { artifacts: { in: { type: {} } } } });
    const next = await bed.run(read, { a: { in: await ran.published('a') } }, { context: { node: 'run-1.main.next' } });
    expect(next.result.phase).toBe('Succeeded');
    expect(bed.warnings[1]).toContain('There is nothing at');
  });
});

test('an artifact whose link leads nowhere fails the task', async () => {
  await withBed(async (bed) => {
    const { result } = await bed.run(
      shell('printf x > "$1"; mkdir "$2"; ln -s /no/where "$2/link"', targets, { outputs, publish }),
    );
    expect(result).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('link cannot be copied') as string,
    });
  });
});

test('values in output_metadata.json win over files; undeclared ones are kept', async () => {
  await withBed(async (bed) => {
    const spec = withMetadata({
      parameterValues: { o: 'wins', more: 9007199254740993n },
      artifacts: { a: { artifacts: [{ metadata: { m: 1 } }] } },
    });
    const { result } = await bed.run(spec);
    expect(result.record.outputs?.parameters).toEqual({ o: 'wins', more: 9007199254740993n });
    expect(result.record.outputs?.artifacts['a']?.[0]).toMatchObject({ metadata: { m: 1 } });
  });
});

test('what Python writes for NaN and infinities becomes text, in a file of any size', async () => {
  await withBed(async (bed) => {
    const long = String.raw`\\\" NaN `.repeat(500_000);
    const spec = shell('mv long "$1"', [{ outputMetadataFile: true }]);
    await writeFile(join(bed.directory, 'long'), `{"parameterValues":{"a":[NaN,-Infinity,"Infinity"],"b":"${long}"}}`);
    const { result } = await bed.run(spec);
    expect(result.record.outputs?.parameters['a']).toEqual(['NaN', '-Infinity', 'Infinity']);
    expect(result.record.outputs?.parameters['b'] === String.raw`\" NaN `.repeat(500_000)).toBe(true);
    expect(bed.warnings).toHaveLength(1);
  });
});

test('an artifact of a store that this run has not cannot be read; one of no store is left alone', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf %s "$1"', [{ inputArtifact: 'in', get: 'uri' }], {
      inputs: { artifacts: { in: { type: {} } } },
    });
    for (const [uri, advice] of [
      ['gs://bucket/x', 'copy it to an S3 store'],
      ['oci://registry.example/model:1', 'mount the image'],
      ['hf://owner/model', 'huggingface_hub'],
      ['s3://bucket/x', 'store.places'],
    ] as const) {
      const { result } = await bed.run(spec, { a: { in: [{ name: '', uri }] } });
      expect(result).toMatchObject({
        phase: 'Failed',
        message: expect.stringMatching(`cannot read.*${advice}`) as string,
      });
    }
    const web = await bed.run(spec, { a: { in: [{ name: '', uri: 'https://example.com/x' }] } });
    expect(web).toMatchObject({ stdout: 'https://example.com/x', result: { phase: 'Succeeded' } });
  });
});

/** A stream that calls `onReady` when the command says that it is ready. */
function readyStream(onReady: () => void): PassThrough {
  const stream = new PassThrough();
  stream.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('ready')) {
      onReady();
    }
  });
  return stream;
}

test('a task that is stopped before its command starts never starts it', async () => {
  await withBed(async (bed) => {
    const spec = shell('touch started', []);
    const abort = new AbortController();
    abort.abort();
    const aborted = await bed.run(spec, {}, { abort: abort.signal });
    expect(aborted.result).toMatchObject({
      exitCode: 143,
      phase: 'Failed',
      message: 'The task was stopped by SIGTERM before its command started.',
    });
    const signalled = await bed.run(
      spec,
      {},
      {
        signals: (listener) => {
          listener('SIGINT');
          return () => undefined;
        },
      },
    );
    expect(signalled.result.exitCode).toBe(130);
    await expect(access(join(bed.directory, 'started'))).rejects.toThrow('ENOENT');
  });
});

test('a task that is stopped while it runs is recorded', async () => {
  await withBed(async (bed) => {
    const abort = new AbortController();
    const { result } = await bed.run(
      shell('echo ready; while :; do sleep 60 & wait; done', []),
      {},
      {
        abort: abort.signal,
        stdout: readyStream(() => abort.abort()),
      },
    );
    expect(result).toMatchObject({ exitCode: 143, phase: 'Failed', record: { state: 'FAILED', exitCode: 143 } });
  });
});

/** A store in which an operation fails when `fails` says so. */
function failing(bed: Bed, fails: (operation: string, uri: string) => boolean): ArtifactStore {
  return new Proxy(bed.store, {
    get(target, name: keyof ArtifactStore) {
      const member = target[name];
      if (typeof member !== 'function') {
        return member;
      }
      return (...args: readonly string[]) => {
        if (args.some((arg) => typeof arg === 'string' && fails(name, arg))) {
          throw new Error(`${name} failed`);
        }
        return (member as (...all: readonly string[]) => unknown)(...args);
      };
    },
  });
}

test('whatever fails among the records only warns', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf x > "$1"; printf y > "$2"', targets, { outputs, publish });
    const store = failing(bed, (_operation, uri) => uri.includes('/.tiphys/v1/'));
    const ran = await bed.run(spec, { c: true }, { store });
    expect(ran.result).toMatchObject({ phase: 'Succeeded', exitCode: 0 });
    expect(await ran.published('o')).toBe('x');
    expect(bed.warnings.map((warning) => warning.split(':')[0]).sort()).toEqual([
      'Earlier records could not be read',
      'The cache could not be read',
      'The cache entry could not be written',
      'The end of the task could not be recorded',
      'The run could not be recorded',
      'The start of the task could not be recorded',
      'The use of artifacts could not be recorded',
    ]);
  });
});

test('outputs that cannot be stored fail the task, whatever its command said', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf x > "$1"; printf y > "$2"', targets, { outputs, publish });
    const lost = await bed.run(spec, {}, { store: failing(bed, (operation) => operation === 'uploadTree') });
    expect(lost.result).toMatchObject({ phase: 'Error', record: { state: 'ERROR' } });
    expect(await readdir(join(lost.base, 'out'))).toEqual([]);
    const large = shell('head -c 100000 /dev/zero | tr "\\0" x > "$1"; printf y > "$2"', targets, { outputs, publish });
    const spilled = await bed.run(
      large,
      {},
      {
        store: failing(bed, (operation, uri) => operation === 'put' && uri.includes('/.tiphys/o.json')),
        context: { uid: 'uid-2' },
      },
    );
    expect(spilled.result.phase).toBe('Error');
  });
});

test('two pods of one attempt: the first success counts, and both publish it', async () => {
  await withBed(async (bed) => {
    const other = join(bed.directory, 'other');
    // The second pod begins and succeeds while the first one is still at work.
    const slow = shell(
      'echo ready; while ! [ -e "$1" ]; do :; done; printf slow > "$2"',
      [other, { outputFile: 'o' }],
      {
        outputs: { parameters: { o: { type: 'STRING' } } },
        publish: { o: 'parameters/o' },
      },
    );
    const fast = { ...slow, command: ['sh', '-c', 'printf fast > "$2"', 'sh'] };
    let second: ReturnType<Bed['run']> | undefined;
    const first = await bed.run(
      slow,
      {},
      {
        stdout: readyStream(() => {
          second = bed.run(fast).then(async (ran) => {
            await writeFile(other, '');
            return ran;
          });
        }),
      },
    );
    const ran = await second;
    expect(await first.published('o')).toBe('fast');
    expect(await ran?.published('o')).toBe('fast');
    expect((await listExecutions(bed.store, 'uid-1')).map(({ state }) => state)).toEqual(['SUCCEEDED']);
  });
});

test('what an attempt in the same volume left is no output of the next', async () => {
  await withBed(async (bed) => {
    const spec = shell(
      '[ -e "$1" ] && exit 9; printf x > "$1"; printf y > "$2"; printf "{}" > "$3"; exit $4',
      [...targets, { outputMetadataFile: true }, '1'],
      { outputs, publish },
    );
    const base = join(bed.directory, 'volume');
    expect((await bed.run(spec, {}, { base })).result.exitCode).toBe(1);
    expect((await bed.run(spec, {}, { base })).result.exitCode).toBe(1);
    await expect(readFile(join(base, 'out/o'))).rejects.toThrow('ENOENT');
  });
});
