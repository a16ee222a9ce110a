import type { DocumentPath } from '@tiphys/diagnostics';
import { exactlyOne } from '../diagnostics.ts';
import type { TaskInputParameter } from '../pipeline-spec.ts';
import type { ComponentView, RuleContext, TaskView } from './rule.ts';

/** Of members that exclude each other (`oneof` in the proto), exactly one is there. */
export function exactlyOneSource(context: RuleContext): void {
  for (const view of context.components) {
    checkComponent(view, context);
  }
  for (const view of context.tasks) {
    checkTask(view, context);
  }
  checkPlatform(context);
  for (const [label, executor] of Object.entries(context.spec.deploymentSpec.executors)) {
    const path = ['deploymentSpec', 'executors', label];
    check(executor, ['container', 'importer', 'resolver', 'customJob'], path, context);
    if (executor.importer !== undefined) {
      const uri = [...path, 'importer', 'artifactUri'];
      check(executor.importer.artifactUri, ['constant', 'runtimeParameter'], uri, context);
    }
  }
}

/** The members of options that say where a value comes from. */
const optionSource = /^(?:secretNameParameter|configMapNameParameter|pvcNameParameter|\w+Json)$/;

function checkPlatform(context: RuleContext): void {
  const executors = context.platform?.platforms.kubernetes?.deploymentSpec?.executors ?? {};
  for (const [label, config] of Object.entries(executors)) {
    const path = ['platforms', 'kubernetes', 'deploymentSpec', 'executors', label];
    for (const [at, entry] of Object.entries(config).flatMap(([option, value]) =>
      entriesOf(value, [...path, option]),
    )) {
      for (const [member, source] of Object.entries(entry)) {
        if (optionSource.test(member)) checkParameter(source as TaskInputParameter, [...at, member], context);
      }
    }
  }
}

/** The messages in a field, each with its place. */
function entriesOf(value: unknown, path: DocumentPath): readonly (readonly [DocumentPath, object])[] {
  if (Array.isArray(value)) return value.map((entry: object, index) => [[...path, index], entry]);
  return typeof value === 'object' && value !== null ? [[path, value]] : [];
}

function checkComponent({ component, name, path }: ComponentView, context: RuleContext): void {
  if (name !== undefined || component.executorLabel !== undefined) {
    check(component, ['dag', 'executorLabel'], path, context);
  }
  const outputs = component.dag?.outputs;
  for (const [output, source] of Object.entries(outputs?.parameters ?? {})) {
    check(source, ['valueFromParameter', 'valueFromOneof'], [...path, 'dag', 'outputs', 'parameters', output], context);
  }
}

function checkTask({ task, path }: TaskView, context: RuleContext): void {
  for (const [input, source] of Object.entries(task.inputs.parameters)) {
    checkParameter(source, [...path, 'inputs', 'parameters', input], context);
  }
  for (const [input, source] of Object.entries(task.inputs.artifacts)) {
    check(source, ['componentInputArtifact', 'taskOutputArtifact'], [...path, 'inputs', 'artifacts', input], context);
  }
  if (task.parameterIterator !== undefined) {
    check(task.parameterIterator.items, ['raw', 'inputParameter'], [...path, 'parameterIterator', 'items'], context);
    if (task.artifactIterator !== undefined) {
      check(task, ['parameterIterator', 'artifactIterator'], path, context);
    }
  }
}

function checkParameter(source: TaskInputParameter, at: DocumentPath, context: RuleContext): void {
  check(source, ['componentInputParameter', 'taskOutputParameter', 'runtimeValue', 'taskFinalStatus'], at, context);
  if (source.runtimeValue !== undefined) {
    const members = ['constant', 'runtimeParameter', 'constantValue'] as const;
    check(source.runtimeValue, members, [...at, 'runtimeValue'], context);
  }
}

function check<T extends object>(
  value: T,
  members: readonly (keyof T & string)[],
  path: DocumentPath,
  { site, report }: RuleContext,
): void {
  const found = members.filter((member) => value[member] !== undefined);
  if (found.length !== 1) {
    report(exactlyOne(site(path), { members, found }));
  }
}
