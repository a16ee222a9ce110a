import { outputNotProvided, undeclared } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** A DAG gives the outputs that its component declares, and no others. */
export function dagOutputsDeclared({ components, site, report }: RuleContext): void {
  for (const { component, path, label } of components) {
    if (component.dag === undefined) {
      continue;
    }
    for (const kind of ['parameter', 'artifact'] as const) {
      const declared = component.outputDefinitions[`${kind}s`];
      const given = component.dag.outputs[`${kind}s`];
      for (const output of Object.keys(declared)) {
        if (given[output] === undefined) {
          report(outputNotProvided(site([...path, 'outputDefinitions', `${kind}s`, output]), { output, kind }));
        }
      }
      for (const output of Object.keys(given)) {
        if (declared[output] === undefined) {
          const data = { what: `output ${kind}`, owner: label, known: Object.keys(declared) };
          report(undeclared(site([...path, 'dag', 'outputs', `${kind}s`, output]), data));
        }
      }
    }
  }
}
