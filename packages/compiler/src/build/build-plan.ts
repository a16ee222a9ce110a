import type { PipelineSpec } from '@tiphys/ir';
import type { Executor, Plan, PlanPipeline, Scope } from '../plan.ts';
import type { BuildContext } from './build-context.ts';
import { buildExecutor } from './build-executor.ts';
import { buildScope } from './build-scope.ts';
import { buildWorkspace } from './build-workspace.ts';
import { checkTiphysPlatform } from '../pod-rules/check-tiphys-platform.ts';
import { refusePlatform } from './refuse-platform.ts';

/** Name of the root scope; a component of the same name gets out of its way (B21). */
const rootName = 'root';

/** The plan as the IR says it, before any pass. Components that nothing refers to are left out. */
export function buildPlan(context: BuildContext): Plan {
  const { spec } = context.pipeline;
  const scopes: Record<string, Scope> = {};
  const executors: Record<string, Executor> = {};
  const root = freeName(spec, rootName);
  scopes[root] = buildScope(context, root, spec.root, ['root']);
  for (const name of reachableComponents(spec)) {
    const component = context.component(name);
    if (component.dag !== undefined) {
      scopes[name] = buildScope(context, name, component, ['components', name]);
    } else {
      const executor = buildExecutor(context, name);
      if (executor !== undefined) executors[name] = executor;
    }
  }
  refusePlatform(context);
  checkTiphysPlatform(context);
  const workspace = buildWorkspace(context);
  const pipeline = { ...planPipeline(spec), ...runLimits(context), ...(workspace && { workspace }) };
  return { kind: 'plan', v: 1, pipeline, root, scopes, executors };
}

/** Values that are not positive mean unset (kfp-semantics 8). */
function runLimits(context: BuildContext): Pick<PlanPipeline, 'deadlineSeconds' | 'keepSeconds'> {
  const config = context.pipeline.platform?.platforms.kubernetes?.pipelineConfig ?? {};
  const positive = (value = 0): number | undefined => (value > 0 ? value : undefined);
  const deadlineSeconds = positive(config.activeDeadlineSeconds);
  const completion = positive(config.resourceTtlOnCompletion);
  const success = positive(config.resourceTtlOnSuccess);
  const failure = positive(config.resourceTtlOnFailure);
  const keepSeconds = {
    ...(completion !== undefined && { completion }),
    ...(success !== undefined && { success }),
    ...(failure !== undefined && { failure }),
  };
  return {
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    ...(Object.keys(keepSeconds).length > 0 && { keepSeconds }),
  };
}

function planPipeline(spec: PipelineSpec): PlanPipeline {
  const { name, displayName, description } = spec.pipelineInfo;
  return {
    name,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(spec.defaultPipelineRoot !== undefined && { pipelineRoot: spec.defaultPipelineRoot }),
  };
}

function freeName(spec: PipelineSpec, name: string): string {
  return name in spec.components ? freeName(spec, `${name}-dag`) : name;
}

/** Every component that the root uses, by name. */
function reachableComponents(spec: PipelineSpec): readonly string[] {
  const seen = new Set<string>();
  const open = [spec.root];
  for (let component = open.pop(); component !== undefined; component = open.pop()) {
    for (const task of Object.values(component.dag?.tasks ?? {})) {
      const name = task.componentRef.name;
      const next = spec.components[name];
      if (next === undefined || seen.has(name)) continue;
      seen.add(name);
      open.push(next);
    }
  }
  return [...seen].sort();
}
