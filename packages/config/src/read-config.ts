import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';
import type { ShapeFault } from '@tiphys/argo-types';
import { suggest } from '@tiphys/diagnostics';
import type { z } from 'zod';
import type { TiphysConfig } from './config.ts';
import { configSchema } from './config-schema.ts';
import { noConfigExport, unknownKey, wrongValue } from './diagnostics.ts';
import { keysAt } from './keys-at.ts';
import type { ShapeIssue } from './sections/shaped.ts';

/** A valid configuration, or what is wrong with it. */
export interface ConfigResult {
  readonly config?: TiphysConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks what a configuration file gave: every fault at once, each with the file and the key.
 *
 * @param file its name as messages should show it
 */
export function readConfig(value: unknown, file: string): ConfigResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { diagnostics: [noConfigExport(file, nameOf(value))] };
  }
  const result = configSchema.safeParse(value, { reportInput: true });
  if (result.success) return { config: result.data, diagnostics: [] };
  return { diagnostics: result.error.issues.flatMap((issue) => describe(issue, file)) };
}

function describe(issue: z.core.$ZodIssue, file: string): readonly Diagnostic[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(configSchema, path);
      return issue.keys.map((key) => unknownKey(file, path, { key, known, ...nearestOf(key, known) }));
    }
    case 'invalid_value':
      return [wrongChoice(issue.input, issue.values.map(String), path, file)];
    case 'invalid_type': {
      const found = issue.input === undefined ? 'is missing' : `is ${nameOf(issue.input)}`;
      return [wrongValue(file, path, found, `It must be ${withArticle(issue.expected)}.`)];
    }
    case 'custom': {
      const fault = (issue.params as Partial<ShapeIssue> | undefined)?.fault;
      if (fault !== undefined) return [misshapen(fault, issue.input, path, file)];
      // What a schema of ours asks for beyond the type: its message says how a good value looks.
      return [wrongValue(file, path, `cannot be ${shown(issue.input)}`, issue.message)];
    }
    default:
      return [wrongValue(file, path, `cannot be ${shown(issue.input)}`, asSentence(issue.message))];
  }
}

function misshapen(fault: ShapeFault, input: unknown, path: DocumentPath, file: string): Diagnostic {
  switch (fault.kind) {
    case 'unknown-field': {
      const { field: key, known, elsewhere } = fault;
      const hint = elsewhere === undefined ? nearestOf(key, known) : { elsewhere };
      return unknownKey(file, path.slice(0, -1), { key, known, ...hint });
    }
    case 'missing-field':
      return wrongValue(file, path, 'is missing', 'It is needed here.');
    case 'wrong-kind':
      return wrongValue(file, path, `is ${nameOf(input)}`, `It must be ${fault.expected}.`);
    case 'wrong-form':
      return wrongValue(file, path, `cannot be ${shown(input)}`, `It must be ${fault.expected}.`);
    case 'not-one-of':
      return wrongChoice(input, fault.values, path, file);
  }
}

/** Messages of the schema library end without a full stop, ours with one. */
function asSentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

function wrongChoice(input: unknown, values: readonly string[], path: DocumentPath, file: string): Diagnostic {
  const { nearest } = nearestOf(String(input), values);
  const hint =
    nearest === undefined ? `It is one of ${values.join(', ')}.` : `Did you mean ${JSON.stringify(nearest)}?`;
  return wrongValue(file, path, `cannot be ${shown(input)}`, hint);
}

function nearestOf(word: string, known: readonly string[]): { readonly nearest?: string } {
  const nearest = suggest(word, known);
  return nearest === undefined ? {} : { nearest };
}

function shown(value: unknown): string {
  return typeof value === 'function' || value === undefined ? nameOf(value) : JSON.stringify(value);
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return withArticle(Array.isArray(value) ? 'list' : typeof value);
}

function withArticle(type: string): string {
  const word = type === 'array' ? 'list' : type;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
