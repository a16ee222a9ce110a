import { join } from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { runManifest } from '@tiphys/local-engine';
import type { TaskReport } from '@tiphys/local-engine';
import type { Pipeline, Types } from '@tiphys/sdk';
import { compilePipeline as compileToIr } from '@tiphys/sdk/compile';
import { isArtifactType } from '@tiphys/sdk/run-function';
import { openStore } from '@tiphys/storage';
import { placeArtifacts } from './place-artifact.ts';
import { readOutputs } from './read-outputs.ts';
import { RunFailedError } from './run-failed-error.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { GivenArtifact, GivenInputs, MadeOutputs } from './values.ts';

/** How to run a pipeline in a test. */
export interface PipelineOptions {
  /** A folder for each Secret that tasks need, with a file for each key. */
  readonly secrets?: string;
  /** The same for ConfigMaps. */
  readonly configMaps?: string;
  /** The environment of tasks; default is this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the run early. */
  readonly signal?: AbortSignal;
  /** Takes each line that a task prints, with the task's path. */
  readonly onLine?: (path: string, text: string) => void;
}

/** What a pipeline made. */
export interface PipelineResult<Outputs extends Types> {
  readonly outputs: MadeOutputs<Outputs>;
  /** By path, such as `for-loop-1[2]/condition-1/train`: what `tiphys run --json` says of each task. */
  readonly tasks: Readonly<Record<string, TaskReport>>;
}

/**
 * Runs a pipeline on this machine as `tiphys run` does, in an empty store and without a cache: it is compiled to the manifest
 * that a cluster would get, and each task is a process of its own.
 *
 * The files that it made stay until this process ends.
 *
 * @throws DiagnosticsError for a pipeline that does not compile
 * @throws RunFailedError when the run does not succeed
 */
export async function runPipeline<Inputs extends Types, Outputs extends Types>(
  pipeline: Pipeline<Inputs, Outputs>,
  inputs: GivenInputs<Inputs>,
  options: PipelineOptions = {},
): Promise<PipelineResult<Outputs>> {
  const folder = await temporaryFolder();
  const manifest = await compile(pipeline);
  const store = openStore({ root: `file://${join(folder, 'store')}` });
  const printed = new Map<string, readonly string[]>();
  const result = await runManifest(manifest, {
    ...options,
    onLine: (path, text) => {
      printed.set(path, [...(printed.get(path) ?? []), text].slice(-linesTold));
      options.onLine?.(path, text);
    },
    store,
    workdir: join(folder, 'work'),
    noCache: true,
    parameters: await runParameters(pipeline.inputs, inputs, folder),
  });
  if (result.phase !== 'Succeeded') throw new RunFailedError(result, printed);
  const outputs = await readOutputs(pipeline.outputs, result.outputs, store, join(folder, 'outputs'));
  return { outputs: outputs as MadeOutputs<Outputs>, tasks: result.tasks };
}

/** How many of a failed task's last lines an error has: enough for the end of a stack trace. */
const linesTold = 20;

async function compile(pipeline: Pipeline<Types, Types>): Promise<string> {
  const { yaml } = await compileToIr(pipeline);
  return compileToText(yaml, { file: `${pipeline.name}.yaml` });
}

/** The raw texts of the run's parameters: strings as they are, anything else as JSON, artifacts as objects with a URI. */
async function runParameters(
  types: Types,
  given: Readonly<Record<string, unknown>>,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for (const [name, type] of Object.entries(types)) {
    const value = given[name];
    if (value === undefined) continue;
    if (isArtifactType(type)) {
      const placed = await placeArtifacts(name, value as GivenArtifact | readonly GivenArtifact[], folder);
      const artifacts = placed.map(({ path, metadata }) => ({ uri: `file://${path}`, metadata }));
      texts[name] = JSON.stringify(type.isList ? artifacts : artifacts[0]);
    } else {
      texts[name] = typeof value === 'string' ? value : printJson(value as JsonValue);
    }
  }
  return texts;
}
