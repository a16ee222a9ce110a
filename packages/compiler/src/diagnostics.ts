import type { Diagnostic, DocumentPath, SourceRange } from '@tiphys/diagnostics';
import { suggest } from '@tiphys/diagnostics';

/** Where a fault is: a path into the IR, and its place in the file. */
export interface Place {
  readonly path: DocumentPath;
  readonly range?: SourceRange;
}

function error(code: string, place: Place, message: string, hint: string): Diagnostic {
  return { code, severity: 'error', message, hint, ...place };
}

function warning(code: string, place: Place, message: string, hint: string): Diagnostic {
  return { code, severity: 'warning', message, hint, ...place };
}

/** What the IR can say and this compiler does not lower yet. `feature` is a noun phrase. */
export function unsupported(place: Place, feature: string, hint: string): Diagnostic {
  return error('CMP-001', place, `${feature} is not supported yet`, hint);
}

/** A CEL condition that cannot be read or lowered. */
export function badCondition(place: Place, condition: string, reason: string): Diagnostic {
  return error(
    'CMP-002',
    place,
    `The condition ${JSON.stringify(condition)} cannot be compiled: ${reason}`,
    'Conditions compare parameters with literals or with each other, joined by and, or, not.',
  );
}

/** A condition that reads a parameter that the task is not given. */
export function unknownConditionInput(place: Place, name: string): Diagnostic {
  return error(
    'CMP-003',
    place,
    `The condition reads the parameter "${name}", which the task is not given`,
    'Add it to inputs.parameters of the task.',
  );
}

/** A selector other than `parseJson(string_value)["key"]`. */
export function badSelector(place: Place, selector: string, reason: string): Diagnostic {
  return error(
    'CMP-004',
    place,
    `The selector ${JSON.stringify(selector)} cannot be compiled: ${reason}`,
    'Only parseJson(string_value)["key"], repeated for nested keys, is understood.',
  );
}

/** A container without a command: only the image's registry knows what it would run. */
export function missingCommand(place: Place, executor: string, image: string): Diagnostic {
  return error(
    'CMP-005',
    place,
    `The container "${executor}" has no command, so what it runs is known only to its image`,
    `Say it in tiphys.config.ts: entrypoints: { ${JSON.stringify(image)}: { command: ["PROGRAM", "ARGUMENT"] } }`,
  );
}

/** A placeholder that nothing will replace. */
export function unknownPlaceholder(place: Place, text: string): Diagnostic {
  return warning(
    'CMP-006',
    place,
    `${text} is not a known placeholder and stays as it is`,
    'See the placeholders of the KFP SDK: inputs, outputs and the pipeline job.',
  );
}

/** An input without a default that is an output of a task which need not have succeeded; the SDK refuses to write it. */
export function outputOfUncertainTask(
  place: Place,
  { task, input, producer }: { readonly task: string; readonly input: string; readonly producer: string },
): Diagnostic {
  return warning(
    'CMP-007',
    place,
    `"${task}" runs even when "${producer}" failed, and fails then: its input "${input}" is an output of it and has no default`,
    `Give the input "${input}" of the component a default, or make it optional.`,
  );
}

/** A placeholder in an image or a resource that only a running pod could fill. */
export function podPlaceholder(place: Place): Diagnostic {
  return error(
    'CMP-010',
    place,
    'The image and the resources of a pod are needed before it starts, and this placeholder is only known inside of it',
    'Use text, input parameters, and the name or id of the run.',
  );
}

/** An image or a resource that is an input which the task has not. */
export function unknownContainerInput(
  place: Place,
  { task, input }: { readonly task: string; readonly input: string },
): Diagnostic {
  return error(
    'CMP-011',
    place,
    `The task "${task}" is not given the input "${input}", and its component does not declare it`,
    `Add "${input}" to inputs.parameters of the task.`,
  );
}

/** A factor between delays of retries that no controller can multiply by. */
export function roundedFactor(place: Place, wanted: number, factor: number): Diagnostic {
  return warning(
    'CMP-012',
    place,
    `The delay before a retry grows by ${String(wanted)} each time; Argo multiplies by whole numbers, so it grows by ${String(factor)}`,
    `Write ${String(factor)}, or choose another first delay.`,
  );
}

/** A kind of executor that only runs elsewhere. `where` is a sentence. */
export function runsElsewhere(place: Place, kind: string, where: string): Diagnostic {
  return error('CMP-013', place, `${kind} cannot run on Argo: ${where}`, 'Use a container component in its place.');
}

/** Something that changes nothing: KFP ignores it too, or what it is for happens anyway. */
export function ignored(place: Place, feature: string, why: string): Diagnostic {
  return warning('CMP-008', place, `${feature} has no effect: ${why}`, 'Remove it.');
}

/** A Kubernetes option that takes its value from where the task has nothing of that name. */
export function unknownPodValue(place: Place, task: string, what: string): Diagnostic {
  return error(
    'CMP-020',
    place,
    `The option takes its value from ${what}, which is not there where the task "${task}" stands`,
    'Use a parameter of the pipeline that holds the task, or an output parameter of a task beside it.',
  );
}

/** Two volumes at one path, which Kubernetes refuses. */
export function duplicateMount(place: Place, mountPath: string): Diagnostic {
  return error(
    'CMP-021',
    place,
    `Two volumes would be mounted at "${mountPath}"`,
    'Give each volume a mount path of its own.',
  );
}

/** A Secret, ConfigMap or claim without a name. */
export function emptyName(place: Place, field: string): Diagnostic {
  return error('CMP-022', place, `${field} names no object`, 'Give the name of an object in the namespace of the run.');
}

/** A Kubernetes value of the wrong kind. */
export function badPodOption(place: Place, option: string, expected: string): Diagnostic {
  return error('CMP-023', place, `${option} has to be ${expected}`, 'See docs/kubernetes.md for what it may hold.');
}

/** An affinity that only the run knows cannot be joined with others. */
export function mixedAffinity(place: Place): Diagnostic {
  return error(
    'CMP-024',
    place,
    'A node affinity that only the run knows stands beside other node affinities of the same task',
    'Put all terms into the one JSON value.',
  );
}

/** A mount of an init container without a volume. */
export function unknownVolume(place: Place, name: string, known: readonly string[]): Diagnostic {
  const hint = suggest(name, known);
  return error(
    'CMP-025',
    place,
    `The task has no volume "${name}"`,
    hint === undefined
      ? 'Mount a volume into the task first; the name of a volume that only the run knows cannot be used here.'
      : `Did you mean "${hint}"?`,
  );
}

/** Root, and yet not root. */
export function rootConflict(place: Place): Diagnostic {
  return error(
    'CMP-026',
    place,
    'runAsUser 0 is root, which runAsNonRoot forbids',
    'Choose another user, or set runAsNonRoot to false.',
  );
}

/** An init container or a sidecar that cannot have this name. */
export function badContainerName(
  place: Place,
  what: 'init container' | 'sidecar',
  name: string,
  reason: string,
): Diagnostic {
  return error('CMP-027', place, `The ${what} cannot be called "${name}": ${reason}`, 'Choose another name.');
}

/** A field of the platform `tiphys` that means nothing. */
export function unknownPodExtra(place: Place, field: string, known: readonly string[], elsewhere?: string): Diagnostic {
  const near = suggest(field, known);
  const few = known.length > 30 ? 'See the fields of Kubernetes 1.33.' : `Known here: ${known.join(', ')}.`;
  const hint = elsewhere ?? (near === undefined ? few : `Did you mean "${near}"?`);
  return error('CMP-040', place, `"${field}" is not known here`, hint);
}

/** A value of the platform `tiphys` that Kubernetes would not take. `problem` is a clause. */
export function badPodExtra(place: Place, problem: string): Diagnostic {
  return error('CMP-041', place, problem, 'The names and kinds are those of Kubernetes.');
}

/** A volume of a configured pod whose name the pod has for another one. */
export function takenVolume(place: Place, task: string, name: string): Diagnostic {
  return error(
    'CMP-042',
    place,
    `The pod of "${task}" would have two volumes "${name}"`,
    'Rename the one in the kubernetes section of the configuration, or in the platform tiphys.',
  );
}

/** A sidecar of which only the image's registry knows what it would run. */
export function sidecarWithoutCommand(place: Place, name: string, image: string): Diagnostic {
  return error(
    'CMP-043',
    place,
    `The sidecar "${name}" has no command, so what it runs is known only to its image`,
    `Give it one, or say it in tiphys.config.ts: entrypoints: { ${JSON.stringify(image)}: { command: ["PROGRAM"] } }`,
  );
}

/** A sidecar of a run on one machine. */
export function sidecarNotRun(place: Place, task: string, name: string): Diagnostic {
  return warning(
    'CMP-046',
    place,
    `The sidecar "${name}" of "${task}" does not run on this machine`,
    'If the task needs it, start it yourself before the run.',
  );
}

/** A variable that the launcher needs for itself. */
export function reservedVariable(place: Place, name: string): Diagnostic {
  return error('CMP-044', place, `The variable "${name}" belongs to the launcher`, 'Choose another name.');
}

/** A text of a configured pod in which Argo would replace something. */
export function argoTag(place: Place, text: string): Diagnostic {
  return error(
    'CMP-045',
    place,
    `Argo would take ${JSON.stringify(text)} for a template`,
    'Write it without {{; what a container has to know of its run it can read from its labels, by a fieldRef.',
  );
}

/** Which function of which plugin. */
export interface PluginPart {
  readonly plugin: string;
  readonly part: string;
  /** What it was to give. */
  readonly result: string;
}

/** A function of a plugin ended with an exception. */
export function pluginThrew({ plugin, part }: PluginPart, reason: string): Diagnostic {
  return error(
    'PLG-001',
    { path: [] },
    `The plugin "${plugin}" failed in its ${part}: ${reason}`,
    'Mend the plugin, or leave it out. What it is given is frozen: it returns something new.',
  );
}

/** What a plugin gave back cannot be used. */
export function pluginGaveNonsense({ plugin, part, result }: PluginPart, faults: readonly string[]): Diagnostic {
  const others = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  return error(
    'PLG-002',
    { path: [] },
    `The plugin "${plugin}" gave no valid ${result} in its ${part}: ${faults.slice(0, 3).join('; ')}${others}`,
    'Mend the plugin, or leave it out.',
  );
}

/** Two calls with the same input gave different results. */
export function pluginAnswersTwice({ plugin, part, result }: PluginPart): Diagnostic {
  return error(
    'PLG-003',
    { path: [] },
    `The plugin "${plugin}" gave another ${result} when its ${part} was called a second time`,
    'Use no clock, no randomness and no state between calls: the same pipeline must always compile to the same bytes.',
  );
}

/** What was to be a plugin is none. */
export function noPlugin(name: string, faults: readonly string[]): Diagnostic {
  return error(
    'PLG-004',
    { path: [] },
    `${name} is no plugin: ${faults.slice(0, 5).join('; ')}`,
    'Write it with definePlugin from @tiphys/compiler/plugin, whose types say what it may have.',
  );
}

/** Two plugins, or two backends, that cannot be told apart. `what` is `plugins` or `backends`. */
export function sameName(what: string, name: string): Diagnostic {
  return error('PLG-005', { path: [] }, `There are two ${what} named "${name}"`, 'Rename one, or leave it out.');
}
