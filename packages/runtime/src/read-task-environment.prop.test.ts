import { environmentName, packSpec } from '@tiphys/contract';
import { TaskError } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTaskEnvironment } from './read-task-environment.ts';
import { contractEnvironment, shell, withBed } from './testing/task-fixture.ts';

const spec = shell(
  'printf %s "$1" > "$2"',
  [{ concat: ['a', { parameter: 'p' }] }, { ifPresent: 'p', then: [{ outputFile: 'o' }], else: ['x'] }],
  {
    env: { E: { inputArtifact: 'a', get: 'metadata', key: 'k' } },
    inputs: {
      parameters: { p: { type: 'STRING', optional: true } },
      artifacts: { a: { type: { schemaTitle: 't' }, optional: true } },
    },
    outputs: { parameters: { o: { type: 'STRING' } }, artifacts: { b: { type: {}, metadata: { m: 1 } } } },
    publish: { o: 'parameters/o' },
  },
);
const input = {
  p: { p: 'x', more: [1] },
  t: { u: { concat: [{ job: 'jobName' }] } },
  a: { a: [{ name: 'n', uri: 's3://b/k' }] },
  c: true,
};
const env = {
  ...contractEnvironment(spec, input),
  [environmentName.store]: '{"root":"s3://b"}',
};
const names = Object.keys(env);

test('the contract is read', () => {
  expect(readTaskEnvironment(env)).toMatchObject({ spec, input, run: { name: 'run-1' }, store: { root: 's3://b' } });
});

test('an input that came in pieces is put together', () => {
  const { TIPHYS_IN: whole = '', ...rest } = env as Record<string, string>;
  const base64 = Buffer.from(whole, 'utf8').toString('base64');
  const pieces = Object.fromEntries(
    (base64.match(/.{1,8}/g) ?? []).map((piece, index) => [`${environmentName.input}_${index}`, piece]),
  );
  expect(Object.keys(pieces).length).toBeGreaterThan(10);
  expect(readTaskEnvironment({ ...rest, ...pieces }).input).toEqual(input);
});

test.each([
  [environmentName.spec, undefined, 'TIPHYS_SPEC is missing'],
  [environmentName.spec, '', 'TIPHYS_SPEC is not JSON'],
  [environmentName.spec, '{}', 'TIPHYS_SPEC.component is not a text'],
  [environmentName.spec, '{"component":"c","image":"i","args":[{"text":0}]}', 'TIPHYS_SPEC.args[0] is not an object'],
  [environmentName.texts, '["a",1]', 'TIPHYS_TEXTS[1] is not a text'],
  [
    environmentName.run,
    'v=1&pipeline=p',
    'The manifest (TIPHYS_RUN) speaks version 1 of the launcher contract, this launcher version 2',
  ],
  [environmentName.spec, '[]', 'TIPHYS_SPEC is not an object'],
  [environmentName.input, '{"p":[]}', 'TIPHYS_IN.p is not an object'],
  [environmentName.input, '{"t":{"x":{"fly":1}}}', 'TIPHYS_IN.t.x is not an object with concat or'],
  [environmentName.input, '{{inputs.parameters.in}}', 'TIPHYS_IN is not JSON'],
  [environmentName.run, 'v=2&pipeline=p&name=x', 'TIPHYS_RUN.uid is not a text'],
  [environmentName.run, 'v=2&pipeline=%', 'TIPHYS_RUN cannot be read'],
  [environmentName.store, '{"root":1}', 'TIPHYS_STORE.root is not a text'],
])('%s = %s', (name, value, message) => {
  const read = (): unknown => readTaskEnvironment({ ...env, [name]: value });
  expect(read).toThrow(TaskError);
  expect(read).toThrow(message);
});

test.each(['../x', 'a/b', '', '.', '..', 'a\0b'])('the name %j cannot lead out of a directory', (name) => {
  for (const broken of [
    { ...spec, outputs: { parameters: { [name]: { type: 'STRING' as const } } } },
    { ...spec, outputs: { artifacts: { [name]: { type: {} } } } },
    { ...spec, publish: { [name]: 'parameters/o' } },
  ]) {
    expect(() => readTaskEnvironment(contractEnvironment(broken, {}))).toThrow('usable as the name of a file');
  }
  expect(() => readTaskEnvironment(contractEnvironment(spec, { a: { [name]: [] } }))).toThrow(
    'usable as the name of a file',
  );
});

const anyText = fc.oneof(
  fc.string(),
  fc.json(),
  fc.string({ unit: fc.constantFrom('{', '}', '"', ':', ',', '[', ']', '1', 'v', 'p') }),
);

test('any text in a variable is read or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), anyText, (name, text) => {
      try {
        readTaskEnvironment({ ...env, [name]: text });
      } catch (error) {
        expect(error).toBeInstanceOf(TaskError);
        expect((error as Error).message).toContain(name);
      }
    }),
    { numRuns: 500 },
  );
});

/** The paths of all members of a JSON value. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  return typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, member]) => paths(member, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const variables: readonly (readonly [string, unknown])[] = [
  [environmentName.spec, packSpec(spec)],
  [environmentName.input, input],
];
const places = variables.flatMap(([name, value]) => paths(value).map((path) => ({ name, value, path })));

test('a contract with any one member changed is refused, or runs to a result', async () => {
  await withBed(async (bed) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), async ({ name, value, path }, by) => {
        // The command stays as it is: random programs are not to be run.
        fc.pre(!path.includes('command'));
        const broken = { ...env, [name]: JSON.stringify(replaced(value, path, by)) };
        let task;
        try {
          task = readTaskEnvironment(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(TaskError);
          return;
        }
        fc.pre(task.spec.command[0] === 'sh' && task.spec.command.length === 4);
        const { result } = await bed.run(spec, {}, { task });
        expect(result.message ?? '').not.toContain('bug in Tiphys');
      }),
      { numRuns: 60 },
    );
  });
});
