import { type JsonValue, printJson } from '@tiphys/diagnostics';
import { constantKind, notALiteral } from '../diagnostics.ts';
import { describeJson, takesJson, typeWords } from './json-kind.ts';
import type { RuleContext } from './rule.ts';

/** A constant fits the declared type of the input, and is one of the allowed values if those are listed. */
export function checkConstantKind({ tasks, site, report }: RuleContext): void {
  for (const { task, path, component } of tasks) {
    for (const [input, { runtimeValue }] of Object.entries(task.inputs.parameters)) {
      const value = runtimeValue?.constant;
      const definition = component?.inputDefinitions.parameters[input];
      if (value === undefined || definition === undefined || hasPlaceholder(value)) {
        continue;
      }
      const at = site([...path, 'inputs', 'parameters', input, 'runtimeValue', 'constant']);
      if (!takesJson(definition.parameterType, value)) {
        const expected = typeWords[definition.parameterType];
        report(constantKind(at, { input, expected, found: describeJson(value) }));
      } else if (definition.literals !== undefined && !definition.literals.some((one) => sameJson(one, value))) {
        report(notALiteral(at, { input, allowed: definition.literals.map((one) => printJson(one)).join(', ') }));
      }
    }
  }
}

/** What a placeholder gives is only known at run time. */
function hasPlaceholder(value: JsonValue): boolean {
  return typeof value === 'string' && value.includes('{{$');
}

function sameJson(left: JsonValue, right: JsonValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  const leftEntries = Object.entries(left);
  const other = right as Readonly<Record<string, JsonValue>>;
  return (
    Array.isArray(left) === Array.isArray(right) &&
    leftEntries.length === Object.keys(right).length &&
    leftEntries.every(([key, value]) => Object.hasOwn(right, key) && sameJson(value, other[key] ?? null))
  );
}
