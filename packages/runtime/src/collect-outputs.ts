import { join, resolve } from 'node:path';
import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { TaskError } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { isBelow, mapBounded, pathExists } from '@tiphys/storage';
import type { LocalPaths } from './local-paths.ts';
import type { OutputMetadata, OutputMetadataArtifact } from './output-metadata.ts';
import { readOutputMetadata } from './output-metadata.ts';
import { own } from './own.ts';
import { readability } from './readable-uri.ts';
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
      ...(stored.stamp !== undefined && { stamp: stored.stamp }),
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
  readonly stamp?: string;
}

async function storeArtifact(context: CollectContext, name: string, left: OutputMetadataArtifact): Promise<Stored> {
  const { store, paths, identity, workdir, warn } = context;
  const seenUri = left.uri ?? paths.output(name).uri;
  const passed = passedOn(context, seenUri);
  if (passed !== undefined && left.customPath === undefined) {
    return passed;
  }
  const target = paths.resolve(seenUri);
  if (!isBelow(target.uri, identity.taskRoot)) {
    return elsewhere(context, name, target.uri);
  }
  const path = left.customPath === undefined ? target.path : resolve(workdir, left.customPath);
  if (path === undefined || !(await pathExists(path))) {
    // Metrics are metadata and nothing else.
    if (Object.keys(left.metadata ?? {}).length === 0) {
      warn(
        `The output artifact "${name}" has no file at ${path ?? target.uri}: it is recorded, but there is nothing to upload.`,
      );
    }
    return { uri: target.uri };
  }
  const { digest, stamp } = await store.uploadTree(path, target.uri);
  return { uri: target.uri, digest, ...(stamp !== undefined && { stamp }) };
}

/** An input artifact, or a part of it, that user code gives out again under its own URI: it is in the store already. */
function passedOn({ inputs, paths }: CollectContext, seenUri: string): Stored | undefined {
  for (const [name, list] of Object.entries(inputs.artifacts)) {
    for (const [index, { uri, digest, stamp }] of list.entries()) {
      const seen = paths.input(name, index, uri).uri;
      if (seen !== '' && isBelow(seenUri, seen)) {
        if (seenUri !== seen) return { uri: uri + seenUri.slice(seen.length) };
        return { uri, ...(digest !== undefined && { digest }), ...(stamp !== undefined && { stamp }) };
      }
    }
  }
  return undefined;
}

/** A URI outside the task's own place: what user code stored there itself is recorded; nothing is written there. */
async function elsewhere({ store, identity, warn }: CollectContext, name: string, uri: string): Promise<Stored> {
  if (uri.startsWith('oci://')) {
    // An image in a registry: KFP records models there, and uploads nothing.
    return { uri };
  }
  const where = readability(store.reads, uri);
  if (where === 'unknown') {
    warn(
      `The output artifact "${name}" has the URI ${uri}, which is no place in a store: it is recorded, not uploaded.`,
    );
  } else if (where === 'elsewhere' || !(await store.exists(uri))) {
    throw new TaskError(
      `The output artifact "${name}" has the URI ${uri}, which is outside the task's own ${identity.taskRoot}, and there is nothing there. Use dsl.get_uri() or a custom path.`,
    );
  }
  return { uri };
}
