import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';
import type { TaskInputParameter } from '@tiphys/ir';

import type { Place } from '../diagnostics.ts';
import { badPodOption, duplicateMount, emptyName } from '../diagnostics.ts';
import { hasForm, quantity } from './forms.ts';
import type { PodValue } from './pod-options.ts';
import type { PodValueReader } from './pod-value-reader.ts';
import { createPodValueReader } from './pod-value-reader.ts';

/** What the builders of the pod options of one executor share. */
export interface PodOptionsContext {
  /** Where the options are in the platform document. */
  readonly path: DocumentPath;
  readonly values: PodValueReader;
  place(path: DocumentPath): Place;
  report(diagnostic: Diagnostic): void;
  duplicateMount(mountPath: string, path: DocumentPath): void;
  /** Reports a text that is no amount; none at all is fine. */
  checkAmount(text: string | undefined, path: DocumentPath): void;
  /** The name of a Secret, ConfigMap or claim; nothing, and a diagnostic, when there is none. */
  named(
    field: string,
    index: number,
    parameter: TaskInputParameter | undefined,
    plain: string | undefined,
    path: DocumentPath,
  ): PodValue | undefined;
  /** What to call a volume for that object. */
  nameOf(object: PodValue): string;
}

/** Options at `path` of the platform document. */
export function createPodOptionsContext(
  path: DocumentPath,
  place: (path: DocumentPath) => Place,
  report: (diagnostic: Diagnostic) => void,
): PodOptionsContext {
  const values = createPodValueReader();
  return {
    path,
    values,
    place,
    report,
    duplicateMount: (mountPath, at) => report(duplicateMount(place(at), mountPath)),
    checkAmount(text, at) {
      if (!text || hasForm(text, quantity)) return;
      report(badPodOption(place(at), JSON.stringify(text), quantity.expected));
    },
    named(field, index, parameter, plain, at) {
      const value = values.either(`${field}-${String(index)}`, parameter, plain, at);
      const isName = value?.kind === 'dynamic' || (typeof value?.value === 'string' && value.value !== '');
      if (isName) return value;
      report(emptyName(place(at), field));
      return undefined;
    },
    nameOf: (object) =>
      object.kind === 'dynamic' ? object.name : typeof object.value === 'string' ? object.value : '',
  };
}
