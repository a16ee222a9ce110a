import type { Argument } from '@tiphys/contract';
import { readPlaceholder } from './placeholder.ts';

/** Takes each `{{$...}}` text that is no placeholder and stays as it is. */
export type ReportUnknown = (placeholder: string) => void;

/** From the innermost `{{$`, so that a stray one does not hide what follows. */
const anyPlaceholder = /\{\{\$((?:(?!\{\{\$).)*?)\}\}/gs;

/**
 * Parses one element of a command line, a constant or an environment value. Placeholders count wherever they stand in the
 * text, which KFP does for some only (kfp-semantics 2.2). An element that as a whole is the JSON of `IfPresent` or `Concat`
 * (2.4) gives that tree. What looks like a placeholder and is none stays literal and is reported.
 */
export function parsePlaceholders(text: string, reportUnknown?: ReportUnknown): Argument {
  return parseStructure(text, reportUnknown) ?? parseText(text, reportUnknown);
}

function parseText(text: string, reportUnknown: ReportUnknown | undefined): Argument {
  const parts: Argument[] = [];
  let literal = '';
  let end = 0;
  for (const match of text.matchAll(anyPlaceholder)) {
    const [whole, path = ''] = match;
    const placeholder = readPlaceholder(path);
    if (placeholder === undefined) {
      // `{{$x}}` is some other template language.
      if (path.startsWith('.')) {
        reportUnknown?.(whole);
      }
      continue;
    }
    literal += text.slice(end, match.index);
    if (literal !== '') {
      parts.push(literal);
      literal = '';
    }
    parts.push(placeholder);
    end = match.index + whole.length;
  }
  literal += text.slice(end);
  if (literal !== '') {
    parts.push(literal);
  }
  const [only, second] = parts;
  return second === undefined ? (only ?? '') : { concat: parts };
}

/** The tree of a text that is the JSON of a structure placeholder, whole; undefined for every other text. */
function parseStructure(text: string, reportUnknown: ReportUnknown | undefined): Argument | undefined {
  if (!/^\s*\{\s*"(?:IfPresent|Concat)"/.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isStructure(value) ? readStructure(value, reportUnknown) : undefined;
  } catch {
    return undefined;
  }
}

type Structure = string | { readonly Concat: readonly Structure[] } | { readonly IfPresent: Branches };

interface Branches {
  readonly InputName: string;
  readonly Then: Structure | readonly Structure[];
  readonly Else?: Structure | readonly Structure[];
}

function isStructure(value: unknown): value is Structure {
  if (typeof value === 'string') {
    return true;
  }
  if (!isRecord(value) || Object.keys(value).length !== 1) {
    return false;
  }
  if ('Concat' in value) {
    return Array.isArray(value['Concat']) && value['Concat'].every(isStructure);
  }
  const branches = value['IfPresent'];
  return (
    isRecord(branches) &&
    typeof branches['InputName'] === 'string' &&
    isBranch(branches['Then']) &&
    (branches['Else'] === undefined || isBranch(branches['Else']))
  );
}

function isBranch(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isStructure) : isStructure(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readStructure(value: Structure, reportUnknown: ReportUnknown | undefined): Argument {
  if (typeof value === 'string') {
    return parseText(value, reportUnknown);
  }
  if ('Concat' in value) {
    return { concat: value.Concat.map((item) => readStructure(item, reportUnknown)) };
  }
  const { InputName, Then, Else } = value.IfPresent;
  const branch = (of: Structure | readonly Structure[]): readonly Argument[] =>
    (Array.isArray(of) ? (of as readonly Structure[]) : [of as Structure]).map((item) =>
      readStructure(item, reportUnknown),
    );
  const ifPresent = { ifPresent: InputName, then: branch(Then) };
  return Else === undefined ? ifPresent : { ...ifPresent, else: branch(Else) };
}
