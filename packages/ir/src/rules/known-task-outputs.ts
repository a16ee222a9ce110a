import type { DocumentPath } from '@tiphys/diagnostics';
import { unknownOutput, unknownTask } from '../diagnostics.ts';
import type { ComponentView, RuleContext } from './rule.ts';

/** A reference to an output of a task of the same DAG. */
interface Reference {
  readonly task: string;
  readonly taskPath: DocumentPath;
  readonly output: string;
  readonly outputPath: DocumentPath;
  readonly kind: 'parameter' | 'artifact';
}

/** Every output that a task or a DAG output takes from a task exists, and so does the task. */
export function knownTaskOutputs(context: RuleContext): void {
  for (const scope of context.components) {
    for (const reference of [...inputReferences(scope), ...outputReferences(scope)]) {
      check(reference, scope, context);
    }
  }
}

function check(reference: Reference, scope: ComponentView, { spec, site, report }: RuleContext): void {
  const tasks = scope.component.dag?.tasks ?? {};
  const task = tasks[reference.task];
  if (task === undefined) {
    report(unknownTask(site(reference.taskPath), { name: reference.task, known: Object.keys(tasks) }));
    return;
  }
  const outputs = spec.components[task.componentRef.name]?.outputDefinitions;
  const declared = reference.kind === 'parameter' ? outputs?.parameters : outputs?.artifacts;
  if (declared !== undefined && declared[reference.output] === undefined) {
    const { output, kind } = reference;
    const data = { output, task: reference.task, kind, known: Object.keys(declared) };
    report(unknownOutput(site(reference.outputPath), data));
  }
}

function inputReferences({ component, path }: ComponentView): Reference[] {
  return Object.entries(component.dag?.tasks ?? {}).flatMap(([key, { inputs }]) => {
    const at = [...path, 'dag', 'tasks', key, 'inputs'];
    return [
      ...Object.entries(inputs.parameters).flatMap(([name, { taskOutputParameter: source }]) =>
        source === undefined
          ? []
          : [refer(source, 'parameter', [...at, 'parameters', name, 'taskOutputParameter'], 'producerTask')],
      ),
      ...Object.entries(inputs.artifacts).flatMap(([name, { taskOutputArtifact: source }]) =>
        source === undefined
          ? []
          : [refer(source, 'artifact', [...at, 'artifacts', name, 'taskOutputArtifact'], 'producerTask')],
      ),
    ];
  });
}

function outputReferences({ component, path }: ComponentView): Reference[] {
  const outputs = component.dag?.outputs;
  const at = [...path, 'dag', 'outputs'];
  return [
    ...Object.entries(outputs?.parameters ?? {}).flatMap(([name, { valueFromParameter, valueFromOneof }]) => [
      ...(valueFromParameter === undefined
        ? []
        : [
            refer(
              valueFromParameter,
              'parameter',
              [...at, 'parameters', name, 'valueFromParameter'],
              'producerSubtask',
            ),
          ]),
      ...(valueFromOneof?.parameterSelectors ?? []).map((selector, index) => {
        const selectorPath = [...at, 'parameters', name, 'valueFromOneof', 'parameterSelectors', index];
        return refer(selector, 'parameter', selectorPath, 'producerSubtask');
      }),
    ]),
    ...Object.entries(outputs?.artifacts ?? {}).flatMap(([name, { artifactSelectors }]) =>
      artifactSelectors.map((selector, index) =>
        refer(selector, 'artifact', [...at, 'artifacts', name, 'artifactSelectors', index], 'producerSubtask'),
      ),
    ),
  ];
}

interface Selector {
  readonly producerTask?: string;
  readonly producerSubtask?: string;
  readonly outputParameterKey?: string;
  readonly outputArtifactKey?: string;
}

function refer(
  selector: Selector,
  kind: Reference['kind'],
  path: DocumentPath,
  taskMember: 'producerTask' | 'producerSubtask',
): Reference {
  const outputMember = kind === 'parameter' ? 'outputParameterKey' : 'outputArtifactKey';
  return {
    task: selector[taskMember] ?? '',
    taskPath: [...path, taskMember],
    output: selector[outputMember] ?? '',
    outputPath: [...path, outputMember],
    kind,
  };
}
