import type { ArtifactValue } from '@tiphys/contract';
import { exitCode, printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { lastAttempts } from '@tiphys/metadata';
import type { CommandContext, RecordOptions } from '../command-context.ts';
import { findExecutions, findRun, openRecords } from '../input/open-records.ts';
import { paintFor } from '../report/color.ts';
import { formatTable } from '../report/format-table.ts';
import { shortUri } from '../report/short-path.ts';

/** An output artifact of a task. */
interface OutputArtifact {
  readonly task: string;
  readonly output: string;
  readonly artifact: ArtifactValue;
}

/** `tiphys artifacts`: what the tasks of a run gave. Gives the exit code. */
export async function artifacts(
  name: string,
  task: string | undefined,
  options: RecordOptions,
  { io }: CommandContext,
): Promise<number> {
  const store = openRecords(options.store, io);
  const executions = lastAttempts(await findExecutions(store, await findRun(store, name), task));
  const found: OutputArtifact[] = executions.flatMap(({ path, outputs }) =>
    Object.entries(outputs?.artifacts ?? {}).flatMap(([output, list]) =>
      list.map((artifact) => ({ task: path, output, artifact })),
    ),
  );
  if (options.json === true) {
    const documents = found.map(({ task: path, output, artifact }) => ({ task: path, output, ...artifact }));
    io.stdout.write(`${printJson({ artifacts: documents } as unknown as JsonValue, 2)}\n`);
    return exitCode.ok;
  }
  const rows = found.map(({ task: path, output, artifact }) => [
    path,
    output,
    artifact.type?.schemaTitle?.replace(/^system\./, '') ?? '',
    artifact.digest?.replace(/^sha256:/, '').slice(0, 12) ?? '-',
    shortUri(artifact.uri, io.cwd),
  ]);
  io.stdout.write(formatTable(['TASK', 'OUTPUT', 'TYPE', 'DIGEST', 'WHERE'], rows, paintFor(io.stdout, io.env)));
  if (rows.length === 0) io.stderr.write('no artifacts\n');
  return exitCode.ok;
}
