import type { StoreConfig } from '@tiphys/contract';
import { definePlugin } from '@tiphys/compiler/plugin';
import type { Backend, Plan, Plugin } from '@tiphys/compiler/plugin';
import { jobOf } from './job-of.ts';
import { refusals } from './refusals.ts';
import { taskInput } from './task-input.ts';

/** How pods reach the store. */
export interface JobSettings {
  readonly store: Omit<StoreConfig, 'root'>;
  /** A Secret and its keys. */
  readonly secret: { readonly name: string; readonly accessKey: string; readonly secretKey: string };
}

/** A backend `jobs`: a pipeline of one task becomes a Job of Kubernetes, which needs no Argo. */
export function kubernetesJobs(settings: JobSettings): Plugin {
  const jobs: Backend = {
    name: 'jobs',
    description: 'Makes a Job of a pipeline that is a single task.',
    emit(plan, options, { report }) {
      const findings = refusals(plan);
      for (const finding of findings) report(finding);
      const root = rootOf(plan, options.pipelineRoot);
      if (root === undefined) {
        report({
          code: 'no-root',
          severity: 'error',
          message: 'A Job has to be told where artifacts go, without settings behind a "?".',
          hint: 'Set pipelineRoot to bucket and folder, and the store in the settings of this plugin.',
          at: { scope: plan.root },
        });
      }
      const [task] = plan.scopes[plan.root]?.tasks ?? [];
      if (findings.length > 0 || root === undefined || task?.target.kind !== 'executor') return { documents: [] };
      const executor = plan.executors[task.target.executor];
      if (executor?.kind !== 'container') return { documents: [] };
      const { pipeline } = plan;
      const store = { ...settings.store, root };
      const launcherImage = options.launcherImage ?? 'tiphys/launcher:0.1.0';
      const { secret } = settings;
      return {
        documents: [jobOf({ pipeline, task, executor, input: taskInput(plan, task), store, secret, launcherImage })],
      };
    },
  };
  return definePlugin({ name: 'kubernetes-jobs', backends: [jobs] });
}

function rootOf({ pipeline }: Plan, chosen: string | undefined): string | undefined {
  const root = (chosen ?? pipeline.pipelineRoot)?.replace(/\/+$/, '');
  return root === undefined || root.includes('?') ? undefined : root;
}
