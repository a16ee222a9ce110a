import type { Manifest, Parameter } from '../manifest/manifest.ts';
import { formatTime } from '../dag/node-variables.ts';

/** What a run is called, and since when it exists. */
export interface RunIdentity {
  readonly name: string;
  readonly uid: string;
  readonly namespace: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/** The variables `workflow.*` of a run. */
export function workflowVariables(
  manifest: Manifest,
  run: RunIdentity,
  parameters: readonly Parameter[],
): ReadonlyMap<string, string> {
  const created = formatTime(run.created);
  const list = JSON.stringify(parameters);
  const { workflowMetadata } = manifest.spec;
  const labels = { ...manifest.labels, ...workflowMetadata?.labels };
  const annotations = { ...manifest.annotations, ...workflowMetadata?.annotations };
  const variables = new Map([
    ['workflow.name', run.name],
    ['workflow.uid', run.uid],
    ['workflow.namespace', run.namespace],
    ['workflow.mainEntrypoint', manifest.spec.entrypoint],
    ['workflow.serviceAccountName', ''],
    ['workflow.creationTimestamp', created],
    ['workflow.creationTimestamp.RFC3339', created],
    ['workflow.creationTimestamp.s', String(Math.floor(run.created / 1000))],
    ['workflow.parameters', list],
    ['workflow.parameters.json', list],
    ['workflow.labels', JSON.stringify(labels)],
    ['workflow.labels.json', JSON.stringify(labels)],
    ['workflow.annotations', JSON.stringify(annotations)],
    ['workflow.annotations.json', JSON.stringify(annotations)],
    ...formatLetters(run.created),
  ]);
  for (const { name, value } of parameters) {
    variables.set(`workflow.parameters.${name}`, value ?? '');
  }
  for (const [group, members] of [
    ['labels', labels],
    ['annotations', annotations],
  ] as const) {
    for (const [name, value] of Object.entries(members)) {
      variables.set(`workflow.${group}.${name}`, value);
    }
  }
  return variables;
}

/** `{{workflow.creationTimestamp.Y}}` and the other letters of strftime that are only numbers. */
function formatLetters(milliseconds: number): readonly (readonly [string, string])[] {
  const time = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const letters: Readonly<Record<string, string>> = {
    Y: String(time.getUTCFullYear()),
    y: two(time.getUTCFullYear() % 100),
    m: two(time.getUTCMonth() + 1),
    d: two(time.getUTCDate()),
    H: two(time.getUTCHours()),
    M: two(time.getUTCMinutes()),
    S: two(time.getUTCSeconds()),
  };
  return Object.entries(letters).map(([letter, value]) => [`workflow.creationTimestamp.${letter}`, value] as const);
}
