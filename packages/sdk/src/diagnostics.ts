import type { Diagnostic } from '@tiphys/diagnostics';
import { suggest } from '@tiphys/diagnostics';

/** SDK-001: a value of a branch or a loop is used outside of it. */
export function outsideScope(data: {
  readonly value: string;
  readonly scope: string;
  readonly user: string;
}): Diagnostic {
  return error(
    'SDK-001',
    `${quote(data.value)} is used by ${data.user}, but it is there only within ${data.scope}.`,
    'Return it from the function of the branch or the loop, and use the outputs of that.',
  );
}

/** SDK-002: a function of a group returns what is no output of a task in it. */
export function returnedFromElsewhere(data: { readonly value: string; readonly group: string }): Diagnostic {
  return error(
    'SDK-002',
    `${quote(data.value)} is returned from ${data.group}, but no task of it makes it.`,
    'Return outputs of tasks that stand right there; a task that passes a value on is enough.',
  );
}

/** SDK-003: a condition compares what cannot be compared. */
export function conditionOperands(data: {
  readonly value: string;
  readonly type: string;
  readonly other?: string;
}): Diagnostic {
  const { value, type, other } = data;
  return error(
    'SDK-003',
    other === undefined
      ? `${quote(value)} is ${article(type)}, which a condition cannot compare.`
      : `${quote(value)} is ${article(type)} and is compared with ${article(other)}.`,
    'Conditions compare strings, numbers and booleans, each with its like.',
  );
}

/** SDK-004: a member is taken of what is no struct, or has no such member. */
export function unknownField(data: {
  readonly value: string;
  readonly field: string;
  readonly type: string;
  readonly known?: readonly string[];
}): Diagnostic {
  const { value, field, type, known } = data;
  return error(
    'SDK-004',
    known === undefined
      ? `${quote(value)} is ${article(type)}, so it has no member ${quote(field)}.`
      : `${quote(value)} has no member ${quote(field)}.`,
    known === undefined ? 'Only structs have members.' : nearest(field, known),
  );
}

/** SDK-005: a member of a member, for which the IR has no words. */
export function nestedField(data: { readonly value: string; readonly field: string }): Diagnostic {
  return error(
    'SDK-005',
    `${quote(data.field)} of ${quote(data.value)} is a member of a member.`,
    'Give the outer member to a task, or loop over it.',
  );
}

/** SDK-006: a value stands in a template string or in JSON text, where only its name would be. */
export function valueAsText(value: string): Diagnostic {
  return error(
    'SDK-006',
    `${quote(value)} is known only while the pipeline runs, so it has no text now.`,
    'Use text`...` in place of `...`, or give it as an input of its own.',
  );
}

/** SDK-007: an input that is no JSON. */
export function notJson(data: { readonly what: string; readonly found: string }): Diagnostic {
  return error(
    'SDK-007',
    `${data.what} holds ${data.found}, which JSON cannot say.`,
    'Inputs are strings, finite numbers, booleans, lists and plain objects.',
  );
}

/** SDK-008: an input that the component does not have. */
export function unknownInput(data: {
  readonly component: string;
  readonly input: string;
  readonly known: readonly string[];
}): Diagnostic {
  return error(
    'SDK-008',
    `The component ${quote(data.component)} has no input ${quote(data.input)}.`,
    nearest(data.input, data.known),
  );
}

/** SDK-009: a required input that was not given. */
export function missingInput(data: {
  readonly component: string;
  readonly input: string;
  readonly type: string;
}): Diagnostic {
  return error(
    'SDK-009',
    `The component ${quote(data.component)} needs the input ${quote(data.input)}, which is ${article(data.type)}.`,
    'Give it, or make it optional() or default(...) in the component.',
  );
}

/** SDK-010: an input of another type. */
export function wrongInput(data: {
  readonly component: string;
  readonly input: string;
  readonly wanted: string;
  readonly found: string;
}): Diagnostic {
  return error(
    'SDK-010',
    `The input ${quote(data.input)} of ${quote(data.component)} is ${article(data.wanted)}, and ${data.found} is given.`,
    'Give a value of that type, or as(...) where you know better.',
  );
}

/** SDK-011: a name that cannot be one in the IR. */
export function badName(data: { readonly what: string; readonly name: string; readonly rule: string }): Diagnostic {
  return error('SDK-011', `${quote(data.name)} cannot be the name of ${data.what}.`, data.rule);
}

/** SDK-012: a pipeline does not return what it declares, or returns more. */
export function wrongOutputs(data: {
  readonly pipeline: string;
  readonly output: string;
  readonly problem: 'missing' | 'undeclared';
}): Diagnostic {
  const { pipeline, output, problem } = data;
  const isMissing = problem === 'missing';
  return error(
    'SDK-012',
    isMissing
      ? `The pipeline ${quote(pipeline)} declares the output ${quote(output)} and does not return it.`
      : `The pipeline ${quote(pipeline)} returns ${quote(output)}, which it does not declare.`,
    isMissing ? 'Return it from define, or take it out of outputs.' : 'Add it to outputs, with its type.',
  );
}

/** SDK-013: a quantity that Kubernetes would not read. */
export function badQuantity(data: { readonly option: string; readonly text: string }): Diagnostic {
  return error(
    'SDK-013',
    `${quote(data.text)} is no quantity for ${data.option}.`,
    'CPUs are numbers or 500m, memory is bytes or 512Mi, 2G, 2Gi.',
  );
}

/** SDK-014: a pipeline with functions is compiled without their programs. */
export function programNotBundled(component: string): Diagnostic {
  return error(
    'SDK-014',
    `The function of ${quote(component)} was not bundled.`,
    'Compile with compilePipeline of @tiphys/sdk/compile, or with tiphys compile.',
  );
}

/** SDK-015: the file of a function component is not known, so it cannot be bundled. */
export function unknownFile(component: string): Diagnostic {
  return error(
    'SDK-015',
    `The file that declares ${quote(component)} is not known.`,
    'Say it: component({ file: import.meta.url, ... }).',
  );
}

/** SDK-016: esbuild refuses the file of a function component. */
export function cannotBundle(data: { readonly component: string; readonly reason: string }): Diagnostic {
  return error(
    'SDK-016',
    `The function of ${quote(data.component)} cannot be bundled: ${data.reason}`,
    'It runs alone in a container: import only what npm has installed, and no native add-ons.',
  );
}

/** SDK-017: a bundle that would not fit into a manifest. */
export function bundleTooLarge(data: {
  readonly component: string;
  readonly bytes: number;
  readonly limit: number;
}): Diagnostic {
  return error(
    'SDK-017',
    `The function of ${quote(data.component)} is ${data.bytes} bytes when bundled and packed; ${data.limit} is the limit.`,
    'Import less, or build an image and use containerComponent.',
  );
}

/** SDK-018: a loop over nothing. */
export function emptyLoop(): Diagnostic {
  return error('SDK-018', 'The items of a loop are an empty list.', 'Give at least one, or a value of the pipeline.');
}

/** SDK-019: inputs and outputs of a component share a name. */
export function sameName(data: { readonly component: string; readonly name: string }): Diagnostic {
  return error(
    'SDK-019',
    `${quote(data.name)} is an input and an output of ${quote(data.component)}.`,
    'Rename one of them: the Python SDK has one list of arguments for both.',
  );
}

/**
 * SDK-020: the module of a pipeline, or one that it imports, is not there or does not parse, or `throws` while it is loaded. `reason`
 * is Node's own, or the module's.
 */
export function unloadableModule(data: {
  readonly file: string;
  readonly reason: string;
  readonly throws: boolean;
}): Diagnostic {
  const { file, reason, throws } = data;
  return error(
    'SDK-020',
    throws ? `${file} throws while it is loaded: ${reason}` : `${file} cannot be loaded: ${reason}`,
    throws
      ? `node ${file} shows the calls that led there.`
      : 'Node runs it as it is: imports need their extensions, packages must be installed, enums and namespaces are not JavaScript.',
  );
}

/** SDK-021: a module exports no pipeline, or several. */
export function noSinglePipeline(data: { readonly file: string; readonly names: readonly string[] }): Diagnostic {
  const { file, names } = data;
  return error(
    'SDK-021',
    names.length === 0 ? `${file} exports no pipeline.` : `${file} exports several pipelines: ${names.join(', ')}.`,
    names.length === 0 ? 'export default pipeline({ ... })' : 'Make one of them the default export.',
  );
}

/** SDK-022: an option of containers on a task that has none. */
export function noContainer(data: {
  readonly task: string;
  readonly option: string;
  readonly what: string;
}): Diagnostic {
  return error(
    'SDK-022',
    `The task ${quote(data.task)} is ${data.what}, so ${data.option} means nothing to it.`,
    data.what === 'a pipeline' ? `Give ${data.option} to the tasks in the pipeline.` : `Leave ${data.option} out.`,
  );
}

/** SDK-023: an option of Kubernetes that no cluster would take. */
export function badKubernetesOption(data: {
  readonly task: string;
  readonly option: string;
  readonly rule: string;
}): Diagnostic {
  return error(
    'SDK-023',
    `${data.option} of the task ${quote(data.task)} cannot be taken: ${data.rule}.`,
    'See docs/kubernetes.md.',
  );
}

/** SDK-024: a compiled component that cannot be used, or not as it is declared. */
export function unusableComponent(data: { readonly file: string; readonly problem: string }): Diagnostic {
  return error(
    'SDK-024',
    `${data.file} cannot be used: ${data.problem}.`,
    'Where its inputs and outputs have changed, `tiphys types FILE -o MODULE` writes the declaration anew.',
  );
}

/** SDK-025: something is set that means nothing. */
export function unknownOption(data: {
  readonly what: string;
  readonly name: string;
  readonly known: readonly string[];
}): Diagnostic {
  return error('SDK-025', `${data.what} has no option ${quote(data.name)}.`, nearest(data.name, data.known));
}

function nearest(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  if (near !== undefined) return `Did you mean ${quote(near)}?`;
  return known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
}

function article(type: string): string {
  return /^[aeiou]/i.test(type) ? `an ${type}` : `a ${type}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function error(code: string, message: string, hint: string): Diagnostic {
  return { code, severity: 'error', message, path: [], hint };
}
