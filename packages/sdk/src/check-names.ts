import { unknownOption } from './diagnostics.ts';
import { fail } from './fail.ts';

/** The names that something may have; a `Record` of its type, so that the type checker says when one is missing. */
export type Names<T> = Readonly<Record<keyof T, true>>;

/**
 * Refuses a member that would be lost. Node runs pipelines without a look at their types, so that nobody else would say it.
 *
 * @param what as messages call it: `the task train`
 * @throws DiagnosticsError SDK-025
 */
export function checkNames(what: string, given: object, known: Readonly<Record<string, true>>): void {
  const name = Object.keys(given).find((one) => !Object.hasOwn(known, one));
  if (name !== undefined) fail(unknownOption({ what, name, known: Object.keys(known) }));
}
