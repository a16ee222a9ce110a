import { undeclared } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/**
 * Every artifact that a task gives is an input of its component. (Parameters may be given beyond the declared ones: the SDK
 * does so for values that placeholders need.)
 */
export function declaredArtifact({ tasks, site, report }: RuleContext): void {
  for (const { task, path, component } of tasks) {
    for (const name of Object.keys(task.inputs.artifacts)) {
      if (component !== undefined && component.inputDefinitions.artifacts[name] === undefined) {
        const known = Object.keys(component.inputDefinitions.artifacts);
        const owner = `the component "${task.componentRef.name}"`;
        report(undeclared(site([...path, 'inputs', 'artifacts', name]), { what: 'input artifact', owner, known }));
      }
    }
  }
}
