import { defaultKind } from '../diagnostics.ts';
import { describeJson, takesJson, typeWords } from './json-kind.ts';
import type { RuleContext } from './rule.ts';

/** A default fits the type of its input. Only a warning: old SDKs wrote numbers as text, and a run may give a value. */
export function checkDefaultKind({ components, site, report }: RuleContext): void {
  for (const { component, path } of components) {
    for (const [input, { parameterType, defaultValue }] of Object.entries(component.inputDefinitions.parameters)) {
      if (defaultValue !== undefined && defaultValue !== null && !takesJson(parameterType, defaultValue)) {
        const at = site([...path, 'inputDefinitions', 'parameters', input, 'defaultValue']);
        report(defaultKind(at, { input, expected: typeWords[parameterType], found: describeJson(defaultValue) }));
      }
    }
  }
}
