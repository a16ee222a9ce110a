import { type DocumentPath, invariant, type Report } from '@tiphys/diagnostics';
import type { LoadedPipeline } from '../loaded-pipeline.ts';
import type { ComponentView, RuleContext, TaskView } from './rule.ts';

/** Lists the components and tasks of a pipeline with their places. */
export function createContext(loaded: LoadedPipeline, report: Report): RuleContext {
  const { spec, platform, locate } = loaded;
  const components: ComponentView[] = [
    { label: 'the pipeline', path: ['root'], component: spec.root },
    ...Object.entries(spec.components).map(([name, component]) => ({
      name,
      label: `the component "${name}"`,
      path: ['components', name],
      component,
    })),
  ];
  const tasks = components.flatMap((scope) =>
    Object.entries(scope.component.dag?.tasks ?? {}).map(([key, task]): TaskView => ({
      key,
      path: [...scope.path, 'dag', 'tasks', key],
      task,
      scope,
      siblings: scope.component.dag?.tasks ?? {},
      component: spec.components[task.componentRef.name],
    })),
  );
  const site = (path: DocumentPath) => {
    const range = locate(path);
    invariant(range !== undefined, 'a rule looked at a document that is not there');
    return { path, range };
  };
  return { spec, ...(platform === undefined ? {} : { platform }), components, tasks, site, report };
}
