import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Component } from '../components/component-types.ts';
import { callerFile } from '../components/caller-file.ts';
import { createComponent } from '../components/create-component.ts';
import { unusableComponent } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { isGivenBySystem } from '../types/parameter-type.ts';
import type { AnyType, Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import type { ComponentFile } from './component-file.ts';
import { readComponent, readComponentFile } from './component-file.ts';

/** Where a compiled component is, and what the type checker is to know of it. */
export interface ComponentSource<Inputs extends Types, Outputs extends Types> {
  /** A YAML or JSON file, seen from the module that calls; this or `text`. */
  readonly file?: string;
  /** Its content, in place of `file`. */
  readonly text?: string;
  /** The module that calls, as `import.meta.url`; found by itself where the stack tells it. */
  readonly from?: string;
  /** Its inputs: `tiphys types` writes them. */
  readonly inputs?: Inputs;
  /** Its outputs. */
  readonly outputs?: Outputs;
}

/**
 * A component or a pipeline that was compiled before, by the Python SDK or by this one.
 *
 *     const train = loadComponent({ file: './train.yaml', inputs: { epochs: integer }, outputs: { model: Model } });
 *
 * `tiphys types train.yaml -o train.ts` writes this call, with all inputs and outputs. They are compared with the file, so that an
 * old declaration is found.
 *
 * @throws DiagnosticsError when the file cannot be read, is wrong, or has other inputs or outputs
 */
export function loadComponent<const Inputs extends Types = Types, const Outputs extends Types = Types>(
  source: ComponentSource<Inputs, Outputs>,
): Component<Inputs, Outputs> {
  const { file, text, from = callerFile(), inputs, outputs } = source;
  const title = file ?? 'the component';
  const read: ComponentFile =
    text !== undefined ? readComponent(text, title) : readComponentFile(pathOf(file ?? '', from), title);
  return createComponent({
    ...read,
    inputs: compared(read.inputs, inputs, title, 'input') as Inputs,
    outputs: compared(read.outputs, outputs, title, 'output') as Outputs,
    programs: [],
  });
}

function pathOf(file: string, from: string | undefined): string {
  if (from === undefined) return resolve(file);
  return resolve(dirname(from.startsWith('file:') ? fileURLToPath(from) : from), file);
}

/** What the file says, with what only the declaration knows: the items of lists, the members of structs, their schemas. */
function compared(read: Types, declared: Types | undefined, file: string, what: 'input' | 'output'): Types {
  if (declared === undefined) return read;
  const names = [...new Set([...Object.keys(read), ...Object.keys(declared)])];
  const types = names.map((name) => {
    const [found, wanted] = [read[name], declared[name]];
    const difference = differenceOf(found, wanted, what);
    if (difference !== undefined) fail(unusableComponent({ file, problem: `the ${what} ${name} ${difference}` }));
    return [name, { ...wanted, ...found }] as const;
  });
  return Object.fromEntries(types) as Types;
}

function differenceOf(found: AnyType | undefined, wanted: AnyType | undefined, what: string): string | undefined {
  if (found === undefined) return 'is declared, and the file has none';
  if (wanted === undefined) return 'is not declared';
  if (describeType(found) !== describeType(wanted)) {
    return `is declared as ${describeType(wanted)}, and is ${describeType(found)}`;
  }
  // A default may have changed without a change for the type checker.
  const mustBeGiven = (type: AnyType): boolean => type.presence === 'required' && !isOfSystem(type);
  if (what === 'input' && mustBeGiven(found) !== mustBeGiven(wanted)) {
    return mustBeGiven(found)
      ? 'has to be given, and is declared as optional'
      : 'may be left out, and is declared as required';
  }
  return undefined;
}

function isOfSystem(type: AnyType): boolean {
  return !isArtifactType(type) && isGivenBySystem(type.kind);
}
