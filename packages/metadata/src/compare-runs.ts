import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { printJson } from '@tiphys/diagnostics';
import type { ExecutionRecord } from './records.ts';

/** One thing that runs may differ in. Values stand in the order of the runs; `undefined` where a run has none. */
export interface ComparedValue {
  /** Task path and name, such as `train/epochs`. */
  readonly name: string;
  readonly values: readonly (JsonValue | undefined)[];
  /** Whether not all of them are the same. */
  readonly differs: boolean;
}

/** Runs side by side. */
export interface RunComparison {
  /** How each task ended; whether its outputs came from the cache makes no difference. */
  readonly tasks: readonly ComparedValue[];
  /** Input parameters of tasks. */
  readonly parameters: readonly ComparedValue[];
  /** Output parameters of tasks. */
  readonly outputs: readonly ComparedValue[];
  /** Metadata of artifacts of type `system.Metrics` and its like, by task, artifact and metric. */
  readonly metrics: readonly ComparedValue[];
  /** Other output artifacts: their digests, or their URIs where there is no digest. */
  readonly artifacts: readonly ComparedValue[];
}

/**
 * Puts runs side by side: for each the last attempt of every task counts. Give the executions of each run, as `listExecutions`
 * does.
 */
export function compareRuns(runs: readonly (readonly ExecutionRecord[])[]): RunComparison {
  const facts = runs.map(factsOf);
  const compared = (kind: keyof Facts): readonly ComparedValue[] => {
    const names = [...new Set(facts.flatMap((fact) => [...fact[kind].keys()]))].sort(natural);
    return names.map((name) => {
      const values = facts.map((fact) => fact[kind].get(name));
      const texts = values.map((value) => (value === undefined ? '' : printJson(value)));
      return { name, values, differs: texts.some((text) => text !== texts[0]) };
    });
  };
  return {
    tasks: compared('tasks'),
    parameters: compared('parameters'),
    outputs: compared('outputs'),
    metrics: compared('metrics'),
    artifacts: compared('artifacts'),
  };
}

type Facts = Readonly<Record<keyof RunComparison, ReadonlyMap<string, JsonValue>>>;

function factsOf(executions: readonly ExecutionRecord[]): Facts {
  const facts = {
    tasks: new Map<string, JsonValue>(),
    parameters: new Map<string, JsonValue>(),
    outputs: new Map<string, JsonValue>(),
    metrics: new Map<string, JsonValue>(),
    artifacts: new Map<string, JsonValue>(),
  };
  for (const { path, state, inputs, outputs } of lastAttempts(executions)) {
    facts.tasks.set(path, state === 'CACHED' ? 'SUCCEEDED' : state);
    for (const [name, value] of Object.entries(inputs?.parameters ?? {})) {
      facts.parameters.set(`${path}/${name}`, value);
    }
    for (const [name, value] of Object.entries(outputs?.parameters ?? {})) {
      facts.outputs.set(`${path}/${name}`, value);
    }
    for (const [name, list] of Object.entries(outputs?.artifacts ?? {})) {
      list.forEach((artifact, index) => {
        const place = `${path}/${name}${list.length === 1 ? '' : `[${index}]`}`;
        if (isMetrics(artifact)) {
          for (const [metric, value] of Object.entries(artifact.metadata ?? {})) {
            facts.metrics.set(`${place}/${metric}`, value);
          }
        } else {
          facts.artifacts.set(place, artifact.digest ?? artifact.uri);
        }
      });
    }
  }
  return facts;
}

/** The last attempt of each task. */
export function lastAttempts(executions: readonly ExecutionRecord[]): readonly ExecutionRecord[] {
  const last = new Map<string, ExecutionRecord>();
  for (const execution of executions) {
    const known = last.get(execution.path);
    if (known === undefined || execution.attempt >= known.attempt) {
      last.set(execution.path, execution);
    }
  }
  return [...last.values()];
}

function isMetrics({ type }: ArtifactValue): boolean {
  return /^system\.(?:\w+)?Metrics$/.test(type?.schemaTitle ?? '');
}

/** By text, but numbers by their size: `loop[2]` before `loop[10]`. */
const { compare: natural } = new Intl.Collator('en', { numeric: true });
