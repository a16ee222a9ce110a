import { unknownInput } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** Every input of the surrounding component that a task takes exists. */
export function knownComponentInput({ tasks, site, report }: RuleContext): void {
  for (const { task, path, scope } of tasks) {
    const { parameters, artifacts } = scope.component.inputDefinitions;
    const owner = scope.label;
    for (const [name, { componentInputParameter: input }] of Object.entries(task.inputs.parameters)) {
      if (input !== undefined && parameters[input] === undefined) {
        const at = [...path, 'inputs', 'parameters', name, 'componentInputParameter'];
        report(unknownInput(site(at), { input, owner, kind: 'parameter', known: Object.keys(parameters) }));
      }
    }
    for (const [name, { componentInputArtifact: input }] of Object.entries(task.inputs.artifacts)) {
      if (input !== undefined && artifacts[input] === undefined) {
        const at = [...path, 'inputs', 'artifacts', name, 'componentInputArtifact'];
        report(unknownInput(site(at), { input, owner, kind: 'artifact', known: Object.keys(artifacts) }));
      }
    }
  }
}
