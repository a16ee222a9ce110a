import type { Plan, Scope, Task } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { breaksPolicy, madeForBaseline } from '../diagnostics.ts';
import type { EmitResult } from '../emit-manifest.ts';
import { emitManifest, templatesOf } from '../emit-manifest.ts';
import { wholeSpec } from '../manifest.ts';
import type { TemplateNames } from '../names/template-names.ts';
import { targetKey } from '../names/template-uses.ts';
import type { EmitOptions } from '../options.ts';
import type { PodSecurityLevel } from '../pod/pod-security.ts';
import { leafPod } from './leaf-pod.ts';
import type { PolicyFault } from './pod-faults.ts';
import { podFaults } from './pod-faults.ts';

/**
 * Why a namespace that enforces a Pod Security Standard would refuse pods of a pipeline: each task and each fault of its pod. Pods that
 * are made for a weaker profile are looked at as they would be made for this one, and that is told once.
 *
 * @param emitted what `emitManifest` gives for the plan and the options
 */
export function checkPolicy(
  plan: Plan,
  options: EmitOptions,
  level: PodSecurityLevel,
  emitted: EmitResult,
): readonly Diagnostic[] {
  const isWeaker = level === 'restricted' && options.podSecurity === 'baseline';
  const looked = isWeaker ? emitManifest(plan, { ...options, podSecurity: level }) : emitted;
  const faultsOf = faultsByTask(looked, templatesOf(plan, options).names, level);
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
  { manifest, documents }: EmitResult,
  names: TemplateNames,
  level: PodSecurityLevel,
): (scope: Scope, task: Task) => readonly PolicyFault[] {
  // What keeps a manifest from being made is an error of its own.
  if (manifest === undefined) return () => [];
  const spec = wholeSpec(manifest, documents);
  const templates = new Map(spec.templates.map((template) => [template.name, template]));
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
