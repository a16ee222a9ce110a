import { typeMismatch } from '../diagnostics.ts';
import type { ParameterTypeName, TaskInputParameter } from '../pipeline-spec.ts';
import { typeWords } from './json-kind.ts';
import type { RuleContext, TaskView } from './rule.ts';

/**
 * What a task passes on has the type that its component wants, as far as that can be told beforehand. KFP turns anything
 * into text, takes any number as a number, and else wants the very kind. Silent about values whose type the file cannot
 * know: items of loops, and what a selector picks.
 */
export function matchingTypes(context: RuleContext): void {
  const unsure = findLoopItems(context);
  for (const view of context.tasks) {
    const { task, path, component } = view;
    for (const [input, source] of Object.entries(task.inputs.parameters)) {
      const expected = component?.inputDefinitions.parameters[input]?.parameterType;
      const isItems = task.parameterIterator?.items.inputParameter === input;
      if (expected === undefined || isItems || source.parameterExpressionSelector !== undefined) {
        continue;
      }
      const found = typeOfSource(source, view, context, unsure);
      if (found !== undefined && !converts(found.type, expected)) {
        const at = context.site([...path, 'inputs', 'parameters', input]);
        const data = { input, expected: typeWords[expected], from: found.name, found: typeWords[found.type] };
        context.report(typeMismatch(at, data));
      }
    }
  }
}

interface Found {
  readonly type: ParameterTypeName;
  readonly name: string;
}

function typeOfSource(
  { componentInputParameter, taskOutputParameter }: TaskInputParameter,
  { scope, siblings }: TaskView,
  { spec }: RuleContext,
  unsure: ReadonlySet<string>,
): Found | undefined {
  if (componentInputParameter !== undefined) {
    const type = scope.component.inputDefinitions.parameters[componentInputParameter]?.parameterType;
    const known = type !== undefined && !unsure.has(keyOf(scope.name, componentInputParameter));
    return known ? { type, name: `the input "${componentInputParameter}"` } : undefined;
  }
  if (taskOutputParameter !== undefined) {
    const { producerTask, outputParameterKey } = taskOutputParameter;
    const producer = siblings[producerTask];
    const outputs = spec.components[producer?.componentRef.name ?? '']?.outputDefinitions.parameters;
    const declared = outputs?.[outputParameterKey]?.parameterType;
    if (producer === undefined || declared === undefined) {
      return undefined;
    }
    const name = `the output "${outputParameterKey}" of "${producerTask}"`;
    // A loop gives one element for each iteration, whatever its body declares.
    const loops = producer.parameterIterator !== undefined || producer.artifactIterator !== undefined;
    return { type: loops ? 'LIST' : declared, name };
  }
  return undefined;
}

function converts(from: ParameterTypeName, to: ParameterTypeName): boolean {
  const kinds: Partial<Record<ParameterTypeName, string>> = {
    NUMBER_INTEGER: 'number',
    NUMBER_DOUBLE: 'number',
    BOOLEAN: 'boolean',
    LIST: 'list',
    STRUCT: 'map',
    TASK_FINAL_STATUS: 'map',
    STRING: 'text',
  };
  const source = kinds[from];
  const target = kinds[to];
  return source === undefined || target === undefined || target === 'text' || source === target;
}

/** The inputs that are, or are fed by, items of loops or selectors: the SDK declares them as STRING if it does not know. */
function findLoopItems({ tasks }: RuleContext): ReadonlySet<string> {
  const unsure = new Set<string>();
  for (let before = -1; before !== unsure.size;) {
    before = unsure.size;
    for (const { task, scope } of tasks) {
      const component = task.componentRef.name;
      if (task.parameterIterator !== undefined) {
        unsure.add(keyOf(component, task.parameterIterator.itemInput));
      }
      for (const [input, source] of Object.entries(task.inputs.parameters)) {
        const from = source.componentInputParameter;
        const fromItem = from !== undefined && unsure.has(keyOf(scope.name, from));
        if (fromItem || source.parameterExpressionSelector !== undefined) {
          unsure.add(keyOf(component, input));
        }
      }
    }
  }
  return unsure;
}

/** Nobody can give a pipeline's own inputs an item of a loop, so the root needs no name here. */
function keyOf(component: string | undefined, input: string): string {
  return JSON.stringify([component, input]);
}
