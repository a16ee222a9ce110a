import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { argoRules, defaultArgoVersion } from '../rules/argo-rules.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import type { ResolvedRunOptions } from '../run/run-options.ts';
import type { RunEvent } from '../run/run-recorder.ts';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import { createCommandPreparer } from './prepare-command.ts';

/* Interpreters that only look like Python: no network, no Python needed. */

const component = ['sh', '-ec', 'python3 -m kfp.dsl.executor_main "$@"', 'import kfp'];
const bootstrap = `
if ! [ -x "$(command -v pip)" ]; then
    python3 -m ensurepip || python3 -m ensurepip --user || apt-get install python3-pip
fi

PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip install --quiet --no-warn-script-location 'pandas'  &&  python3 -m pip install --quiet --no-warn-script-location 'kfp==2.14.3' '--no-deps' && "$0" "$@"
`;

interface Fake {
  readonly directory: string;
  readonly events: RunEvent[];
  readonly options: ResolvedRunOptions;
}

/** A PATH with a `python3` that writes down what it is asked, and makes virtual environments of itself. */
async function fakePython(
  answer: { readonly satisfied: boolean },
  more: Partial<ResolvedRunOptions> = {},
): Promise<Fake> {
  const directory = await makeTestDirectory();
  const bin = join(directory, 'bin');
  const python = join(bin, 'python3');
  await mkdir(bin);
  const probe = JSON.stringify({ executable: python, ...answer });
  await writeFile(
    python,
    `#!/bin/sh
echo "$0 $*" | head -n 1 >> '${directory}/calls'
case "$1 $2" in
'-m venv') mkdir -p "$3/bin" && cp '${python}' "$3/bin/python3";;
-c*) echo '${probe}';;
esac
`,
  );
  await chmod(python, 0o755);
  const events: RunEvent[] = [];
  const options: ResolvedRunOptions = {
    store: openStore({ root: 'mem://test' }),
    workdir: join(directory, 'work'),
    objects: { claims: join(directory, 'volumes') },
    parameters: {},
    maxParallel: 1,
    noCache: false,
    python: undefined,
    freshPython: false,
    signal: new AbortController().signal,
    killAfter: 100,
    onEvent: (event) => events.push(event),
    keepPods: false,
    env: { PATH: `${bin}:/usr/bin:/bin` },
    name: 'wf',
    uid: 'u',
    notes: {},
    executor: 'process',
    argoVersion: defaultArgoVersion,
    rules: argoRules(defaultArgoVersion) as ArgoRules,
    now: () => 0,
    ...more,
  };
  return { directory, events, options };
}

const command = { argv: ['sh', '-c', bootstrap, ...component], env: { PATH: 'image', A: '1' } };

test('python3 of the PATH, when it has everything: the bootstrap goes, nothing is installed', async () => {
  const { directory, options } = await fakePython({ satisfied: true });
  const prepared = await createCommandPreparer(options).prepare(command);
  expect(prepared.argv).toEqual(component);
  expect(prepared.env).toEqual({ A: '1', PATH: `${directory}/bin:${directory}/bin:/usr/bin:/bin` });
  expect(await readFile(join(directory, 'calls'), 'utf8')).not.toContain('pip');
});

test('otherwise a virtual environment, made once however many ask, with the options of the SDK', async () => {
  const { directory, events, options } = await fakePython({ satisfied: false });
  const [first, second] = await Promise.all([
    createCommandPreparer(options).prepare(command),
    createCommandPreparer(options).prepare(command),
  ]);
  expect(first).toEqual(second);
  const [path = ''] = first.env['PATH']?.split(':') ?? [];
  expect(path).toMatch(/\/work\/venvs\/[0-9a-f]{16}\/bin$/);
  const again = await createCommandPreparer(options).prepare(command);
  expect(again).toEqual(first);
  const calls = (await readFile(join(directory, 'calls'), 'utf8')).split('\n').filter((call) => call.includes(' -m '));
  expect(calls.map((call) => call.replace(/^\S+ /, ''))).toEqual([
    expect.stringMatching(/^-m venv .*\/work\/venvs\/[0-9a-f]{16}$/),
    '-m pip install --quiet --disable-pip-version-check pandas',
    '-m pip install --quiet --disable-pip-version-check --no-deps kfp==2.14.3',
  ]);
  expect(events.filter(({ kind }) => kind === 'note')).toHaveLength(1);
  expect((await readdir(join(directory, 'work', 'venvs'))).filter((name) => name.endsWith('.lock'))).toEqual([]);
});

test('the lock of a process that is gone is taken over, and a half-made environment made again', async () => {
  const { directory, options } = await fakePython({ satisfied: false });
  const first = await createCommandPreparer(options).prepare(command);
  const environment = join(first.env['PATH']?.split(':')[0] ?? '', '..');
  const { pid } = spawnSync('true');
  await writeFile(`${environment}.lock`, JSON.stringify({ pid, started: '' }));
  await mkdir(join(environment, 'complete.d'));
  await rm(join(environment, 'complete'));
  expect(await createCommandPreparer(options).prepare(command)).toEqual(first);
  expect(await readdir(environment)).toEqual(['bin', 'complete']);
  expect(await readdir(join(directory, 'work', 'venvs'))).toHaveLength(1);
});

test('the interpreter that the user chose is used as it is; what it lacks is said', async () => {
  const { directory, events, options } = await fakePython({ satisfied: false });
  const chosen = join(directory, 'bin', 'python3');
  const preparer = createCommandPreparer({ ...options, python: chosen });
  const { argv, env } = await preparer.prepare(command);
  await preparer.settled();
  expect(argv).toEqual(component);
  expect(env['PATH']?.split(':')[0]).toBe(join(directory, 'bin'));
  expect(events).toEqual([{ kind: 'warning', message: `${chosen} does not have all of: pandas, kfp==2.14.3` }]);
});

test('an interpreter of another name gets wrappers named python3 and python', async () => {
  const { directory, options } = await fakePython({ satisfied: true });
  const other = join(directory, "my 'python'");
  const answer = '{"executable":"/usr/bin/false","satisfied":true}';
  await writeFile(other, `#!/bin/sh\nif [ "$1" = -c ]; then echo '${answer}'; else echo "mine $*"; fi\n`);
  await chmod(other, 0o755);
  const { env } = await createCommandPreparer({ ...options, python: other }).prepare({
    argv: ['true'],
    env: { A: '1' },
  });
  for (const name of ['python3', 'python']) {
    expect(spawnSync(name, ['x', 'y z'], { env, encoding: 'utf8' }).stdout).toBe('mine x y z\n');
  }
});

test('commands without Python are left alone', async () => {
  const { directory, options } = await fakePython({ satisfied: true });
  const plain = { argv: ['sh', '-c', 'echo hi'], env: { PATH: 'image' } };
  expect(await createCommandPreparer(options).prepare(plain)).toEqual(plain);
  expect(await readdir(directory)).toEqual(['bin']);
});

test('no interpreter at all is a task error', async () => {
  const { options } = await fakePython({ satisfied: true });
  const bare = createCommandPreparer({ ...options, env: { PATH: '/nowhere' } });
  await expect(bare.prepare(command)).rejects.toThrow('There is no python3 on the PATH');
  for (const python of ['/no/python', '']) {
    await expect(createCommandPreparer({ ...options, python }).prepare(command)).rejects.toThrow(
      `The Python interpreter "${python}" cannot be run.`,
    );
  }
});
