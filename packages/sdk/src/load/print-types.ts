import type { AnyParameterType } from '../types/parameter-type.ts';
import { isGivenBySystem } from '../types/parameter-type.ts';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { AnyType, Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import * as artifactTypes from '../types/artifact-type.ts';
import { readComponent } from './component-file.ts';

/** What the module of a component is made of. */
export interface TypesOptions {
  /** What to call the file in messages. */
  readonly title: string;
  /** The file as the module sees it, such as `./train.yaml`. */
  readonly file: string;
}

/**
 * Writes the TypeScript module of a compiled component or pipeline: a call of `loadComponent` with its inputs and outputs. Same
 * text, same module.
 *
 * @throws DiagnosticsError with every fault in the text
 */
export function componentTypes(text: string | Uint8Array, { title, file }: TypesOptions): string {
  const { name, description, inputs, outputs } = readComponent(text, title);
  const imports = new Set(['loadComponent']);
  const use = (imported: string): string => {
    imports.add(imported);
    return imported;
  };
  const parts = [
    `  file: ${quoted(file)},\n`,
    membersText('inputs', inputs, 'input', use),
    membersText('outputs', outputs, 'output', use),
  ];
  const binding = bindingOf(name, imports);
  return [
    '// Written by `tiphys types`. Changes here are lost.\n',
    `${importText([...imports].sort(byName))}\n\n`,
    comment(description ?? `The component ${name}.`, ''),
    `export const ${binding} = loadComponent({\n${parts.join('')}});\n`,
  ].join('');
}

function importText(names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from '@tiphys/sdk';`;
  return line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '@tiphys/sdk';`;
}

type Use = (imported: string) => string;

function membersText(what: string, types: Types, direction: 'input' | 'output', use: Use): string {
  const entries = Object.entries(types);
  if (entries.length === 0) return `  ${what}: {},\n`;
  const lines = entries.map(([name, type]) => {
    const words = type.description === undefined ? '' : comment(type.description, '    ');
    return `${words}    ${keyOf(name)}: ${typeText(type, direction, use)},\n`;
  });
  return `  ${what}: {\n${lines.join('')}  },\n`;
}

function typeText(type: AnyType, direction: 'input' | 'output', use: Use): string {
  const base = isArtifactType(type) ? artifactText(type, use) : parameterText(type, use);
  if (direction === 'output' || type.presence === 'required') return base;
  if (isArtifactType(type) || type.presence === 'optional') return isOfSystem(type) ? base : `${base}.optional()`;
  return `${base}.default(${valueText(type.defaultValue)})`;
}

function parameterText(type: AnyParameterType, use: Use): string {
  const { literals = [] } = type;
  // Whole numbers have no `oneOf`: what is not among them is refused when the task is made.
  const texts = type.kind === 'string' && literals.length > 0 ? `.oneOf(${literals.map(valueText).join(', ')})` : '';
  return `${use(type.kind)}${texts}`;
}

const standard: ReadonlyMap<string, string> = new Map(
  Object.entries(artifactTypes).flatMap(([name, type]) => (typeof type === 'function' ? [] : [[type.title, name]])),
);

function artifactText({ title, version, isList }: ArtifactType, use: Use): string {
  const name = version === '0.0.1' ? standard.get(title) : undefined;
  const own = version === '0.0.1' ? quoted(title) : `${quoted(title)}, ${quoted(version)}`;
  return `${name === undefined ? `${use('artifactType')}(${own})` : use(name)}${isList ? '.list()' : ''}`;
}

function isOfSystem(type: AnyType): boolean {
  return !isArtifactType(type) && isGivenBySystem(type.kind);
}

/** `trainModel` for `train-model`; a word that is taken is made longer. */
function bindingOf(name: string, taken: ReadonlySet<string>): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word, index) => (index === 0 ? lower(word) : upper(word))).join('');
  const isFree = /^[A-Za-z]/.test(joined) && !taken.has(joined) && !reserved.has(joined);
  return isFree ? joined : `component${upper(joined)}`;
}

const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function if
  implements import in instanceof interface let new null package private protected public return static super switch this throw true
  try typeof var void while with yield arguments eval`.split(/\s+/),
);

function lower(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

function quoted(value: string): string {
  return value.includes("'") || /[\\\n\r\u2028\u2029]/.test(value) ? JSON.stringify(value) : `'${value}'`;
}

function comment(words: string, indent: string): string {
  const lines = words
    .replaceAll('*/', '*\\/')
    .trim()
    .split(/\s*\n\s*/);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function byName(one: string, other: string): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}
