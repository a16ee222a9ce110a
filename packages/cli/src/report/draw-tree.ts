import type { Paint } from './color.ts';
import { formatDuration } from './format-duration.ts';
import { isIteration } from './task-tree.ts';
import type { TaskPhase, TaskTree, TreeNode } from './task-tree.ts';

/** How to draw. */
export interface DrawOptions {
  readonly paint: Paint;
  /** Milliseconds since 1970: running tasks show how long they have been at it. */
  readonly now: number;
  /** The sign of a running task at this moment. */
  readonly spinner: string;
}

/** Iterations of one loop that are shown while they run, or after they failed. */
const shownIterations = 4;

/** The tree as lines. Of a loop only what runs or failed is shown, with a count of the rest. */
export function drawTree(tree: TaskTree, options: DrawOptions): string[] {
  return [...tree.roots.values()].flatMap((node) => drawNode(node, 0, options));
}

function drawNode(node: TreeNode, depth: number, options: DrawOptions): string[] {
  const children = [...node.children.values()];
  const iterations = children.filter(isIteration);
  const shown = iterations.length === 0 ? children : interesting(iterations);
  return [drawLine(node, iterations, depth, options), ...shown.flatMap((child) => drawNode(child, depth + 1, options))];
}

function interesting(iterations: readonly TreeNode[]): readonly TreeNode[] {
  return iterations
    .filter(({ update }) => update === undefined || update.phase === 'Running' || isFailure(update.phase))
    .slice(0, shownIterations);
}

function drawLine(node: TreeNode, iterations: readonly TreeNode[], depth: number, options: DrawOptions): string {
  const { paint, now, spinner } = options;
  const phase = node.update?.phase ?? 'Running';
  const notes = [countIterations(iterations), duration(node, now)];
  if (node.update?.cached === true) notes.push('cached');
  if (node.update?.replayed === true) notes.push('done before');
  if (phase === 'Skipped') notes.push('skipped');
  if (phase === 'Omitted') notes.push('not run');
  const name = phase === 'Skipped' || phase === 'Omitted' ? paint.dim(node.name) : node.name;
  const tail = notes.filter((note) => note !== '').join(', ');
  const message = isFailure(phase) && node.children.size === 0 ? (node.update?.message ?? '') : '';
  return [
    `${'  '.repeat(depth)}${phaseSign(phase, paint, spinner)} ${name}`,
    tail === '' ? '' : paint.dim(tail),
    message === '' ? '' : paint.red(firstLine(message)),
  ]
    .filter((part) => part !== '')
    .join('  ');
}

function countIterations(iterations: readonly TreeNode[]): string {
  if (iterations.length === 0) return '';
  const ended = iterations.filter(({ update }) => update !== undefined && update.phase !== 'Running').length;
  return ended === iterations.length ? `${ended} items` : `${ended} of ${iterations.length} items`;
}

function duration({ update }: TreeNode, now: number): string {
  if (update?.startedAt === undefined || update.startedAt === 0) return '';
  if (update.phase === 'Skipped' || update.phase === 'Omitted') return '';
  const milliseconds = (update.finishedAt ?? now) - update.startedAt;
  // Tasks that take no time are the rule in a local run; saying so on every line is noise.
  return milliseconds < 100 && update.phase !== 'Running' ? '' : formatDuration(milliseconds);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function isFailure(phase: TaskPhase): boolean {
  return phase === 'Failed' || phase === 'Error';
}

/** One character that says how a task stands. */
function phaseSign(phase: TaskPhase, paint: Paint, spinner: string): string {
  switch (phase) {
    case 'Running':
      return paint.cyan(spinner);
    case 'Succeeded':
      return paint.green('✓');
    case 'Failed':
    case 'Error':
      return paint.red('✗');
    case 'Skipped':
    case 'Omitted':
      return paint.dim('-');
  }
}
