import { definePlugin } from '@tiphys/compiler/plugin';
import type { Executor, Plan, Plugin } from '@tiphys/compiler/plugin';
import { mirrored } from './mirrored.ts';

/** What every pod of our cluster needs. */
export interface ClusterDefaults {
  readonly priorityClass: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly tolerations: readonly {
    readonly key: string;
    readonly operator: 'Exists' | 'Equal';
    readonly value?: string;
    readonly effect: string;
  }[];
  /** Where the copies of all images are, such as `registry.example/mirror`. */
  readonly mirror: string;
}

/** Gives every pod of a pipeline the defaults, and takes its images from the mirror. */
export function clusterDefaults({ priorityClass, labels, tolerations, mirror }: ClusterDefaults): Plugin {
  return definePlugin({
    name: 'cluster-defaults',
    passes: [
      {
        name: 'mirror',
        description: `Takes images from ${mirror}.`,
        slot: 'final',
        run(plan, { report }) {
          for (const executor of Object.values(plan.executors)) {
            if (executor.kind !== 'container' || executor.dynamic?.image === undefined) continue;
            report({
              code: 'unknown-image',
              severity: 'warning',
              message: `Only the run knows the image of "${executor.name}", so that it does not come from ${mirror}.`,
              hint: 'Give the pipeline an image of the mirror.',
              at: { executor: executor.name, field: 'image' },
            });
          }
          return withMirror(plan, mirror);
        },
      },
    ],
    argo: {
      // Argo takes the tolerations of the workflow only for templates that have none of their own.
      template(template, { executor, report }) {
        if (executor?.kind === 'container' && executor.pod?.tolerations.some(({ kind }) => kind === 'dynamic')) {
          report({
            code: 'unknown-tolerations',
            severity: 'warning',
            message: `Only the run knows the tolerations of "${executor.name}", which replace those of the cluster.`,
            hint: 'Write them into the pipeline.',
            at: { executor: executor.name },
          });
        }
        if (template.tolerations === undefined) return template;
        return { ...template, tolerations: [...template.tolerations, ...tolerations] };
      },
      workflow: ({ spec, ...workflow }) => ({
        ...workflow,
        spec: {
          ...spec,
          podPriorityClassName: priorityClass,
          podMetadata: { ...spec.podMetadata, labels: { ...spec.podMetadata?.labels, ...labels } },
          tolerations: [...(spec.tolerations ?? []), ...tolerations],
        },
      }),
    },
  });
}

function withMirror(plan: Plan, mirror: string): Plan {
  const executors = Object.entries(plan.executors).map(([name, executor]): readonly [string, Executor] => {
    if (executor.kind !== 'container') return [name, executor];
    const { pod, dynamic } = executor;
    const initContainers = pod?.initContainers.map((init) => ({ ...init, image: mirrored(init.image, mirror) }));
    return [
      name,
      {
        ...executor,
        ...(dynamic?.image === undefined && { image: mirrored(executor.image, mirror) }),
        ...(pod !== undefined && initContainers !== undefined && { pod: { ...pod, initContainers } }),
      },
    ];
  });
  return { ...plan, executors: Object.fromEntries(executors) };
}
