import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { TaskError } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { isBelow, mapBounded } from '@tiphys/storage';
import type { LocalPaths } from './local-paths.ts';
import type { OutputMetadata, OutputMetadataArtifact } from './output-metadata.ts';
import { readOutputMetadata } from './output-metadata.ts';
import { own } from './own.ts';
import { readOutputParameter } from './read-output-parameter.ts';
import type { TaskIdentity } from './task-identity.ts';
import type { TaskEnvironment } from './task-request.ts';

/** Where outputs come from and go to. */
export interface CollectContext {
  readonly task: TaskEnvironment;
  readonly store: ArtifactStore;
  readonly paths: LocalPaths;
  readonly identity: TaskIdentity;
  readonly inputs: Values;
  readonly workdir: string;
  readonly warn: (message: string) => void;
}

/**
 * Reads what the user's command left (kfp-semantics 3.3, 3.4, 4.1) and uploads its artifacts. Throws `TaskError` for outputs that
 * are missing or wrong, `InfraError` when they cannot be stored.
 */
export async function collectOutputs(context: CollectContext): Promise<Values> {
  const metadata = await readOutputMetadata(context.paths.outputMetadataFile, context.warn);
  const parameters = await collectParameters(context, metadata);
  const entries = Object.entries(context.task.spec.outputs.artifacts ?? {});
  const artifacts = await mapBounded(entries, 4, async ([name, output]) => {
    const left = own(metadata.artifacts, name) ?? {};
    const merged = { ...output.metadata, ...left.metadata };
    const stored = await storeArtifact(context, name, left);
    const artifact: ArtifactValue = {
      name,
      uri: stored.uri,
      type: output.type,
      ...(Object.keys(merged).length > 0 && { metadata: merged }),
      ...(stored.digest !== undefined && { digest: stored.digest }),
    };
    return [name, [artifact]] as const;
  });
  return { parameters, artifacts: Object.fromEntries(artifacts) };
}

async function collectParameters(
  { task, paths }: CollectContext,
  metadata: OutputMetadata,
): Promise<Record<string, JsonValue>> {
  const parameters = new Map(Object.entries(metadata.parameterValues));
  for (const [name, { type }] of Object.entries(task.spec.outputs.parameters ?? {})) {
    if (parameters.has(name)) {
      continue;
    }
    const path = join(paths.parameterDirectory, name);
    const value = await readOutputParameter(name, type, path);
    if (value === undefined) {
      throw new TaskError(
        `The output parameter "${name}" was not written: the command ended well, but left neither the file ${path} nor a value in output_metadata.json.`,
      );
    }
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}

interface Stored {
  readonly uri: string;
  readonly digest?: string;
}

async function storeArtifact(context: CollectContext, name: string, left: OutputMetadataArtifact): Promise<Stored> {
  const { store, paths, identity, workdir, warn } = context;
  const own = paths.output(name);
  const seenUri = left.uri ?? own.uri;
  const passed = passedOn(context, seenUri);
  if (passed !== undefined && left.customPath === undefined) {
    return passed;
  }
  const target = paths.resolve(seenUri);
  const known = /^(gs|s3|minio|file|mem):\/\//.test(target.uri);
  if (known && !isBelow(target.uri, identity.runRoot)) {
    throw new TaskError(
      `The output artifact "${name}" has the URI ${target.uri}, which is outside the run's own ${identity.runRoot}. Use dsl.get_uri() or a custom path.`,
    );
  }
  if (!known) {
    warn(
      `The output artifact "${name}" has the URI ${target.uri}, which is no place in the store: it is recorded, not uploaded.`,
    );
    return { uri: target.uri };
  }
  const path = left.customPath === undefined ? target.path : resolve(workdir, left.customPath);
  if (path === undefined || !(await exists(path))) {
    warn(
      `The output artifact "${name}" has no file at ${path ?? target.uri}: it is recorded, but there is nothing to upload.`,
    );
    return { uri: target.uri };
  }
  const { digest } = await store.uploadTree(path, target.uri);
  return { uri: target.uri, digest };
}

/** An input artifact that user code gives out again under its own URI: it is in the store already. */
function passedOn({ inputs, paths }: CollectContext, seenUri: string): Stored | undefined {
  for (const [name, list] of Object.entries(inputs.artifacts)) {
    const found = list.find(({ uri }, index) => paths.input(name, index, uri).uri === seenUri);
    if (found !== undefined) {
      return { uri: found.uri, ...(found.digest !== undefined && { digest: found.digest }) };
    }
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
