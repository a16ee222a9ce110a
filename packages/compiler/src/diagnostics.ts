import type { Diagnostic, DocumentPath, SourceRange } from '@tiphys/diagnostics';

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

/** An output that is read by a task that runs whatever became of its producer. */
export function outputOfUncertainTask(place: Place, task: string, producer: string): Diagnostic {
  return error(
    'CMP-007',
    place,
    `"${task}" runs even when "${producer}" failed, and reads an output of it that may not exist then`,
    'Pass the value through a task that only runs after success, or let the exit task read PipelineTaskFinalStatus.',
  );
}

/** Something KFP accepts and ignores, as do we. */
export function ignored(place: Place, feature: string, why: string): Diagnostic {
  return warning('CMP-008', place, `${feature} has no effect: ${why}`, 'Remove it.');
}
