import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { CommandEnd } from './command.ts';
import { runCommand } from './run-command.ts';
import type { SignalSource } from './task-request.ts';
import { textSink, withDirectory } from './testing/task-fixture.ts';

const env = { PATH: process.env['PATH'] ?? '' };

async function sh(
  script: string,
  more: Partial<Parameters<typeof runCommand>[1]> = {},
): Promise<CommandEnd & { stdout: string; stderr: string }> {
  const stdout = textSink();
  const stderr = textSink();
  const surroundings = { stdout: stdout.stream, stderr: stderr.stream, ...more };
  const end = await runCommand({ argv: ['sh', '-c', script], env }, surroundings);
  return { ...end, stdout: stdout.text(), stderr: stderr.text() };
}

test('output is passed on as it is, apart', async () => {
  expect(await sh('printf "a\\000b\\n\\377"; printf err >&2')).toMatchObject({
    exitCode: 0,
    stdout: 'a\0b\n\ufffd',
    stderr: 'err',
  });
  const much = await sh('head -c 3000000 /dev/zero | tr "\\0" x');
  expect(much.stdout).toBe('x'.repeat(3_000_000));
});

test('a log sees both streams as they are passed on', async () => {
  const seen: Uint8Array[] = [];
  const end = await sh('printf a; sleep 0; printf b >&2', { log: (chunk) => seen.push(chunk) });
  expect(end).toMatchObject({ stdout: 'a', stderr: 'b' });
  expect([...Buffer.concat(seen).toString()].sort()).toEqual(['a', 'b']);
});

test('a command goes on when nobody reads its output any more', async () => {
  const gone = new PassThrough();
  gone.once('data', () => gone.destroy(new Error('EPIPE')));
  const end = await sh('head -c 1000000 /dev/zero; echo done >&2', { stdout: gone });
  expect(end).toMatchObject({ exitCode: 0, stderr: 'done\n' });
});

test.each([1, 2, 77, 255])('exit code %d is kept', async (code) => {
  expect(await sh(`exit ${code}`)).toMatchObject({
    exitCode: code,
    message: `The command ended with exit code ${code}.`,
  });
});

/** Sends signals to the command when it has printed this. */
function signalsAt(
  text: string,
  ...sent: readonly NodeJS.Signals[]
): { signals: SignalSource; log(chunk: Uint8Array): void } {
  let send: ((signal: NodeJS.Signals) => void) | undefined;
  return {
    signals: (listener) => {
      send = listener;
      return () => undefined;
    },
    log: (chunk) => {
      if (Buffer.from(chunk).includes(text)) sent.forEach((signal) => send?.(signal));
    },
  };
}

const stubborn = 'trap "echo TERM" TERM; echo ready; while :; do sleep 0.01; done';

test('what has not ended when its grace is nearly over is killed, with all that it started', async () => {
  const end = await sh(`(trap "" TERM; exec sleep 600) & ${stubborn}`, {
    ...signalsAt('ready', 'SIGTERM'),
    graceMilliseconds: 300,
  });
  expect(end).toMatchObject({
    exitCode: 137,
    // On a busy machine the time may be over before the shell has said so.
    stdout: expect.stringMatching(/^ready\n(TERM\n)?$/) as string,
    message: 'The command had not ended 0.15 s after SIGTERM, and was killed.',
  });
});

test('more TERMs reach the command and prolong nothing; other signals begin no grace', async () => {
  // Each line of the command brings it another TERM. It counts before it prints, and hears none after the third, because a
  // shell may begin the trap of the next one between two commands of this one.
  const counting = `trap 'n=i$n; [ $n != iii ] || trap "" TERM; echo TERM; [ $n != iii ] || exit 5' TERM
    echo ready; while :; do sleep 0.01; done`;
  const third = await sh(counting, { ...signalsAt('', 'SIGTERM'), graceMilliseconds: 60_000 });
  expect(third).toMatchObject({ exitCode: 5, stdout: 'ready\nTERM\nTERM\nTERM\n' });
  const end = await sh(stubborn, { ...signalsAt('', 'SIGTERM'), graceMilliseconds: 300 });
  expect(end.exitCode).toBe(137);
  const hangup = await sh('trap "echo HUP; exit 3" HUP; echo ready; while :; do sleep 0.01; done', {
    ...signalsAt('ready', 'SIGHUP'),
    graceMilliseconds: 2,
  });
  expect(hangup).toMatchObject({ exitCode: 3, stdout: 'ready\nHUP\n' });
});

test('a command that ends in time ends as it likes, whatever killed it', async () => {
  const own = await sh('trap "kill -KILL $$" TERM; echo ready; while :; do sleep 0.01; done', {
    ...signalsAt('ready', 'SIGTERM'),
    graceMilliseconds: 60_000,
  });
  expect(own.message).toContain('killed by SIGKILL (exit code 137)');
  const late = await sh('trap "exit 9" TERM; echo ready; while :; do sleep 0.01; done', signalsAt('ready', 'SIGTERM'));
  expect(late.exitCode).toBe(9);
});

test.each([
  ['KILL', 137, /SIGKILL.*more memory than its limit/],
  ['TERM', 143, /SIGTERM/],
  ['SEGV', 139, /SIGSEGV/],
])('death by %s gives %d', async (signal, exitCode, message) => {
  const end = await sh(`kill -${signal} $$`);
  expect(end).toMatchObject({ exitCode, message: expect.stringMatching(message) as string });
});

test('a failed command is quoted, a good one is not', async () => {
  expect(await sh('echo to stdout; echo why >&2; exit 3')).toMatchObject({ exitCode: 3, detail: 'why' });
  expect(await sh('echo all well >&2')).not.toHaveProperty('detail');
  expect(await sh('exit 3')).not.toHaveProperty('detail');
});

test('memory that ran out is told where the kernel counts, and guessed where it does not', async () => {
  const counts = (...kills: number[]) => ({
    memoryEvents: () => ({ kills: kills.shift() ?? 0, limitBytes: 128 * 2 ** 20 }),
  });
  const ran = 'It ran out of memory';
  expect((await sh('kill -KILL $$', counts(1, 2))).message).toContain(`${ran}: the kernel killed a process of it`);
  expect((await sh('kill -KILL $$', counts(1, 2))).message).toContain('the limit of 128 MiB.');
  expect((await sh('exit 1', counts(1, 2))).message).toContain(ran);
  expect((await sh('kill -KILL $$', counts(1, 1))).message).toBe('The command was killed by SIGKILL (exit code 137).');
  expect(await sh('exit 0', counts(1, 2))).not.toHaveProperty('message');
});

test('a supervisor starts the command, and says why it cannot be started', async () => {
  const supervisor = (script: string) => ({ supervisor: ['sh', '-c', script, 'supervisor'] });
  expect(await sh('exit 7', supervisor('exec 3>&-; "$@"; exit $?'))).toMatchObject({ exitCode: 7 });
  const refused = await sh('true', supervisor('printf 13 >&3; exit 127'));
  expect(refused).toMatchObject({
    exitCode: 126,
    message: expect.stringContaining('permission denied') as string,
  });
});

test('a program that is not there', async () => {
  await withDirectory(async (directory) => {
    const run = async (program: string, workdir = directory): Promise<CommandEnd> =>
      runCommand({ argv: [program, 'x'], env: { PATH: directory } }, { workdir, stdout: new PassThrough() });
    expect(await run('nothing')).toEqual({
      exitCode: 127,
      message: `The program "nothing" was not found in the image (PATH is ${directory}).`,
    });
    expect(await run('/no/where')).toMatchObject({
      exitCode: 127,
      message: 'The program "/no/where" was not found in the image.',
    });
    expect((await run('sh', join(directory, 'gone'))).message).toBe(
      `The working directory ${directory}/gone does not exist.`,
    );
    await writeFile(join(directory, 'script'), '#!/no/interpreter\n', { mode: 0o755 });
    expect(await run('script')).toMatchObject({
      exitCode: 127,
      message: expect.stringContaining('its interpreter') as string,
    });
    expect(await run('./script')).toMatchObject({
      exitCode: 127,
      message: expect.stringContaining('its interpreter') as string,
    });
    await mkdir(join(directory, 'folder'));
    expect(await run('./folder')).toMatchObject({
      exitCode: 126,
      message: expect.stringContaining('permission denied') as string,
    });
    await chmod(join(directory, 'script'), 0o644);
    expect(await run('./script')).toMatchObject({
      exitCode: 126,
      message: expect.stringContaining('permission denied') as string,
    });
  });
});

test('a command line that no system could run', async () => {
  await expect(runCommand({ argv: ['echo', 'a\0b'], env }, {})).rejects.toThrow('without null bytes');
  const huge = await runCommand({ argv: ['true', 'x'.repeat(3_000_000)], env }, {});
  expect(huge).toMatchObject({
    exitCode: 126,
    message: expect.stringContaining('its argument 1 has 3000000 bytes, and the system allows 131071') as string,
  });
  await expect(runCommand({ argv: [], env }, {})).rejects.toThrow('has no command');
});

test('a stopped task gets TERM, and KILL when it takes too long', async () => {
  const stopWhenReady = (abort: AbortController): PassThrough => {
    const stream = new PassThrough();
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ready')) {
        abort.abort();
      }
    });
    return stream;
  };
  const polite = new AbortController();
  const stopped = await sh('trap "exit 9" TERM; echo ready; while :; do sleep 60 & wait; done', {
    abort: polite.signal,
    stdout: stopWhenReady(polite),
  });
  expect(stopped.exitCode).toBe(9);
  const stubborn = new AbortController();
  const killed = await sh('trap "" TERM; echo ready; while :; do sleep 60 & wait; done', {
    abort: stubborn.signal,
    stdout: stopWhenReady(stubborn),
    killAfterMilliseconds: 1,
  });
  expect(killed.exitCode).toBe(137);
});

test('signals are passed to the group, once each, until the command ends', async () => {
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  const signals: SignalSource = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const stdout = new PassThrough();
  let text = '';
  stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.endsWith('ready\n')) {
      listeners.forEach((listener) => listener('SIGUSR1'));
    }
  });
  const end = await sh('trap "echo got; exit 3" USR1; echo ready; while :; do sleep 60 & wait; done', {
    signals,
    stdout,
  });
  expect(end.exitCode).toBe(3);
  expect(text).toBe('ready\ngot\n');
  expect(listeners.size).toBe(0);
});

test('what a command leaves running does not outlive it, nor hold it up', async () => {
  await withDirectory(async (directory) => {
    const end = await sh(`sh -c 'echo $$ > pid; exec sleep 600' & while ! [ -s pid ]; do :; done`, {
      workdir: directory,
    });
    expect(end.exitCode).toBe(0);
    const pid = Number(await readFile(join(directory, 'pid'), 'utf8'));
    // The kill has been sent; the process is gone, or a zombie that its new parent has not collected yet, soon after.
    const isAlive = async (): Promise<boolean> =>
      /\) [^ZX]/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
    while (await isAlive()) {
      await new Promise(setImmediate);
    }
  });
});

test('tells once of a command that goes on, and not of one that has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const onLongCommand = vi.fn();
    await sh('echo ready', {
      onLongCommand,
      log: () => vi.advanceTimersByTime(5000),
    });
    expect(onLongCommand).toHaveBeenCalledTimes(1);
    await sh('true', { onLongCommand });
    vi.runAllTimers();
    expect(onLongCommand).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
