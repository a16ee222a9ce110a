import { printJson, visibleText } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { RunResult } from '@tiphys/local-engine';
import type { Paint } from './color.ts';
import { formatDuration } from './format-duration.ts';

/** A task that failed, with what it printed last. */
export interface FailedTask {
  readonly path: string;
  readonly message: string;
  /** The last lines of its log. */
  readonly tail?: string;
  readonly log?: string;
}

/** What a person wants to know at the end of a run. */
export interface RunSummary {
  readonly result: RunResult;
  readonly milliseconds: number;
  /** Where things are, by what they are. */
  readonly places: Readonly<Record<string, string>>;
  /** The shortest way to write the place of an artifact. */
  readonly shorten: (uri: string) => string;
}

/** More of one value than this is left to the JSON document. */
const valueWidth = 200;

/** One message for each failed task: what happened, the end of its log, where the whole is. */
export function formatFailures(failures: readonly FailedTask[], paint: Paint): string {
  const blocks = failures.map(({ path, message, tail, log }) => {
    const lines = (tail ?? '').split('\n').filter((line) => line !== '');
    return [
      `${paint.red('✗')} ${paint.bold(visibleText(path))}: ${visibleText(message)}`,
      ...lines.map((line) => `${paint.dim('  │')} ${visibleText(line)}`),
      ...(log === undefined ? [] : [paint.dim(`  log: ${log}`)]),
    ].join('\n');
  });
  return blocks.map((block) => `${block}\n\n`).join('');
}

/** What a shell says when a program is not there. Argo says so in its own way. */
const notFound = 127;

/**
 * What to do where programs of tasks are not on this machine, as those of the pipeline's images need not be; empty when none is
 * missed.
 */
export function adviseOnPrograms({ tasks }: RunResult): string {
  const isMissed = Object.values(tasks).some(
    ({ phase, exitCode, message = '' }) =>
      phase === 'Failed' && (exitCode === notFound || /^The program .* was not found\.$/.test(message)),
  );
  return isMissed
    ? 'hint: tasks run as processes of this machine: install what they call, or run them in their images with --executor docker or podman\n\n'
    : '';
}

/** The outcome, the outputs and where everything is. */
export function formatSummary({ result, milliseconds, places, shorten }: RunSummary, paint: Paint): string {
  const succeeded = result.phase === 'Succeeded';
  const outcome = succeeded ? paint.green('succeeded') : paint.red('failed');
  const cached = Object.values(result.tasks).filter((task) => task.cached).length;
  const notes = [`in ${formatDuration(milliseconds)}`, cached === 0 ? '' : `, ${cached} from the cache`].join('');
  const outputs = Object.entries(result.outputs).map(([name, value]) => [name, describeValue(value, shorten)] as const);
  const sections = [
    `${paint.bold(result.run)} ${outcome} ${notes}`,
    ...(outputs.length === 0 ? [] : [table('Outputs', outputs, paint)]),
    table('Where', Object.entries(places), paint),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(heading: string, rows: readonly (readonly [string, string])[], paint: Paint): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return [paint.bold(heading), ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)].join('\n');
}

/** A string as it is, artifacts by their places, anything else as JSON. */
function describeValue(value: JsonValue, shortUri: RunSummary['shorten']): string {
  if (typeof value === 'string') return cut(visibleText(value).replaceAll('\n', '\n    '));
  const uris = artifactUris(value);
  return cut(visibleText(uris === undefined ? printJson(value) : uris.map(shortUri).join(', ')));
}

function artifactUris(value: JsonValue): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const uris = value.map((element: JsonValue) =>
    typeof element === 'object' && element !== null && 'uri' in element && 'name' in element ? element.uri : undefined,
  );
  return uris.every((uri) => typeof uri === 'string') ? uris : undefined;
}

function cut(text: string): string {
  return text.length <= valueWidth ? text : `${text.slice(0, valueWidth - 1)}…`;
}
