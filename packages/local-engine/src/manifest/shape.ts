import type { DocumentPath, Report } from '@tiphys/diagnostics';
import { unsupportedField, wrongShape } from '../diagnostics.ts';

/** Checks one value of a manifest, and reports what is wrong with it. */
export type Check = (value: unknown, path: DocumentPath, report: Report) => void;

/** Whether a value is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that means nothing on this machine, such as a node selector. */
export const noEffect: Check = () => undefined;

/** A text. */
export const text: Check = (value, path, report) => {
  if (typeof value !== 'string') {
    report(wrongShape(path, 'a text'));
  }
};

/** A number, or a text with one. */
export const numberOrText: Check = (value, path, report) => {
  if (typeof value !== 'string' && typeof value !== 'number') {
    report(wrongShape(path, 'a number'));
  }
};

/** A whole number. */
export const whole: Check = (value, path, report) => {
  if (!Number.isInteger(value)) {
    report(wrongShape(path, 'a whole number'));
  }
};

/** A whole number of at least 1. */
export const positive: Check = (value, path, report) => {
  if (!Number.isInteger(value) || (value as number) < 1) {
    report(wrongShape(path, 'a whole number of at least 1'));
  }
};

/** `true` or `false`. */
export const flag: Check = (value, path, report) => {
  if (typeof value !== 'boolean') {
    report(wrongShape(path, 'true or false'));
  }
};

/** A list of values that pass `check`. */
export function listOf(check: Check): Check {
  return (value, path, report) => {
    if (!Array.isArray(value)) {
      report(wrongShape(path, 'a list'));
      return;
    }
    value.forEach((element, index) => check(element, [...path, index], report));
  };
}

/** A map with the fields of a table; any other field is refused by name. */
export function fields(table: Readonly<Record<string, Check>>, required: readonly string[] = [], hint?: string): Check {
  return (value, path, report) => {
    if (!isMap(value)) {
      report(wrongShape(path, 'a map'));
      return;
    }
    for (const name of required) {
      if (value[name] === undefined || value[name] === null) {
        report(wrongShape([...path, name], 'given'));
      }
    }
    for (const [name, member] of Object.entries(value)) {
      const check = Object.hasOwn(table, name) ? table[name] : undefined;
      if (member === null || member === undefined) {
        continue;
      }
      if (check === undefined) {
        report(unsupportedField([...path, name], hint));
      } else {
        check(member, [...path, name], report);
      }
    }
  };
}

/** A table of fields without effect. */
export function ignored(...names: readonly string[]): Readonly<Record<string, Check>> {
  return Object.fromEntries(names.map((name) => [name, noEffect]));
}
