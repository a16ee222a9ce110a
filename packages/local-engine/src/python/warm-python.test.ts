import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { RunningCommand } from '@tiphys/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import type { Command } from './unwrap-component.ts';
import { createWarmPython } from './warm-python.ts';
import type { WarmPython } from './warm-python.ts';

/* The SDK is a stand-in, which runs the component as the real one does; `warm-components.test.ts` has the real one. */

const executor = `
import argparse, logging, os, sys
if __name__ == '__main__':
    path = sys.argv[sys.argv.index('--component_module_path') + 1]
    exec(compile(open(path).read(), 'component', 'exec'), {'__name__': 'component'})
`;

/** The interpreter behind links and version managers, if it can wait for forks. */
const probe = spawnSync('python3', ['-c', 'import os, sys; os.pidfd_open; print(sys.executable)'], {
  encoding: 'utf8',
});
const unsuitable = probe.status !== 0;
const path = [dirname(probe.stdout.trim()), process.env['PATH']].join(delimiter);
const never = new AbortController().signal;

let directory = '';
let warm: WarmPython;
let folders = 0;

beforeEach(async () => {
  directory = await makeTestDirectory();
  await mkdir(join(directory, 'lib', 'kfp', 'dsl'), { recursive: true });
  for (const module of ['kfp/__init__.py', 'kfp/dsl/__init__.py']) await writeFile(join(directory, 'lib', module), '');
  await writeFile(join(directory, 'lib', 'kfp', 'dsl', 'executor_main.py'), executor);
  warm = createWarmPython(() => newFolder('interpreter'));
});

afterEach(() => warm.close());

async function newFolder(name: string): Promise<string> {
  const folder = join(directory, `${name}-${(folders += 1)}`);
  await mkdir(folder);
  return folder;
}

async function component(source: string, env: Readonly<Record<string, string>> = {}): Promise<Command> {
  const file = join(await newFolder('source'), 'component.py');
  await writeFile(file, source);
  return {
    argv: ['python3', '-m', 'kfp.dsl.executor_main', '--component_module_path', file, '--more', 'π "words"'],
    env: {
      PATH: path,
      PYTHONPATH: join(directory, 'lib'),
      _KFP_RUNTIME: 'true',
      TMPDIR: directory,
      PWD: directory,
      ...env,
    },
  };
}

async function seen({ stdout, stderr, exited }: RunningCommand): Promise<object> {
  const read = async (stream: Readable | null): Promise<string> => (stream === null ? '' : text(stream));
  const [out, error, end] = await Promise.all([read(stdout), read(stderr), exited]);
  return { end, out, error };
}

/** What a command says when it is started as usual. */
async function usual({ argv: [program = '', ...args], env }: Command, cwd: string): Promise<object> {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, error, end] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal }))),
  ]);
  return { end, out, error };
}

const components = {
  'both streams': `print('a'); print('b', file=sys.stderr); print('c', end='')`,
  'an exit code': 'sys.exit(7)',
  'a message as exit code': `sys.exit('no more')`,
  'an end at once': `print('lost'); os._exit(3)`,
  'an exception': `print('before')\ndef f():\n    raise ValueError('why')\nf()`,
  'an exception with a hook': `sys.excepthook = lambda kind, error, trace: print(kind, trace.tb_frame.f_code.co_name)\n1/0`,
  'an interrupt': 'raise KeyboardInterrupt',
  'a signal': 'os.kill(os.getpid(), signal.SIGUSR1)',
  'what it was called with': 'print(sys.argv, sys.orig_argv, sys.executable, sys.flags)',
  'where it is': 'print(sys.path, os.getcwd(), os.environ["PWD"], sorted(os.environ))',
  'its main module': 'import __main__; print(sorted(vars(__main__)), __main__.__spec__.name, __main__.__file__)',
  'the modules of its component': `print([name for name in sys.modules if 'kfp' in name])`,
  'its group and its signals':
    'print(os.getpgid(0) == os.getpid() == os.getsid(0), [signal.getsignal(number) for number in (2, 13, 15, 17)])',
  'its streams': `print([(f.encoding, f.errors, f.line_buffering, f.isatty(), f.seekable()) for f in (sys.stdin, sys.stdout, sys.stderr)])`,
  'nothing to read': 'print(repr(sys.stdin.read()))',
  'no other descriptors': `print(sorted(int(n) for n in os.listdir('/proc/self/fd'))[:4])`,
  'what runs at its end': `import atexit, threading; atexit.register(print, 'end'); threading.Thread(target=lambda: print('thread')).start()`,
  'a command of its own': `subprocess.run(['sh', '-c', 'echo $PWD $TMPDIR; pwd; exit 3']); print('done')`,
  'a process that starts anew': `os.execvp('sh', ['sh', '-c', 'echo $0 $TMPDIR; exit 4'])`,
};

test.skipIf(unsuitable).each(Object.entries(components))('a fork has as usual: %s', async (_, source) => {
  const command = await component(`import os, signal, subprocess, sys\n${source}\n`);
  const workdir = await newFolder('work');
  const fork = async (): Promise<object | undefined> => {
    const running = await warm.start(command, workdir, never);
    return running && seen(running);
  };
  const expected = await usual(command, workdir);
  // The second is as the first.
  expect([await fork(), await fork()]).toEqual([expected, expected]);
});

test.skipIf(unsuitable)('tasks at the same time have what is theirs, and nothing of the one before', async () => {
  const source = (text: string): string => `import builtins, os, random
print(${JSON.stringify(text)}, os.environ.get('MARK'), hasattr(builtins, 'mark'), os.environ['TMPDIR'])
os.environ['MARK'] = 'x'; builtins.mark = 1; os.umask(0o700)
print(random.random(), flush=True)
`;
  const ends = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const command = await component(source(String(index)), { TMPDIR: `/tmp/${index}` });
      const running = await warm.start(command, await newFolder('work'), never);
      return running && seen(running);
    }),
  );
  const outputs = ends.map((end) => (end as { readonly out: string }).out.split('\n'));
  expect(outputs.map(([first]) => first)).toEqual(outputs.map((_, index) => `${index} None False /tmp/${index}`));
  expect(new Set(outputs.map(([, random]) => random)).size).toBe(12);
});

test.skipIf(unsuitable)('a fork is killed with all of its group', async () => {
  const command = await component(
    `import subprocess, sys\nprint(subprocess.Popen(['sleep', '600']).pid, flush=True)\nsys.stdin = None\nimport signal; signal.pause()`,
  );
  const running = await warm.start(command, await newFolder('work'), never);
  const first = new Promise<string>((resolve) =>
    running?.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk))),
  );
  const pid = Number(await first);
  process.kill(-(running?.pid ?? 0), 'SIGTERM');
  expect(await running?.exited).toEqual({ code: null, signal: 'SIGTERM' });
  // Its output ends when the last one of the group has ended.
  running?.stderr?.resume();
  await running?.closed;
  expect(pid).toBeGreaterThan(0);
});

test.skipIf(unsuitable)(
  'when the interpreter is killed, its tasks say so, and those that follow start as usual',
  async () => {
    const command = await component(`import os, signal\nprint(os.getppid(), flush=True)\nsignal.pause()`);
    const workdir = await newFolder('work');
    const running = await warm.start(command, workdir, never);
    const first = new Promise<string>((resolve) =>
      running?.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk))),
    );
    process.kill(Number(await first), 'SIGKILL');
    await expect(running?.exited).rejects.toThrow('--fresh-python');
    process.kill(-(running?.pid ?? 0), 'SIGKILL');
    expect(await warm.start(command, workdir, never)).toBeUndefined();
  },
);

test.skipIf(unsuitable)(
  'when the interpreter is killed while it is to fork, that task says so, or starts as usual',
  async () => {
    const command = await component(`import os\nprint(os.getppid())`);
    const first = await warm.start(command, await newFolder('work'), never);
    const interpreter = Number(first?.stdout && (await text(first.stdout)));
    process.kill(interpreter, 'SIGSTOP');
    const forked = warm.start(command, await newFolder('work'), never);
    process.kill(interpreter, 'SIGKILL');
    expect((await forked.catch(String)) ?? 'as usual').toMatch(/as usual|--fresh-python/);
  },
);

test.skipIf(unsuitable).each<[string, (command: Command) => Command]>([
  ['another module', ({ argv, env }) => ({ argv: argv.with(2, 'kfp.components.executor_main'), env })],
  ['another program', ({ argv, env }) => ({ argv: argv.with(0, 'python'), env })],
  ['no runtime of the SDK', ({ argv, env: { _KFP_RUNTIME: _, ...env } }) => ({ argv, env })],
  ['settings of Python', ({ argv, env }) => ({ argv, env: { ...env, PYTHONINSPECT: '1' } })],
  [
    'paths from where it is',
    ({ argv, env }) => ({ argv, env: { ...env, PYTHONPATH: `lib:${env['PYTHONPATH'] ?? ''}` } }),
  ],
  ['a word that is too long', ({ argv, env }) => ({ argv: [...argv, 'x'.repeat(128 * 1024)], env })],
  ['a Python without the SDK', ({ argv, env: { PYTHONPATH: _, ...env } }) => ({ argv, env })],
  ['no Python', ({ argv, env }) => ({ argv, env: { ...env, PATH: '/nowhere' } })],
])('%s is started as usual', async (_, change) => {
  const command = change(await component('print(1)'));
  expect(await warm.start(command, await newFolder('work'), never)).toBeUndefined();
});

test.skipIf(unsuitable)('a folder from which Python could import is none to fork for', async () => {
  const workdir = await newFolder('work');
  await writeFile(join(workdir, 'json.py'), '');
  expect(await warm.start(await component('print(1)'), workdir, never)).toBeUndefined();
});

test.skipIf(unsuitable).each([
  ['prints', 'print("hello")'],
  ['warns', 'import sys; sys.stderr.write("old")'],
  ['has a thread', 'import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()'],
  ['ends', 'raise SystemExit'],
])('an SDK that %s when it is imported is imported for each', async (_, source) => {
  await writeFile(join(directory, 'lib', 'kfp', '__init__.py'), source);
  expect(await warm.start(await component('print(1)'), await newFolder('work'), never)).toBeUndefined();
});

test.skipIf(unsuitable)('an interpreter that is set up by a sitecustomize is started for each', async () => {
  await writeFile(join(directory, 'lib', 'sitecustomize.py'), 'import random; random.seed(7)');
  expect(await warm.start(await component('print(1)'), await newFolder('work'), never)).toBeUndefined();
});

test.skipIf(unsuitable)('a task that waits for an interpreter that hangs can be stopped', async () => {
  await writeFile(join(directory, 'lib', 'kfp', '__init__.py'), 'import signal; signal.pause()');
  const stop = new AbortController();
  const started = warm.start(await component('print(1)'), await newFolder('work'), stop.signal);
  stop.abort();
  expect(await started).toBeUndefined();
});

test.skipIf(unsuitable)('a script in place of Python may do more, and is started for each', async () => {
  const bin = await newFolder('bin');
  await writeFile(join(bin, 'python3'), '#!/bin/sh\nexec /usr/bin/env python3 "$@"\n', { mode: 0o755 });
  const command = await component('print(1)', { PATH: `${bin}:${path}` });
  expect(await warm.start(command, await newFolder('work'), never)).toBeUndefined();
  expect((await readdir(directory)).filter((name) => name.startsWith('interpreter'))).toEqual([]);
});
