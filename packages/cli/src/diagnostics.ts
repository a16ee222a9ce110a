import type { Diagnostic, DocumentPath, SourceRange } from '@tiphys/diagnostics';

/** Where in the pipeline file a run parameter is declared. */
export interface DeclaredAt {
  readonly path: DocumentPath;
  readonly range?: SourceRange;
}

/** CLI-001: `-p` or `--params-file` names a parameter that the pipeline does not have. */
export function unknownRunParameter(
  at: DeclaredAt,
  data: { readonly name: string; readonly known: readonly string[]; readonly nearest?: string },
): Diagnostic {
  const { name, known, nearest } = data;
  return error('CLI-001', at, `The pipeline has no parameter ${quote(name)}.`, unknownHint(known, nearest));
}

/** CLI-002: a parameter without a default was given no value. */
export function missingRunParameter(
  at: DeclaredAt,
  data: { readonly name: string; readonly type: string },
): Diagnostic {
  return error(
    'CLI-002',
    at,
    `The parameter ${quote(data.name)} has no default and was given no value.`,
    `Add -p ${data.name}=VALUE; it is ${typeWords[data.type] ?? data.type}.`,
  );
}

/** CLI-003: a value that is not of the parameter's type. `text` is the value as given. */
export function wrongRunParameter(
  at: DeclaredAt,
  data: { readonly name: string; readonly type: string; readonly text: string; readonly from: 'flag' | 'file' },
): Diagnostic {
  const wanted = typeWords[data.type] ?? data.type;
  return error(
    'CLI-003',
    at,
    `The parameter ${quote(data.name)} is ${wanted}, and ${shorten(data.text)} is not.`,
    data.type === 'ARTIFACT'
      ? 'Give a URI, a path, or JSON such as {"uri": "s3://bucket/path", "metadata": {}}; several in a list.'
      : data.from === 'flag'
        ? `Values other than strings are JSON, such as -p '${data.name}=${examples[data.type] ?? '...'}'.`
        : `Write ${data.name}: ${examples[data.type] ?? '...'} in the parameters file.`,
  );
}

/** CLI-004: a value that is not among those that the parameter allows. */
export function notAmongLiterals(
  at: DeclaredAt,
  data: { readonly name: string; readonly text: string; readonly allowed: readonly string[] },
): Diagnostic {
  return error(
    'CLI-004',
    at,
    `The parameter ${quote(data.name)} cannot be ${shorten(data.text)}.`,
    `It is one of ${data.allowed.join(', ')}.`,
  );
}

/** CLI-005: the path of an input artifact leads nowhere. */
export function missingInputFile(at: DeclaredAt, data: { readonly name: string; readonly path: string }): Diagnostic {
  return error(
    'CLI-005',
    at,
    `The artifact ${quote(data.name)} was given as ${data.path}, where there is nothing.`,
    'Paths are relative to the directory in which tiphys is called; what lies elsewhere is given as a URI, such as s3://bucket/path.',
  );
}

/** PLG-006: the module of a plugin is not there, does not parse, or throws. `reason` is Node's own. */
export function unloadablePlugin(specifier: string, reason: string): Diagnostic {
  return error(
    'PLG-006',
    { path: [] },
    `The plugin ${specifier} cannot be loaded: ${reason}`,
    'Give a file as ./plugin.ts, relative to the configuration or the working directory, or an installed package.',
  );
}

const typeWords: Readonly<Record<string, string>> = {
  STRING: 'a string',
  NUMBER_INTEGER: 'an integer',
  NUMBER_DOUBLE: 'a number',
  BOOLEAN: 'a boolean',
  LIST: 'a list',
  STRUCT: 'a map',
  TASK_FINAL_STATUS: 'the status of a task',
  ARTIFACT: 'an artifact',
};

const examples: Readonly<Record<string, string>> = {
  STRING: '"text"',
  NUMBER_INTEGER: '3',
  NUMBER_DOUBLE: '0.5',
  BOOLEAN: 'true',
  LIST: '["a", "b"]',
  STRUCT: '{"key": "value"}',
  TASK_FINAL_STATUS: '{"state": "SUCCEEDED", "pipelineTaskName": "train"}',
  ARTIFACT: 's3://bucket/path',
};

function unknownHint(known: readonly string[], nearest: string | undefined): string {
  if (nearest !== undefined) return `Did you mean ${quote(nearest)}?`;
  return known.length === 0 ? 'It takes no parameters.' : `It has ${known.join(', ')}.`;
}

function error(code: string, at: DeclaredAt, message: string, hint: string): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    path: at.path,
    ...(at.range !== undefined && { range: at.range }),
    hint,
  };
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** An empty text would be no word in a sentence. */
function shorten(text: string): string {
  if (text.trim() === '') return quote(text);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
