import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';
import type { CacheRecord, ExecutionRecord, RunRecord } from '../records.ts';
import { cacheMisses, executionStates } from '../records.ts';

/** A successful attempt of the task `a/b` of the run `uid`, with what a test changes. */
export function execution(more: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    v: 1,
    kind: 'execution',
    id: 'id-1',
    run: { uid: 'uid', name: 'run' },
    pipeline: 'pipe',
    path: 'a/b',
    component: 'comp-b',
    node: 'run.a.b',
    pod: 'pod',
    attempt: 0,
    state: 'RUNNING',
    started: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** A run that was created `index` seconds into 2026. */
export function run(index: number, more: Partial<RunRecord> = {}): RunRecord {
  const created = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  return { v: 1, kind: 'run', uid: `uid-${index}`, name: `run-${index}`, pipeline: 'pipe', created, ...more };
}

const text = fc.string({ maxLength: 5 });
const name = text.filter((key) => key !== '__proto__');
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>;

const artifact = fc.record(
  {
    name: text,
    uri: text,
    type: fc.record({ schemaTitle: text, schemaVersion: text }, { requiredKeys: [] }),
    metadata: fc.dictionary(name, json, { maxKeys: 2 }),
    digest: text,
  },
  { requiredKeys: ['name', 'uri'] },
) as fc.Arbitrary<ArtifactValue>;

const values = fc.record({
  parameters: fc.dictionary(name, json, { maxKeys: 2 }),
  artifacts: fc.dictionary(name, fc.array(artifact, { maxLength: 2 }), { maxKeys: 2 }),
});

/** Any execution record. */
export const anyExecution: fc.Arbitrary<ExecutionRecord> = fc
  .record({
    state: fc.constantFrom(...executionStates),
    cacheMiss: optional(fc.constantFrom(...cacheMisses)),
    cacheParts: optional(fc.dictionary(name, text, { maxKeys: 2 })),
    cachedFrom: optional(fc.record({ run: text, execution: text })),
    exitCode: optional(fc.nat()),
    error: optional(text),
    inputs: optional(values),
    outputs: optional(values),
  })
  .map((more) => execution(withoutUndefined(more) as Partial<ExecutionRecord>));

/** Any cache record. */
export const anyCacheEntry: fc.Arbitrary<CacheRecord> = fc
  .record({ outputs: values, expires: optional(text), seals: optional(fc.dictionary(name, text, { maxKeys: 2 })) })
  .map((more) => ({
    v: 1,
    kind: 'cache',
    key: 'k',
    run: 'uid',
    execution: 'id-1',
    created: '2026-01-01T00:00:00Z',
    ...(withoutUndefined(more) as Pick<CacheRecord, 'outputs'>),
  }));

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
