import type { Plan, Scope, Task } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { breaksPolicy, madeForBaseline } from '../diagnostics.ts';
import { emitManifest, templatesOf } from '../emit-manifest.ts';
import { workflowSpec } from '../manifest.ts';
import { targetKey } from '../names/template-uses.ts';
import type { EmitOptions } from '../options.ts';
import type { PodSecurityLevel } from '../pod/pod-security.ts';
import { leafPod } from './leaf-pod.ts';
import type { PolicyFault } from './pod-faults.ts';
import { podFaults } from './pod-faults.ts';

/**
 * Why a namespace that enforces a Pod Security Standard would refuse pods of a pipeline: each task and each fault of its pod. Pods that
 * are made for a weaker profile are looked at as they would be made for this one, and that is told once.
 */
export function checkPolicy(plan: Plan, options: EmitOptions, level: PodSecurityLevel): readonly Diagnostic[] {
  const isWeaker = level === 'restricted' && options.podSecurity === 'baseline';
  const faultsOf = faultsByTask(plan, isWeaker ? { ...options, podSecurity: level } : options, level);
  const { placeOf = () => ({ path: [] }) } = options;
  return [
    ...(isWeaker ? [madeForBaseline()] : []),
    ...Object.values(plan.scopes).flatMap((scope) =>
      scope.tasks.flatMap((task) =>
        faultsOf(scope, task).map((fault) => ({
          ...breaksPolicy(level, task.name, fault),
          ...placeOf({ scope: scope.name, task: task.name }),
        })),
      ),
    ),
  ];
}

function faultsByTask(
  plan: Plan,
  options: EmitOptions,
  level: PodSecurityLevel,
): (scope: Scope, task: Task) => readonly PolicyFault[] {
  // All templates have to be at hand, so none may move out of the manifest.
  const whole = { ...options, templatesPerWorkflow: Number.MAX_SAFE_INTEGER };
  const { manifest } = emitManifest(plan, whole);
  // What keeps a manifest from being made is an error of its own.
  if (manifest === undefined) return () => [];
  const spec = workflowSpec(manifest);
  const templates = new Map((spec.templates ?? []).map((template) => [template.name, template]));
  const names = templatesOf(plan, whole).names;
  const known = new Map<string, readonly PolicyFault[]>();
  return (scope, task) => {
    if (task.target.kind !== 'executor') return [];
    const key = targetKey(scope, task);
    const template = templates.get(names.get(key));
    const faults = known.get(key) ?? (template === undefined ? [] : podFaults(leafPod(template, spec), level));
    known.set(key, faults);
    return faults;
  };
}
