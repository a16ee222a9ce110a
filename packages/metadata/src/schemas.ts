import type { ArtifactValue } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { z } from 'zod';
import type { ArtifactRecord, CacheRecord, ExecutionRecord, RunRecord, Values } from './records.ts';
import { artifactRoles, cacheMisses, executionStates } from './records.ts';

const json: z.ZodType<JsonValue> = z.custom<JsonValue>((value) => value !== undefined);
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const artifact: z.ZodType<ArtifactValue> = z.object({
  name: z.string(),
  uri: z.string(),
  type: z
    .object({
      schemaTitle: z.string().exactOptional(),
      schemaUri: z.string().exactOptional(),
      instanceSchema: z.string().exactOptional(),
      schemaVersion: z.string().exactOptional(),
    })
    .exactOptional(),
  metadata: jsonObject.exactOptional(),
  digest: z.string().exactOptional(),
  stamp: z.string().exactOptional(),
  instance: z.string().exactOptional(),
});

const values: z.ZodType<Values> = z.object({
  parameters: z.record(z.string(), json),
  artifacts: z.record(z.string(), z.array(artifact)),
});

/** Reads a run record; fields that it does not know are left out. */
export const runSchema: z.ZodType<RunRecord> = z.object({
  v: z.literal(1),
  kind: z.literal('run'),
  uid: z.string(),
  name: z.string(),
  pipeline: z.string(),
  created: z.string(),
});

/** Reads an execution record; fields that it does not know are left out. */
export const executionSchema: z.ZodType<ExecutionRecord> = z.object({
  v: z.literal(1),
  kind: z.literal('execution'),
  id: z.string(),
  run: z.object({ uid: z.string(), name: z.string() }),
  pipeline: z.string(),
  path: z.string(),
  component: z.string(),
  node: z.string(),
  pod: z.string(),
  attempt: z.number(),
  state: z.enum(executionStates),
  started: z.string(),
  finished: z.string().exactOptional(),
  exitCode: z.number().exactOptional(),
  error: z.string().exactOptional(),
  errorDetail: z.string().exactOptional(),
  log: z.string().exactOptional(),
  cacheKey: z.string().exactOptional(),
  cacheParts: z.record(z.string(), z.string()).exactOptional(),
  cacheMiss: z.enum(cacheMisses).exactOptional(),
  cachedFrom: z.object({ run: z.string(), execution: z.string() }).exactOptional(),
  inputs: values.exactOptional(),
  outputs: values.exactOptional(),
});

/** Reads a cache entry; fields that it does not know are left out. */
export const cacheSchema: z.ZodType<CacheRecord> = z.object({
  v: z.literal(1),
  kind: z.literal('cache'),
  key: z.string(),
  run: z.string(),
  execution: z.string(),
  created: z.string(),
  expires: z.string().exactOptional(),
  outputs: values,
  seals: z.record(z.string(), z.string()).exactOptional(),
});

/** Reads an artifact record; fields that it does not know are left out. */
export const artifactSchema: z.ZodType<ArtifactRecord> = z.object({
  v: z.literal(1),
  kind: z.literal('artifact'),
  uri: z.string(),
  role: z.enum(artifactRoles),
  run: z.object({ uid: z.string(), name: z.string() }),
  execution: z.string(),
});
