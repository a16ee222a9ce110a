import { type Diagnostic, type DocumentPath, type SourceRange, suggest } from '@tiphys/diagnostics';

/** Every code of this package, by what it means. `docs/errors/<code>.md` explains each. */
export const irCodes = {
  notText: 'IR-001',
  emptyFile: 'IR-002',
  syntax: 'IR-003',
  duplicateKey: 'IR-004',
  recursiveAlias: 'IR-005',
  tooManyNodes: 'IR-006',
  unsupportedTag: 'IR-007',
  notAKey: 'IR-008',
  notAPipeline: 'IR-009',
  twoSpecs: 'IR-010',
  ignoredDocument: 'IR-011',
  unknownField: 'IR-012',
  missingField: 'IR-013',
  wrongKind: 'IR-014',
  badValue: 'IR-015',
  deprecatedField: 'IR-016',
  runtimeConfig: 'IR-017',
  schemaVersion: 'IR-020',
  pipelineName: 'IR-021',
  rootNotDag: 'IR-022',
  exactlyOne: 'IR-023',
  unknownComponent: 'IR-024',
  unknownExecutor: 'IR-025',
  unknownTask: 'IR-026',
  unknownOutput: 'IR-027',
  unknownInput: 'IR-028',
  missingInput: 'IR-029',
  badItems: 'IR-030',
  taskCycle: 'IR-031',
  componentCycle: 'IR-032',
  typeMismatch: 'IR-033',
  constantKind: 'IR-034',
  notALiteral: 'IR-035',
  defaultKind: 'IR-036',
  outputNotProvided: 'IR-037',
  undeclared: 'IR-038',
  unknownPlatformExecutor: 'IR-039',
} as const;

type IrCode = (typeof irCodes)[keyof typeof irCodes];

/** Where a diagnostic points. */
export interface Site {
  readonly path: DocumentPath;
  readonly range: SourceRange;
}

function error(code: IrCode, site: Site, message: string, hint?: string): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    path: site.path,
    range: site.range,
    ...(hint === undefined ? {} : { hint }),
  };
}

function warning(code: IrCode, site: Site, message: string, hint?: string): Diagnostic {
  return { ...error(code, site, message, hint), severity: 'warning' };
}

/** A hint that names the most similar candidate, or else all of them if they are few. */
function choice(word: string, candidates: readonly string[], what: string): string {
  const near = suggest(word, candidates);
  if (near !== undefined) {
    return `Did you mean "${near}"?`;
  }
  if (candidates.length === 0) {
    return `There are no ${what} here.`;
  }
  const shown = candidates.slice(0, 12).join(', ');
  return `The ${what} here are: ${shown}${candidates.length > 12 ? ', ...' : '.'}`;
}

const compiledFile = 'Give the YAML file that the KFP SDK compiled.';

/** The file is binary. */
export function notText(site: Site, data: { readonly looksLike?: string; readonly nul?: boolean }): Diagnostic {
  if (data.nul === true) {
    return error(irCodes.notText, site, 'This is not a text file: it has a NUL character here.', compiledFile);
  }
  const looksLike = data.looksLike === undefined ? 'it is not UTF-8' : `it looks like ${data.looksLike}`;
  const hint =
    data.looksLike === 'a ZIP archive' ? 'Unpack it first, and give the pipeline file inside.' : compiledFile;
  return error(irCodes.notText, site, `This is not a text file: ${looksLike}.`, hint);
}

/** The file has no document in it. */
export function emptyFile(site: Site): Diagnostic {
  return error(
    irCodes.emptyFile,
    site,
    'The file is empty: there is no pipeline in it.',
    'Write it with the KFP SDK: kfp.compiler.Compiler().compile(pipeline, "pipeline.yaml").',
  );
}

/** The text is neither YAML nor JSON. */
export function syntax(site: Site, data: { readonly reason: string }): Diagnostic {
  return error(
    irCodes.syntax,
    site,
    `This is not valid YAML: ${data.reason}.`,
    'Mend this line or one before it, or compile the pipeline again with the KFP SDK.',
  );
}

/** A mapping has the same key twice. */
export function duplicateKey(site: Site, data: { readonly key: string }): Diagnostic {
  return error(irCodes.duplicateKey, site, `The key "${data.key}" is here twice.`, 'Remove or rename one of the two.');
}

/** An alias (or a merge) stands for something that contains it. */
export function recursiveAlias(site: Site, data: { readonly name: string }): Diagnostic {
  return data.name === '<<'
    ? error(irCodes.recursiveAlias, site, 'A merge ("<<") must name a map that does not contain it.')
    : error(irCodes.recursiveAlias, site, `The alias "*${data.name}" stands inside the value that it names.`);
}

/** Aliases blow the document up beyond bounds. */
export function tooManyNodes(site: Site): Diagnostic {
  return error(irCodes.tooManyNodes, site, 'The document becomes too large when its aliases are written out.');
}

/** A tag for which JSON has no type. */
export function unsupportedTag(site: Site, data: { readonly tag: string }): Diagnostic {
  const tag = data.tag.replace('tag:yaml.org,2002:', '!!');
  return error(irCodes.unsupportedTag, site, `The tag "${tag}" does not fit this value.`, 'Remove the tag.');
}

/** A map or a list used as a key. */
export function notAKey(site: Site): Diagnostic {
  return error(irCodes.notAKey, site, 'A key of this map is not text.');
}

/** A document that is something else. */
export function notAPipeline(site: Site, data: { readonly found: string; readonly hint?: string }): Diagnostic {
  return error(irCodes.notAPipeline, site, `This is not a KFP v2 pipeline: it is ${data.found}.`, data.hint);
}

/** Two documents of one kind in one file. */
export function twoSpecs(site: Site, data: { readonly what: 'pipeline' | 'platform' }): Diagnostic {
  return error(
    irCodes.twoSpecs,
    site,
    `The file has a second ${data.what} document.`,
    'Put each pipeline into a file of its own.',
  );
}

/** A document beside the pipeline that means nothing to KFP. */
export function ignoredDocument(site: Site, data: { readonly found: string }): Diagnostic {
  return warning(irCodes.ignoredDocument, site, `This document is ignored: it is ${data.found}.`);
}

/** A field that the schema does not have. */
export function unknownField(
  site: Site,
  data: { readonly name: string; readonly known: readonly string[] },
): Diagnostic {
  return error(
    irCodes.unknownField,
    site,
    `There is no field "${data.name}" here.`,
    choice(data.name, data.known, 'fields'),
  );
}

/** A field without which the thing makes no sense. */
export function missingField(site: Site, data: { readonly name: string }): Diagnostic {
  return error(irCodes.missingField, site, `The field "${data.name}" is missing.`);
}

/** A value of the wrong JSON kind. */
export function wrongKind(
  site: Site,
  data: { readonly expected: string; readonly found: string; readonly written?: string },
): Diagnostic {
  const quotable = data.expected === 'text' && data.written !== undefined && data.written !== '';
  const hint = quotable ? `Put it in quotes: ${JSON.stringify(data.written)}.` : undefined;
  return error(irCodes.wrongKind, site, `Here must be ${data.expected}, not ${data.found}.`, hint);
}

/** A value of the right kind that is not allowed. */
export function badValue(
  site: Site,
  data: { readonly value: string; readonly expected: string; readonly names?: readonly string[] },
): Diagnostic {
  const near = suggest(data.value, data.names ?? []);
  const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
  return error(irCodes.badValue, site, `"${data.value}" is not ${data.expected}.`, hint);
}

/** A field of the schema that has no effect. */
export function deprecatedField(site: Site, data: { readonly name: string; readonly reason: string }): Diagnostic {
  return warning(irCodes.deprecatedField, site, `The field "${data.name}" has no effect: ${data.reason}.`);
}

/** A `PipelineJob` carries run settings beside the pipeline. */
export function runtimeConfig(site: Site): Diagnostic {
  return warning(
    irCodes.runtimeConfig,
    site,
    'The "runtimeConfig" beside the pipeline is not used.',
    'Give the values when the pipeline is run.',
  );
}

/** The file is of a version of the schema that KFP 2 does not run. */
export function schemaVersion(
  site: Site,
  { version, sdkVersion = '' }: { readonly version: string; readonly sdkVersion?: string },
): Diagnostic {
  const hint = 'Compile the pipeline again with kfp 2';
  return error(
    irCodes.schemaVersion,
    site,
    version === ''
      ? 'There is no schema version; only "2.1.0" is supported.'
      : `The schema version is "${version}"; only "2.1.0" is supported.`,
    sdkVersion.startsWith('kfp-1.')
      ? `${hint}: the components of ${sdkVersion} read and write their values in a form of their own.`
      : `${hint}.`,
  );
}

/** The name of the pipeline cannot become the name of anything. */
export function pipelineName(site: Site, data: { readonly name: string }): Diagnostic {
  return error(
    irCodes.pipelineName,
    site,
    `The pipeline name "${data.name}" has no lower-case letter or digit in it.`,
    'Use lower-case letters, digits and "-".',
  );
}

/** The root component has an executor instead of tasks. */
export function rootNotDag(site: Site): Diagnostic {
  return error(irCodes.rootNotDag, site, 'The root of a pipeline must have a "dag".');
}

/** Of a few members that exclude each other, none or several are there. */
export function exactlyOne(
  site: Site,
  data: { readonly members: readonly string[]; readonly found: readonly string[] },
): Diagnostic {
  const members = quoteAll(data.members);
  const found = data.found.length === 0 ? 'none of them' : quoteAll(data.found);
  return error(irCodes.exactlyOne, site, `Exactly one of ${members} must be here, not ${found}.`);
}

function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** A task refers to a component that is not there. */
export function unknownComponent(
  site: Site,
  data: { readonly name: string; readonly known: readonly string[] },
): Diagnostic {
  const hint = choice(data.name, data.known, 'components');
  return error(irCodes.unknownComponent, site, `There is no component "${data.name}".`, hint);
}

/** A component refers to an executor that is not there. */
export function unknownExecutor(
  site: Site,
  data: { readonly label: string; readonly known: readonly string[] },
): Diagnostic {
  const hint = choice(data.label, data.known, 'executors');
  return error(irCodes.unknownExecutor, site, `There is no executor "${data.label}".`, hint);
}

/** Something refers to a task that is not in its DAG. */
export function unknownTask(
  site: Site,
  data: { readonly name: string; readonly known: readonly string[] },
): Diagnostic {
  const hint = choice(data.name, data.known, 'tasks');
  return error(irCodes.unknownTask, site, `There is no task "${data.name}" in this DAG.`, hint);
}

/** Something refers to an output that the task's component does not have. */
export function unknownOutput(
  site: Site,
  data: {
    readonly output: string;
    readonly task: string;
    readonly kind: 'parameter' | 'artifact';
    readonly known: readonly string[];
  },
): Diagnostic {
  const hint = choice(data.output, data.known, `output ${data.kind}s`);
  return error(
    irCodes.unknownOutput,
    site,
    `The task "${data.task}" has no output ${data.kind} "${data.output}".`,
    hint,
  );
}

/** Something refers to an input that is not there. */
export function unknownInput(
  site: Site,
  data: {
    readonly input: string;
    /** Whose input it is: `the component "x"`. */
    readonly owner: string;
    readonly kind: 'parameter' | 'artifact';
    readonly known: readonly string[];
  },
): Diagnostic {
  const hint = choice(data.input, data.known, `input ${data.kind}s`);
  return error(irCodes.unknownInput, site, `There is no input ${data.kind} "${data.input}" in ${data.owner}.`, hint);
}

/** A task leaves out an input that its component needs. */
export function missingInput(
  site: Site,
  data: { readonly input: string; readonly kind: 'parameter' | 'artifact'; readonly component: string },
): Diagnostic {
  return error(
    irCodes.missingInput,
    site,
    `The task does not give the input ${data.kind} "${data.input}", which "${data.component}" needs.`,
    'Give it a value, or make the input optional.',
  );
}

/** The items of a loop are not a JSON list. */
export function badItems(site: Site): Diagnostic {
  return error(
    irCodes.badItems,
    site,
    'The items of a loop must be the text of a JSON list.',
    'For example: "[1, 2, 3]".',
  );
}

/** Tasks wait for each other. */
export function taskCycle(site: Site, data: { readonly tasks: readonly string[] }): Diagnostic {
  return error(
    irCodes.taskCycle,
    site,
    `These tasks wait for each other: ${data.tasks.join(' -> ')}.`,
    'Each waits for the next. Remove one of these inputs or dependencies.',
  );
}

/** Components contain each other. */
export function componentCycle(site: Site, data: { readonly components: readonly string[] }): Diagnostic {
  return error(
    irCodes.componentCycle,
    site,
    `These components contain each other: ${data.components.join(' -> ')}.`,
    'A component cannot be a part of itself.',
  );
}

/** A value of one type is passed to an input of another. */
export function typeMismatch(
  site: Site,
  data: { readonly from: string; readonly found: string; readonly input: string; readonly expected: string },
): Diagnostic {
  return error(
    irCodes.typeMismatch,
    site,
    `The input "${data.input}" takes a ${data.expected}, and ${data.from} is a ${data.found}.`,
    'Give both the same type, or convert the value in a task between the two.',
  );
}

/** A constant of the wrong JSON kind. */
export function constantKind(
  site: Site,
  data: { readonly input: string; readonly expected: string; readonly found: string },
): Diagnostic {
  return error(
    irCodes.constantKind,
    site,
    `The input "${data.input}" takes a ${data.expected}, and this constant is ${data.found}.`,
    'Write the constant as a value of that type, for example without quotes.',
  );
}

/** A constant that is not one of the values that the input allows. */
export function notALiteral(site: Site, data: { readonly input: string; readonly allowed: string }): Diagnostic {
  return error(
    irCodes.notALiteral,
    site,
    `The input "${data.input}" does not take this value.`,
    `It takes one of: ${data.allowed}.`,
  );
}

/** A default of the wrong JSON kind. */
export function defaultKind(
  site: Site,
  data: { readonly input: string; readonly expected: string; readonly found: string },
): Diagnostic {
  return warning(
    irCodes.defaultKind,
    site,
    `The input "${data.input}" takes a ${data.expected}, and its default is ${data.found}.`,
    'A run that does not give a value will fail.',
  );
}

/** A DAG declares an output, and no task gives it. */
export function outputNotProvided(
  site: Site,
  data: { readonly output: string; readonly kind: 'parameter' | 'artifact' },
): Diagnostic {
  return error(
    irCodes.outputNotProvided,
    site,
    `The DAG does not say where its output ${data.kind} "${data.output}" comes from.`,
    `Add it to dag.outputs.${data.kind}s.`,
  );
}

/** A name is used that the component does not declare. */
export function undeclared(
  site: Site,
  data: { readonly what: string; readonly owner: string; readonly known: readonly string[] },
): Diagnostic {
  const name = String(site.path.at(-1));
  const hint = choice(name, data.known, `${data.what}s`);
  return error(irCodes.undeclared, site, `The ${data.what} "${name}" is not declared by ${data.owner}.`, hint);
}

/** The platform document configures an executor that the pipeline does not have. */
export function unknownPlatformExecutor(
  site: Site,
  data: { readonly label: string; readonly known: readonly string[] },
): Diagnostic {
  const hint = choice(data.label, data.known, 'executors');
  return warning(
    irCodes.unknownPlatformExecutor,
    site,
    `These settings are not used: the pipeline has no executor "${data.label}".`,
    hint,
  );
}
