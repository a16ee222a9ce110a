import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTiphysError } from '@tiphys/diagnostics';
import type { Container, Template } from '../manifest/manifest.ts';
import { nodeId } from '../run/pod-name.ts';
import type { PodOutcome, PodRequest } from '../run/pod-request.ts';
import type { OutputFollower } from '../text/line-splitter.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { collectArtifacts } from './collect-artifacts.ts';
import { invokeContainer } from './container-invocation.ts';
import type { Invocation } from './container-invocation.ts';
import type { Containers } from './containers.ts';
import { expandVariables } from './expand-variables.ts';
import { failedPod } from './failed-pod.ts';
import { makePodDirectories } from './make-pod-directories.ts';
import { podEnvironment } from './pod-environment.ts';
import type { PodPaths } from './pod-paths.ts';
import { readOutputs } from './read-outputs.ts';
import { openLog } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import { runInitContainers } from './run-init-containers.ts';
import { runProcess } from './run-process.ts';

/** What pods of plain containers need. */
export interface CommandPodOptions {
  readonly files: RunFiles;
  /** Name of the run. */
  readonly workflow: string;
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
  /** Runs containers in their images; without it they are processes of this machine, and images are not used. */
  readonly containers?: Containers;
}

const resultBytes = 256 * 1024;

/** With this code ends the program of Argo's that would have started the command (argo-facts 3.3). */
const notStarted = 64;

/** Runs a container or script of a hand-written manifest. */
export async function runCommandPod(
  options: CommandPodOptions,
  request: PodRequest,
  signal: AbortSignal,
): Promise<PodOutcome> {
  const { template, nodeName, podName, attempt } = request;
  const { namespace, objects, env, killAfter, containers } = options;
  const runtime = containers === undefined ? {} : { containers };
  const { directory, paths, folders, workdir } = await makePodDirectories(options.files, request, options.objects);
  const log = options.files.logFile(nodeName, attempt);
  const output = await openLog(log);
  const captured: Buffer[] = [];
  try {
    const variables = (container: Container): ReturnType<typeof podEnvironment> =>
      podEnvironment(container, { name: podName, namespace, template }, objects);
    const init = { directory, folders, workdir, log, env, killAfter, environment: variables, podName, ...runtime };
    await runInitContainers(
      template,
      { ...init, ...(options.follow !== undefined && { follow: options.follow }) },
      signal,
    );
    const own = new Map([
      ...argoVariables(options.workflow, nodeName),
      ...(await variables(template.container ?? template.script ?? {})),
    ]);
    const command = await (containers === undefined
      ? prepareProcess(options, request, own, paths, directory)
      : prepareContainer(containers, request, own, paths, directory));
    const end = await runProcess({
      argv: command.argv,
      env: command.env,
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
    await command.finish();
    const outputs = await readOutputs(template, paths);
    const made = await collectArtifacts(request, directory, paths, options.files);
    return {
      ...judge(end, outputs.problem ?? made.problem, signal.aborted),
      outputs: outputs.parameters,
      ...(made.artifacts !== undefined && { artifacts: made.artifacts }),
      ...(options.captureResult ? { result: readResult(captured) } : {}),
      report: { cached: false, exitCode: end.problem === undefined ? end.exitCode : notStarted, log },
    };
  } catch (error) {
    if (isTiphysError(error) && error.code === 'TASK') {
      return failedPod(error.message, log);
    }
    throw error;
  } finally {
    await output.close();
  }
}

/** What Argo adds to the environment of users' containers (argo-facts 3.1), as far as it is of use to them. */
function argoVariables(workflow: string, nodeName: string): readonly (readonly [string, string])[] {
  return [
    ['ARGO_CONTAINER_NAME', 'main'],
    ['ARGO_NODE_ID', nodeId(workflow, nodeName)],
  ];
}

/** The command as a process of this machine: paths of the pod become local ones, wherever they stand. */
async function prepareProcess(
  options: CommandPodOptions,
  { template }: PodRequest,
  variables: ReadonlyMap<string, string>,
  paths: PodPaths,
  directory: string,
): Promise<Invocation> {
  const source = template.script && paths.rewrite(template.script.source);
  const script = await writeScript(source, directory);
  const env = Object.fromEntries(
    [
      ...Object.entries(options.env),
      ...[...variables].map(([name, value]) => [name, paths.rewrite(value)] as const),
    ].filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const argv = commandLine(template, variables, script).map(paths.rewrite);
  return { argv, env, finish: () => Promise.resolve() };
}

/** Where Argo has the source of a script. */
const scriptPath = '/argo/staging/script';

async function prepareContainer(
  containers: Containers,
  { template, podName }: PodRequest,
  variables: ReadonlyMap<string, string>,
  paths: PodPaths,
  directory: string,
): Promise<Invocation> {
  const script = await writeScript(template.script?.source, directory);
  return invokeContainer({
    containers,
    name: podName,
    container: template.container ?? template.script ?? {},
    argv: commandLine(template, variables, script && scriptPath),
    env: Object.fromEntries(variables),
    paths,
    template,
    ...(script !== undefined && { mounts: new Map([[scriptPath, script]]) }),
  });
}

function commandLine(
  { container, script }: Template,
  variables: ReadonlyMap<string, string>,
  scriptFile: string | undefined,
): readonly string[] {
  const { command = [], args = [] }: Container = container ?? script ?? {};
  const file = scriptFile === undefined ? [] : [scriptFile];
  return [...command, ...file, ...args].map((text) => expandVariables(text, variables));
}

/** A script's source becomes a file, which its command gets as its argument. */
async function writeScript(source: string | undefined, directory: string): Promise<string | undefined> {
  if (source === undefined) {
    return undefined;
  }
  const file = join(directory, 'script');
  await writeFile(file, source, { mode: 0o755 });
  return file;
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
