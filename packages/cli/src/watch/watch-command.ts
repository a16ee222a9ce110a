import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import type { CliIo } from '../io.ts';
import { counted } from '../report/counted.ts';
import type { ReadMessage } from './report-read.ts';
import { watchedEnvironment } from './report-read.ts';
import { watchFiles } from './watch-files.ts';

/** How long to wait for more of what one save writes, in milliseconds. */
const quiet = 50;

/**
 * Runs a command line, and again whenever one of the files that it read has changed: each time in a process of its own, because
 * Node keeps the modules that it has loaded. A run that is going on is told to end first.
 *
 * @param file the FILE of the command line
 * @param argv the whole command line, with `--watch`
 * @returns the exit code, once it is interrupted
 */
export async function watchCommand(file: string | undefined, argv: readonly string[], io: CliIo): Promise<number> {
  if (file === undefined || file === '-') throw new UsageError('--watch needs a FILE that can change');
  let running: ChildProcess | undefined;
  let isOutdated = false;
  let timer: NodeJS.Timeout | undefined;
  let started = 0;
  const changed = (): void => {
    isOutdated = true;
    clearTimeout(timer);
    timer = setTimeout(startAnew, quiet);
  };
  const files = watchFiles(changed);
  files.add(resolve(io.cwd, file));

  const start = (): void => {
    isOutdated = false;
    started = io.now();
    const child = startProcess(argv, io);
    running = child;
    child.on('message', ({ read }: ReadMessage) => {
      // It may have changed between the moment it was read and this one.
      if (files.add(read) && modifiedAt(read) > started) changed();
    });
    child.on('close', () => {
      running = undefined;
      if (isOutdated) start();
      else io.stderr.write(`\nwatching ${counted(files.count(), 'file')}; Ctrl+C ends\n`);
    });
  };
  const startAnew = (): void => {
    // It begins again once it has closed.
    if (running === undefined) start();
    else running.kill('SIGTERM');
  };

  return new Promise((ended) => {
    const stop = io.onInterrupt((signal) => {
      stop();
      clearTimeout(timer);
      files.close();
      const code = signal === 'SIGINT' ? 130 : 143;
      if (running === undefined) {
        ended(code);
        return;
      }
      running.removeAllListeners('close').once('close', () => {
        ended(code);
      });
      // A terminal has told it already, and telling it twice would end it at once.
      if (signal === 'SIGTERM' || !io.stderr.isTerminal) running.kill(signal);
    });
    start();
  });
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function startProcess(argv: readonly string[], io: CliIo): ChildProcess {
  const program = process.argv[1] ?? '';
  const own = argv.filter((argument) => argument !== '--watch');
  return spawn(process.execPath, [...process.execArgv, program, ...own], {
    cwd: io.cwd,
    env: { ...io.env, ...watchedEnvironment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
