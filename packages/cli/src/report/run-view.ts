import { stripVTControlCharacters } from 'node:util';
import { visibleText } from '@tiphys/diagnostics';
import type { CliIo } from '../io.ts';
import { paintFor } from './color.ts';
import { drawTree } from './draw-tree.ts';
import { formatDuration } from './format-duration.ts';
import { taskLine } from './task-line.ts';
import { createTaskTree } from './task-tree.ts';
import type { TaskUpdate } from './task-tree.ts';

/** Shows a run while it goes on. */
export interface RunView {
  readonly update: (update: TaskUpdate) => void;
  /** Says something beside the tasks. */
  readonly note: (text: string) => void;
  /** Shows a line that a task printed, behind the task's path. */
  readonly line: (path: string, text: string) => void;
  /** Draws the last state and stops. */
  readonly close: () => void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Milliseconds between two drawings: fast enough for a spinner, slow enough for a slow line. */
const redrawEvery = 100;

/** A tree that is redrawn in place on a terminal, a line for each event elsewhere. Always on stderr. */
export function createRunView(io: CliIo): RunView {
  const dumb = io.env['TERM'] === 'dumb' || (io.env['CI'] !== undefined && io.env['CI'] !== '');
  return io.stderr.isTerminal && !dumb ? createLiveView(io) : createPlainView(io);
}

function createLiveView(io: CliIo): RunView {
  const { stderr } = io;
  const paint = paintFor(stderr, io.env);
  const tree = createTaskTree();
  let drawn = 0;
  let frame = 0;
  const erase = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`);
  const draw = (last: boolean): void => {
    const spinner = frames[frame % frames.length] ?? '';
    const lines = drawTree(tree, { paint, now: io.now(), spinner });
    // More than a screen cannot be redrawn: the end of the tree is where things happen.
    const room = last ? lines.length : Math.max(3, stderr.rows() - 2);
    const shown = lines.slice(-room).map((line) => cut(line, stderr.columns() - 1));
    stderr.write(`${erase()}${shown.map((line) => `${line}\n`).join('')}`);
    drawn = shown.length;
  };
  const write = (text: string): void => {
    stderr.write(`${erase()}${text}\n`);
    drawn = 0;
    draw(false);
  };
  const timer = setInterval(() => {
    frame += 1;
    draw(false);
  }, redrawEvery);
  timer.unref();
  return {
    update: (update) => {
      tree.apply({ ...update, path: visibleText(update.path) });
    },
    note: write,
    line: (path, text) => write(taskLine(path, text, paint)),
    close: () => {
      clearInterval(timer);
      draw(true);
    },
  };
}

/** Cuts a line that would wrap: a wrapped line takes two rows, and redrawing counts rows. Colours are given up for it. */
function cut(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length <= width ? line : `${plain.slice(0, Math.max(1, width - 1))}…`;
}

const words: Record<TaskUpdate['phase'], string> = {
  Running: 'started',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
  Skipped: 'skipped',
  Omitted: 'not run',
};

function createPlainView({ stderr, now, env }: CliIo): RunView {
  const paint = paintFor(stderr, env);
  const line = (text: string): void => {
    stderr.write(`${clock(now())} ${text}\n`);
  };
  return {
    update: ({ path, phase, cached, replayed, group, message, startedAt, finishedAt }) => {
      // What a group does, the lines of its tasks say.
      if (group === true && phase !== 'Skipped' && phase !== 'Omitted') return;
      const past = cached === true ? 'cached' : replayed === true ? `${words[phase]} before` : words[phase];
      const parts = [visibleText(path), past];
      const ended = phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
      if (ended && startedAt !== undefined && startedAt > 0 && finishedAt !== undefined && past === words[phase]) {
        parts.push(`after ${formatDuration(finishedAt - startedAt)}`);
      }
      const failed = phase === 'Failed' || phase === 'Error';
      const why = failed && message !== undefined ? `: ${visibleText(message.split('\n', 1)[0] ?? '')}` : '';
      line(`${parts.join(' ')}${why}`);
    },
    note: line,
    line: (path, text) => {
      stderr.write(`${taskLine(path, text, paint)}\n`);
    },
    close: () => undefined,
  };
}

/** The time of day, as local as the process is. */
function clock(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
