import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container, Template } from '../manifest/manifest.ts';
import type { PodOutcome, PodRequest } from '../run/pod-request.ts';
import type { OutputFollower } from '../text/line-splitter.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { collectArtifacts } from './collect-artifacts.ts';
import { expandVariables } from './expand-variables.ts';
import { makePodDirectories } from './make-pod-directories.ts';
import { podEnvironment } from './pod-environment.ts';
import type { PodPaths } from './pod-paths.ts';
import { readOutputs } from './read-outputs.ts';
import { openLog } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import { runProcess } from './run-process.ts';

/** What pods of plain containers need. */
export interface CommandPodOptions {
  readonly files: RunFiles;
  readonly namespace: string;
  readonly objects: ClusterObjects;
  /** The environment that processes start from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether something in the manifest reads `outputs.result`. */
  readonly captureResult: boolean;
  /** Milliseconds between TERM and KILL. */
  readonly killAfter: number;
  /** Also gets what the task writes. */
  readonly follow?: OutputFollower;
}

const resultBytes = 256 * 1024;

/** Runs a container or script of a hand-written manifest as a process of this machine; its image is not used. */
export async function runCommandPod(
  options: CommandPodOptions,
  request: PodRequest,
  signal: AbortSignal,
): Promise<PodOutcome> {
  const { template, nodeName, attempt } = request;
  const { directory, paths, workdir } = await makePodDirectories(options.files, request, options.objects);
  const log = options.files.logFile(nodeName, attempt);
  const output = await openLog(log);
  const captured: Buffer[] = [];
  try {
    const { argv, env } = await prepare(options, request, paths, directory);
    const end = await runProcess({
      argv,
      env,
      cwd: workdir,
      output: output.fd,
      signal,
      killAfter: options.killAfter,
      ...((options.captureResult || options.follow !== undefined) && {
        follow: (chunk, stream) => {
          if (options.captureResult && stream === 'stdout') captured.push(chunk);
          options.follow?.(chunk, stream);
        },
      }),
    });
    const outputs = await readOutputs(template, paths);
    const made = await collectArtifacts(request, directory, paths, options.files);
    return {
      ...judge(end, outputs.problem ?? made.problem, signal.aborted),
      outputs: outputs.parameters,
      ...(made.artifacts !== undefined && { artifacts: made.artifacts }),
      ...(options.captureResult ? { result: readResult(captured) } : {}),
      report: { cached: false, exitCode: end.exitCode, log },
    };
  } finally {
    await output.close();
  }
}

async function prepare(
  options: CommandPodOptions,
  { template, podName }: PodRequest,
  paths: PodPaths,
  directory: string,
): Promise<{ readonly argv: readonly string[]; readonly env: Record<string, string> }> {
  const container: Container = template.container ?? template.script ?? {};
  const { namespace, objects } = options;
  const variables = await podEnvironment(container, { name: podName, namespace, template }, objects);
  const argv = [
    ...(container.command ?? []),
    ...(await scriptArguments(template, paths, directory)),
    ...(container.args ?? []),
  ];
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.env)) {
    if (value !== undefined) {
      env[name] = value;
    }
  }
  for (const [name, value] of variables) {
    env[name] = paths.rewrite(value);
  }
  return { argv: argv.map((text) => paths.rewrite(expandVariables(text, variables))), env };
}

/** A script's source becomes a file, which its command gets as its argument. */
async function scriptArguments(template: Template, paths: PodPaths, directory: string): Promise<readonly string[]> {
  if (template.script === undefined) {
    return [];
  }
  const file = join(directory, 'script');
  await writeFile(file, paths.rewrite(template.script.source), { mode: 0o755 });
  return [file];
}

function judge(
  end: { readonly exitCode: number; readonly problem?: string },
  problem: string | undefined,
  aborted: boolean,
): Pick<PodOutcome, 'phase' | 'message'> {
  if (end.exitCode !== 0) {
    const why = end.problem ?? `Error (exit code ${end.exitCode})`;
    return { phase: 'Failed', message: aborted ? `${why}, after it was stopped` : why };
  }
  return problem === undefined ? { phase: 'Succeeded' } : { phase: 'Error', message: problem };
}

function readResult(chunks: readonly Buffer[]): string {
  const all = Buffer.concat(chunks);
  return all
    .subarray(Math.max(0, all.length - resultBytes))
    .toString('utf8')
    .replace(/\n$/, '');
}
