import type { Template, Workflow } from '@tiphys/argo-types';
import type { Executor, Plan } from '@tiphys/compiler';
import { liveOutputs } from '@tiphys/compiler';
import { pipelineAnnotation } from '@tiphys/contract';
import type { Diagnostic } from '@tiphys/diagnostics';
import { hasErrors, invariant } from '@tiphys/diagnostics';
import type { HookedWorkflow } from './hooks/run-hooks.ts';
import { runHooks } from './hooks/run-hooks.ts';
import { limitCaching } from './cache-lifetimes.ts';
import type { Manifest } from './manifest.ts';
import { resourceName, wrapWorkflow } from './manifest.ts';
import { lenientExpressions } from './lenient-expressions.ts';
import { lowerLoop } from './loop/lower-loop.ts';
import { lowerWorkspace } from './pod/lower-workspace.ts';
import { restrictedPod } from './pod/pod-security.ts';
import { workflowPatch } from './pod/workflow-patch.ts';
import { leafDefaults } from './leaf/leaf-defaults.ts';
import { lowerExecutor } from './leaf/lower-executor.ts';
import { sharedTexts } from './leaf/shared-texts.ts';
import { checkLimits } from './limits/check-limits.ts';
import { checkLauncherVolume, checkPodFields } from './limits/check-pod-fields.ts';
import { checkSchedule } from './limits/check-schedule.ts';
import { checkSidecars } from './limits/check-sidecars.ts';
import { checkStore } from './limits/check-store.ts';
import type { TemplateUse } from './names/template-uses.ts';
import { scopeKey, templateUses } from './names/template-uses.ts';
import type { TemplateNames } from './names/template-names.ts';
import { templateNames } from './names/template-names.ts';
import type { EmitOptions, ResolvedEmitOptions } from './options.ts';
import { resolveEmitOptions } from './options.ts';
import { lowerProbe, lowerProbed } from './probe/lower-probe.ts';
import { probeCaches } from './probe/probe-caches.ts';
import { entrypoint, lowerRoot, rootArguments } from './root/lower-root.ts';
import { lowerScope } from './scope/lower-scope.ts';
import type { ReadInputs } from './scope/read-inputs.ts';
import { readInputs } from './scope/read-inputs.ts';
import type { ScopeView } from './scope/scope-view.ts';
import { loopItem, viewScope } from './scope/scope-view.ts';
import { limits } from './limits/limits.ts';
import { specsInConfigMaps, templatesInLibraries } from './diagnostics.ts';
import type { TemplateLibrary } from './split/page-templates.ts';
import { pageTemplates } from './split/page-templates.ts';
import type { ConfigMap } from './split/spill-specs.ts';
import { spillSpecs } from './split/spill-specs.ts';
import { splitPlan } from './split/split-plan.ts';
import { selfCheck } from './self-check/self-check.ts';

/** A manifest, and what a user should know about it. */
export interface EmitResult {
  /** Absent when there are errors among the diagnostics: nobody shall run what a plugin or a version has refused. */
  readonly manifest?: Manifest;
  /** What must be in the namespace of the run before it starts; of most pipelines nothing. */
  readonly documents: readonly (ConfigMap | TemplateLibrary)[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lowers a plan to a manifest that runs on any supported Argo, by the rules of `docs/lowering.md`. Pure: equal plans and
 * options give equal manifests.
 */
export function emitManifest(whole: Plan, options: EmitOptions = {}): EmitResult {
  const resolved = resolveEmitOptions(options, whole.pipeline.pipelineRoot);
  // 1. Which templates there are, and what they are called.
  const { plan, uses, names, reads } = templatesOf(whole, options);
  // 2. Each use becomes one template.
  const view = scopeViewer(plan, reads);
  const root = view(plan.root);
  const texts = sharedTexts(
    uses.flatMap((use) => ('executor' in use && use.kind !== 'probed' ? [executorOf(plan, use.executor)] : [])),
  );
  const templates = [
    ...lowerRoot(root, names.get(scopeKey(plan.root))),
    ...lowerUses(plan, uses, names, view, texts, resolved),
  ];
  // 3. Around them: entrypoint, arguments, and what all leaves have in common.
  const workflow = assemble(plan, root, templates, names, {
    templateDefaults: leafDefaults(plan.pipeline.name, texts, resolved),
    podSpecPatch: workflowPatch(resolved),
    isRestricted: resolved.podSecurity === 'restricted',
    annotations: lenientExpressions(resolved.argoVersion),
  });
  // 4. What `argo lint` does not look for.
  selfCheck(workflow);
  // 5. What plugins make of it; each result has been through the same checks.
  const hooked = hookWorkflow(workflow, plan, uses, names, options);
  // 6. What is too large for one object moves out of it.
  const spilled = spillSpecs(
    hooked.workflow,
    resourceName(plan.pipeline.name, maxSpecsName),
    options.templatesPerWorkflow,
  );
  if (spilled.documents.length > 0) selfCheck(spilled.workflow);
  const paged = pageTemplates(spilled.workflow, {
    name: resourceName(plan.pipeline.name, maxLibraryName),
    maxTemplates: options.templatesPerWorkflow ?? limits.templates,
    isCluster: resolved.kind === 'cluster-workflow-template',
  });
  const diagnostics = [
    ...hooked.diagnostics,
    ...checkStore(resolved.store.config),
    ...checkSchedule(spilled.workflow, resolved),
    ...checkSidecars(spilled.workflow, resolved.argoVersion),
    ...checkPodFields(whole, resolved.argoVersion, options.placeOf),
    ...checkLauncherVolume(resolved),
    ...checkLimits(spilled.workflow, resolved.argoVersion),
    ...(spilled.documents.length > 0 ? [specsInConfigMaps(spilled.documents.length)] : []),
    ...(paged.libraries.length > 0 ? [templatesInLibraries(paged.libraries.length, resolved.kind)] : []),
  ];
  if (hasErrors(diagnostics)) return { documents: [], diagnostics };
  return {
    manifest: wrapWorkflow(paged.workflow, plan.pipeline.name, resolved),
    documents: [...spilled.documents, ...paged.libraries],
    diagnostics,
  };
}

/** The templates of a plan's manifest: what each is for, and what it is called. */
export function templatesOf(
  whole: Plan,
  options: EmitOptions,
): {
  readonly plan: Plan;
  readonly uses: readonly TemplateUse[];
  readonly names: TemplateNames;
  readonly reads: ReadInputs;
} {
  const plan = splitPlan(
    probeCaches(limitCaching(whole, options.cache), options.cache?.probe),
    options.tasksPerDag ?? limits.dagTasks,
  );
  const reads = readInputs(plan);
  const uses = templateUses(plan, reads);
  return { plan, uses, names: templateNames(uses, plan.root), reads };
}

/** Longest beginning of a ConfigMap's name; a hash follows. */
const maxSpecsName = 50;
/** The same of a WorkflowTemplate's, where a number follows the hash. */
const maxLibraryName = 45;

function hookWorkflow(
  workflow: Workflow,
  plan: Plan,
  uses: readonly TemplateUse[],
  names: TemplateNames,
  { plugins = [], placeOf = () => ({ path: [] }) }: EmitOptions,
): HookedWorkflow {
  if (plugins.every(({ argo }) => argo === undefined)) return { workflow, diagnostics: [] };
  const executors = new Map<string, Executor>();
  for (const use of uses) {
    const executor = use.kind === 'executor' ? plan.executors[use.executor] : undefined;
    if (executor !== undefined) executors.set(names.get(use.key), executor);
  }
  return runHooks(workflow, { plugins, plan, executors, placeOf });
}

function lowerUses(
  plan: Plan,
  uses: readonly TemplateUse[],
  names: TemplateNames,
  view: ScopeViewer,
  texts: readonly string[],
  options: ResolvedEmitOptions,
): readonly Template[] {
  const live = liveOutputs(plan);
  return uses.map((use) => {
    const name = names.get(use.key);
    if (use.kind === 'scope') return lowerScope(view(use.scope, use.item), name, names);
    if (use.kind !== 'loop') {
      const published = live.executors.get(use.executor) ?? new Set<string>();
      const executor = executorOf(plan, use.executor);
      if (use.kind === 'probe') return lowerProbe(name, executor, published, texts, options, use.extras);
      if (use.kind === 'executor') return lowerExecutor(name, executor, published, texts, options, use);
      return lowerProbed(name, executor, published, { probe: names.get(use.probe.key), run: names.get(use.run.key) });
    }
    const { loop, target } = use.task;
    invariant(loop !== undefined && target.kind === 'scope', 'a loop runs a scope');
    const { lone } = use;
    return lowerLoop(name, loop, view(target.scope, loopItem(loop)), {
      name: names.get(use.body),
      ...(lone && { lone }),
    });
  });
}

function executorOf(plan: Plan, name: string): Executor {
  const executor = plan.executors[name];
  invariant(executor !== undefined, `the plan has no executor ${name}`);
  return executor;
}

/** The view of a scope of the plan; `item` makes it a loop's body. */
type ScopeViewer = (scope: string, item?: string) => ScopeView;

function scopeViewer(plan: Plan, reads: ReadInputs): ScopeViewer {
  return (name, item) => {
    const scope = plan.scopes[name];
    invariant(scope !== undefined, `the plan has no scope ${name}`);
    return viewScope(plan, scope, reads, item);
  };
}

function assemble(
  plan: Plan,
  root: ScopeView,
  templates: readonly Template[],
  names: TemplateNames,
  {
    templateDefaults,
    isRestricted,
    podSpecPatch,
    annotations,
  }: {
    readonly templateDefaults: Template;
    readonly isRestricted: boolean;
    readonly podSpecPatch: string;
    readonly annotations: Readonly<Record<string, string>>;
  },
): Workflow {
  const { displayName, description, deadlineSeconds, keepSeconds = {}, workspace } = plan.pipeline;
  const { completion, success, failure } = keepSeconds;
  const ttlStrategy = {
    ...(completion !== undefined && { secondsAfterCompletion: completion }),
    ...(success !== undefined && { secondsAfterSuccess: success }),
    ...(failure !== undefined && { secondsAfterFailure: failure }),
  };
  const parameters = rootArguments(root);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      annotations: {
        [pipelineAnnotation]: plan.pipeline.name,
        ...annotations,
        ...(displayName !== undefined && { 'workflows.argoproj.io/title': displayName }),
        ...(description !== undefined && { 'workflows.argoproj.io/description': description }),
      },
    },
    spec: {
      entrypoint: entrypoint(root, names.get(scopeKey(plan.root))),
      ...(parameters.length > 0 && { arguments: { parameters: [...parameters] } }),
      ...(deadlineSeconds !== undefined && { activeDeadlineSeconds: deadlineSeconds }),
      ...(Object.keys(ttlStrategy).length > 0 && { ttlStrategy }),
      ...(workspace && { volumeClaimTemplates: [lowerWorkspace(workspace)] }),
      podSpecPatch,
      ...(isRestricted && { securityContext: restrictedPod }),
      templateDefaults,
      templates: [...templates],
    },
  };
}
