import type { Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import type { NodeStatus } from '../run/node-status.ts';
import { nodeId } from '../run/pod-name.ts';
import type { Variables } from '../template/scope.ts';
import { aggregateOutputs } from './aggregate-outputs.ts';

/** The run that a node is part of. */
interface RunOfNode {
  readonly workflow: string;
  readonly rules: ArgoRules;
}

/**
 * What other tasks can read of an ended task, named as after `tasks.<name>.`. Where the rules give them, the outputs that the
 * template of a skipped or omitted task declares are there too: as their default, or as `null`, the absent optional.
 */
export function nodeVariables(
  { workflow, rules }: RunOfNode,
  node: NodeStatus,
  template: Template | undefined,
): Variables {
  const variables = new Map<string, string | null>([
    ['id', nodeId(workflow, node.name)],
    ['startedAt', formatTime(node.startedAt)],
    ['finishedAt', formatTime(node.finishedAt)],
    ['status', node.phase],
  ]);
  if (node.kind === 'TaskGroup' && (node.children ?? []).length > 0) {
    for (const [name, value] of aggregateOutputs(node.children ?? [], rules)) {
      variables.set(name, value);
    }
  }
  for (const [name, value] of ownOutputs(node, template, rules)) {
    variables.set(name, value);
  }
  return variables;
}

function ownOutputs(
  { outputs, phase }: NodeStatus,
  template: Template | undefined,
  { missingOutputs }: ArgoRules,
): (readonly [string, string | null])[] {
  if (outputs === undefined) {
    const known = missingOutputs === 'absent' || missingOutputs === 'empty';
    const declared = known && (phase === 'Skipped' || phase === 'Omitted') ? (template?.outputs?.parameters ?? []) : [];
    return declared.map(({ name, valueFrom }) => [
      `outputs.parameters.${name}`,
      missingOutputs === 'empty' ? '' : (valueFrom?.default ?? null),
    ]);
  }
  const { exitCode, result, parameters } = outputs;
  return [
    ...(exitCode === undefined ? [] : [['exitCode', String(exitCode)] as const]),
    ...(result === undefined ? [] : [['outputs.result', result] as const]),
    ...[...parameters].map(([name, value]) => [`outputs.parameters.${name}`, value] as const),
  ];
}

/** RFC 3339 in whole seconds, as Argo has it. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
