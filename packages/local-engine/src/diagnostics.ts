import { argoReleases } from '@tiphys/argo-types';
import { suggest } from '@tiphys/diagnostics';
import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';

function error(code: string, path: DocumentPath, message: string, hint: string): Diagnostic {
  return { code, severity: 'error', path, message, hint };
}

/** A manifest that is no YAML, or no object. */
export function unreadableManifest(reason: string): Diagnostic {
  return error('RUN-001', [], `The manifest cannot be read: ${reason}`, 'Give a Workflow as YAML or JSON.');
}

/** An object of another kind. */
export function unknownKind(path: DocumentPath, kind: unknown): Diagnostic {
  return error(
    'RUN-002',
    path,
    kind === undefined ? 'The manifest has no kind' : `The manifest is of kind ${JSON.stringify(kind)}`,
    kind === undefined
      ? 'Give a Workflow as Argo takes it; a pipeline that the KFP SDK compiled is run without --from-manifest.'
      : 'Workflow, WorkflowTemplate, ClusterWorkflowTemplate and CronWorkflow can be run.',
  );
}

/** Something of Argo that the local engine does not do. */
export function unsupportedField(path: DocumentPath, hint?: string): Diagnostic {
  return error(
    'RUN-003',
    path,
    `"${String(path.at(-1))}" is not supported by the local engine`,
    hint ?? 'Submit the manifest to Argo, or take the field out to run it here.',
  );
}

/** A value of the wrong shape. `expected` is a noun phrase. */
export function wrongShape(path: DocumentPath, expected: string): Diagnostic {
  return error('RUN-004', path, `"${String(path.at(-1))}" must be ${expected}`, 'See the fields of the Argo API.');
}

/** A name that refers to nothing. `what` is a noun such as `template`. */
export function unknownName(path: DocumentPath, what: string, name: string, known: Iterable<string>): Diagnostic {
  const near = suggest(name, known);
  return error(
    'RUN-005',
    path,
    `There is no ${what} "${name}"`,
    near === undefined ? `Define the ${what}, or correct the name.` : `Did you mean "${near}"?`,
  );
}

/** Tasks that wait for each other. */
export function dependencyCycle(path: DocumentPath, tasks: readonly string[]): Diagnostic {
  return error('RUN-006', path, `Tasks wait for each other: ${tasks.join(' -> ')}`, 'Break the cycle.');
}

/** A parameter without a value. */
export function missingParameter(name: string): Diagnostic {
  return error(
    'RUN-007',
    ['spec', 'arguments', 'parameters', name],
    `The parameter "${name}" has no value`,
    `Give it one: -p ${name}=VALUE`,
  );
}

/** A parameter that the pipeline does not have. */
export function unknownParameter(name: string, known: readonly string[]): Diagnostic {
  const near = suggest(name, known);
  const list = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`;
  return error(
    'RUN-008',
    ['spec', 'arguments', 'parameters', name],
    `The pipeline has no parameter "${name}"`,
    near === undefined ? list : `Did you mean "${near}"?`,
  );
}

/** A parameter whose text is not of its type. `expected` is a noun phrase. */
export function badParameter(name: string, text: string, expected: string): Diagnostic {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return error(
    'RUN-009',
    ['spec', 'arguments', 'parameters', name],
    `The value ${JSON.stringify(shown)} of the parameter "${name}" is not ${expected}`,
    'Strings are given as they are, all other types as JSON.',
  );
}

/** A secret or ConfigMap that a task needs. */
export function missingClusterObject(path: DocumentPath, problem: string): Diagnostic {
  const hint = 'Mark the reference optional if the task can do without.';
  return error('RUN-010', path, problem.replace(/\.$/, ''), hint);
}

/** A container without a command. */
export function missingCommand(path: DocumentPath): Diagnostic {
  return error(
    'RUN-011',
    path,
    'The container has no command: what its image would run is only known to the registry',
    'Give the container a command.',
  );
}

/** Two things of one name. */
export function duplicateName(path: DocumentPath, what: string, name: string): Diagnostic {
  return error('RUN-012', path, `There are two ${what}s named "${name}"`, 'Rename one of them.');
}

/** A timeout that Argo refuses: of a template without a pod, without a unit, or no number of seconds. */
export function refusedTimeout(
  path: DocumentPath,
  why: { readonly on: string } | { readonly unitless: string } | { readonly count: unknown },
): Diagnostic {
  const [message, hint] = timeoutTexts(String(path.at(-1)), why);
  return error('RUN-013', path, message, hint);
}

function timeoutTexts(field: string, why: Parameters<typeof refusedTimeout>[1]): readonly [string, string] {
  if ('on' in why) {
    return [
      `A template of kind ${why.on} cannot have "${field}"`,
      'Give it to the templates that run pods, or activeDeadlineSeconds to the workflow.',
    ];
  }
  return 'unitless' in why
    ? [`The timeout "${why.unitless}" has no unit`, `Give it one: ${why.unitless}s.`]
    : [`${JSON.stringify(why.count)} is no number of seconds`, 'Give a whole number without a unit.'];
}

/** Fields that exclude each other. `what` is a sentence. */
export function refusedTogether(path: DocumentPath, what: string, hint: string): Diagnostic {
  return error('RUN-046', path, `${what}, which Argo refuses`, hint);
}

/** A file with nothing to run, or with several things. `candidates` are kinds and names. */
export function ambiguousManifest(candidates: readonly string[]): Diagnostic {
  const found =
    candidates.length === 0 ? 'its templates refer to each other in a circle' : `it has ${candidates.join(', ')}`;
  return error(
    'RUN-040',
    [],
    `The file does not say what to run: ${found}`,
    'Keep one Workflow in the file, and the WorkflowTemplates that it refers to.',
  );
}

/** A run to resume that is not there. `known` are the names of those that are. */
export function unknownRun(name: string, known: readonly string[]): Diagnostic {
  const near = suggest(name, known);
  return error(
    'RUN-041',
    [],
    `There is no run "${name}" that could be resumed`,
    near === undefined ? 'The directories in .tiphys/runs are the runs on this machine.' : `Did you mean "${near}"?`,
  );
}

/** A run to resume with the manifest of another pipeline: its tasks would be told as those of this run. */
export function otherPipeline(run: string, own: string, given: string): Diagnostic {
  return error(
    'RUN-043',
    [],
    `The run ${run} is one of the pipeline "${own}", and the file is the pipeline "${given}"`,
    'Give the file of that pipeline, or none, to go on with the run; leave --resume out to run this file.',
  );
}

/** A task of an earlier run that never started a command. `known` are the paths of those that did. */
export function unknownTask(run: string, path: string, known: readonly string[]): Diagnostic {
  const near = suggest(path, known);
  const few = known.slice(0, 5).join(', ');
  const list = known.length === 0 ? 'None did.' : `These did: ${few}${known.length > 5 ? ' and others' : ''}.`;
  return error(
    'RUN-042',
    [],
    `No task "${path}" started a command in the run ${run}`,
    near === undefined ? list : `Did you mean "${near}"?`,
  );
}

/** A version of Argo whose rules are not known. */
export function unknownArgoVersion(version: string): Diagnostic {
  return error(
    'RUN-044',
    [],
    `Argo ${JSON.stringify(version)} is not known here`,
    `Give one of ${argoReleases.join(', ')}, or a patch of one, such as 3.7.14.`,
  );
}

/** Containers that cannot be run. `reason` is what the program said. */
export function containersUnavailable(program: string, reason: string): Diagnostic {
  return error(
    'RUN-045',
    [],
    `Containers cannot be run by ${program}: ${reason.split('\n').at(-1) || 'it does not answer'}`,
    `Install or start ${program}, or run tasks as processes of this machine: --executor process.`,
  );
}
