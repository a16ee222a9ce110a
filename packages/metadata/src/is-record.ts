import type { ArtifactValue } from '@tiphys/contract';
import type { CacheRecord, ExecutionRecord, Values } from './records.ts';
import { cacheMisses, executionStates, recordVersion } from './records.ts';

// What runs in every pod reads these two kinds of records, and must start fast: loading a schema library takes longer than all
// else that it does. A test holds these checks against the schemas.

type Check = (value: unknown) => boolean;
type Members = Readonly<Record<string, Check>>;

/** Whether a value is an execution record of this version. */
export function isExecutionRecord(value: unknown): value is ExecutionRecord {
  return hasMembers(value, execution, optionalOfExecution);
}

/** Whether a value is a cache record of this version. */
export function isCacheRecord(value: unknown): value is CacheRecord {
  return hasMembers(value, cache, optionalOfCache);
}

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const anything: Check = () => true;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const is =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const mapOf =
  (member: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(member);
const object =
  (required: Members, optional: Members = {}): Check =>
  (value) =>
    hasMembers(value, required, optional);

function hasMembers(value: unknown, required: Members, optional: Members): boolean {
  return (
    isObject(value) &&
    Object.entries(required).every(([name, check]) => Object.hasOwn(value, name) && check(value[name])) &&
    Object.entries(optional).every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]))
  );
}

const artifact = object({ name: text, uri: text } satisfies Partial<Record<keyof ArtifactValue, Check>>, {
  type: object({}, { schemaTitle: text, schemaUri: text, instanceSchema: text, schemaVersion: text }),
  metadata: isObject,
  digest: text,
  stamp: text,
  instance: text,
});

const values = object({
  parameters: mapOf(anything),
  artifacts: mapOf((list) => Array.isArray(list) && list.every(artifact)),
} satisfies Record<keyof Values, Check>);

const execution = {
  v: is(recordVersion),
  kind: is('execution'),
  id: text,
  run: object({ uid: text, name: text }),
  pipeline: text,
  path: text,
  component: text,
  node: text,
  pod: text,
  attempt: number,
  state: is(...executionStates),
  started: text,
} satisfies Partial<Record<keyof ExecutionRecord, Check>>;

const optionalOfExecution: Record<Exclude<keyof ExecutionRecord, keyof typeof execution>, Check> = {
  finished: text,
  exitCode: number,
  error: text,
  errorDetail: text,
  log: text,
  cacheKey: text,
  cacheParts: mapOf(text),
  cacheMiss: is(...cacheMisses),
  cachedFrom: object({ run: text, execution: text }),
  inputs: values,
  outputs: values,
};

const cache = {
  v: is(recordVersion),
  kind: is('cache'),
  key: text,
  run: text,
  execution: text,
  created: text,
  outputs: values,
} satisfies Partial<Record<keyof CacheRecord, Check>>;

const optionalOfCache: Record<Exclude<keyof CacheRecord, keyof typeof cache>, Check> = {
  expires: text,
  seals: mapOf(text),
};
