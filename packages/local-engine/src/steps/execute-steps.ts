import { createArtifactScope } from '../artifact/artifact-scope.ts';
import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { TaskHost } from '../dag/execute-task.ts';
import { nodeVariables } from '../dag/node-variables.ts';
import { isTaskFault } from '../dag/resolve-task.ts';
import { executeHookedTask } from '../dag/run-hooks.ts';
import { OutputError, templateOutputs } from '../dag/template-outputs.ts';
import type { Task, Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import type { Engine } from '../run/engine.ts';
import { isFailure } from '../run/node-status.ts';
import type { NodePhase, NodeStatus } from '../run/node-status.ts';
import { createSlots } from '../run/slots.ts';
import type { Attempt } from '../run/template-call.ts';
import { inputVariables } from '../template/bind-template.ts';
import { createScope } from '../template/scope.ts';
import type { TaskVariables, Variables } from '../template/scope.ts';

/** What a group of steps came to. */
interface GroupEnd {
  readonly phase: 'Succeeded' | 'Failed';
  readonly message?: string;
  /** Phases that a walk leaves the group with. */
  readonly outbound: readonly NodePhase[];
  /** Whether it, or a group before it, ran in this life of the run. */
  readonly anew: boolean;
}

/** Runs a steps template: its groups one after the other, the steps of a group at the same time. */
export async function executeSteps(
  engine: Engine,
  call: Attempt,
  template: Template,
  groups: readonly (readonly Task[])[],
): Promise<NodeStatus> {
  const startedAt = engine.now();
  engine.observe({ kind: 'started', node: call.nodeName, type: 'Steps' });
  const seen = new Map<string, Variables>();
  const variables: TaskVariables = { prefix: 'steps', lookup: (name) => seen.get(name), names: () => seen.keys() };
  const made = new Map<string, ArtifactSources>();
  const artifacts = createArtifactScope(template, variables, (name) => made.get(name));
  const inputs = inputVariables(template);
  const host: Omit<TaskHost, 'nodeName' | 'anew'> = {
    engine,
    depth: call.depth,
    layers: [engine.globals, inputs],
    variablesFor: () => variables,
    artifactsFor: () => artifacts,
    slots: template.parallelism === undefined ? undefined : createSlots(template.parallelism),
  };
  let last: GroupEnd = { phase: 'Succeeded', outbound: [], anew: call.anew === true };
  for (const [index, group] of groups.entries()) {
    if (engine.signal.aborted) {
      last = { ...last, phase: 'Failed' };
      break;
    }
    last = await executeGroup(
      { ...host, nodeName: `${call.nodeName}[${index}]`, anew: last.anew },
      group,
      (name, own, sources) => {
        seen.set(name, own);
        made.set(name, sources);
      },
    );
    if (last.phase === 'Failed') {
      break;
    }
  }
  const { phase, message, outbound, anew } = last;
  const base = {
    name: call.nodeName,
    kind: 'Steps',
    startedAt,
    finishedAt: engine.now(),
    attempts: 1,
    outbound,
    ...(anew ? { anew } : {}),
  } as const;
  if (phase === 'Failed') {
    return { ...base, phase, ...(message === undefined ? {} : { message }) };
  }
  try {
    const outputs = templateOutputs(template, createScope(engine.rules, [inputs], variables), artifacts);
    return { ...base, phase, ...(outputs === undefined ? {} : { outputs }) };
  } catch (error) {
    if (error instanceof OutputError || isTaskFault(error)) {
      return { ...base, phase: 'Error', message: error.message };
    }
    throw error;
  }
}

async function executeGroup(
  host: TaskHost,
  group: readonly Task[],
  learn: (step: string, variables: Variables, artifacts: ArtifactSources) => void,
): Promise<GroupEnd> {
  const { engine } = host;
  const nodes = await Promise.all(
    group.map(async (step) => {
      const node = await executeHookedTask(host, step);
      engine.observe({ kind: 'ended', node: node.name, status: node });
      return { step, node };
    }),
  );
  for (const { step, node } of nodes) {
    const template = engine.templates.get(step.template);
    const own = nodeVariables({ workflow: engine.workflow, rules: stepRules(engine) }, node, template);
    learn(step.name, own, node.outputs?.artifacts ?? new Map());
  }
  const failed = nodes.find(({ step, node }) => isFailure(node.phase) && !continuesOn(step, node.phase));
  const phase: GroupEnd['phase'] = failed === undefined ? 'Succeeded' : 'Failed';
  return {
    phase,
    anew: host.anew || nodes.some(({ node }) => node.anew === true),
    ...(failed === undefined ? {} : { message: `child '${failed.step.name}' failed` }),
    outbound: [
      ...new Set(
        nodes.flatMap(({ node }): readonly NodePhase[] => (node.outbound.length > 0 ? node.outbound : [phase])),
      ),
    ],
  };
}

function continuesOn({ continueOn }: Task, phase: NodePhase): boolean {
  return phase === 'Failed' ? continueOn?.failed === true : continueOn?.error === true;
}

/** Empty texts for outputs of skipped tasks were for DAGs alone; a step waited for them. */
function stepRules({ rules }: Engine): ArgoRules {
  return rules.missingOutputs === 'empty' ? { ...rules, missingOutputs: 'wait' } : rules;
}
