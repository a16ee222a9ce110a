import { missingInput } from '../diagnostics.ts';
import type { InputParameterSpec } from '../pipeline-spec.ts';
import type { RuleContext } from './rule.ts';

/** Every task gives the inputs that its component cannot do without. The item of a loop is given by the loop. */
export function requiredInputs({ tasks, site, report }: RuleContext): void {
  for (const { task, path, component } of tasks) {
    const items = [task.parameterIterator?.itemInput, task.artifactIterator?.itemInput];
    const inputs = component?.inputDefinitions;
    const name = task.componentRef.name;
    for (const [input, definition] of Object.entries(inputs?.parameters ?? {})) {
      if (isNeeded(definition) && task.inputs.parameters[input] === undefined && !items.includes(input)) {
        report(missingInput(site(path), { input, kind: 'parameter', component: name }));
      }
    }
    for (const [input, definition] of Object.entries(inputs?.artifacts ?? {})) {
      if (definition.isOptional !== true && task.inputs.artifacts[input] === undefined && !items.includes(input)) {
        report(missingInput(site(path), { input, kind: 'artifact', component: name }));
      }
    }
  }
}

/** KFP takes a default only where `isOptional` is set; a default is honoured here always. The last two types are filled in. */
function isNeeded({ isOptional, defaultValue, parameterType }: InputParameterSpec): boolean {
  return (
    isOptional !== true &&
    defaultValue === undefined &&
    parameterType !== 'TASK_FINAL_STATUS' &&
    parameterType !== 'TASK_CONFIG'
  );
}
