import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';

/** A word of a command line. */
export type Word = string | Structure;

declare const structure: unique symbol;

/** A word that is put together when the task runs. */
export interface Structure {
  readonly [structure]?: never;
  readonly json: JsonValue;
}

/** What a command line may be made of: texts that are replaced when the task runs. */
export interface Placeholders<Inputs extends Types, Outputs extends Types> {
  readonly inputs: { readonly [Name in keyof Inputs]: InputPlaceholder<Inputs[Name]> };
  readonly outputs: { readonly [Name in keyof Outputs]: OutputPlaceholder<Outputs[Name]> };
  /** All inputs and outputs as JSON, as the executors of the Python SDK read them. */
  readonly executorInput: string;
  /** One word of several parts; those that are absent count as nothing. */
  concat(...parts: readonly Word[]): Structure;
  /** Words that are there only if an optional input was given, and others if not. */
  ifPresent(input: OptionalName<Inputs>, then: Word | readonly Word[], otherwise?: Word | readonly Word[]): Structure;
}

type InputPlaceholder<Type> =
  Type extends ArtifactType<string, infer List> ? (List extends true ? string : ArtifactPlaceholder) : string;
type OutputPlaceholder<Type> = Type extends ArtifactType ? ArtifactPlaceholder : { readonly path: string };
type OptionalName<Inputs> = {
  readonly [Name in keyof Inputs]: Inputs[Name] extends { readonly presence: 'required' } ? never : Name;
}[keyof Inputs];

/** An artifact on a command line. */
export interface ArtifactPlaceholder {
  /** The file or folder. */
  readonly path: string;
  readonly uri: string;
  /** All metadata as JSON. */
  readonly metadata: string;
}

/** The placeholders of a component's inputs and outputs. */
export function placeholdersFor<Inputs extends Types, Outputs extends Types>(
  inputs: Inputs,
  outputs: Outputs,
): Placeholders<Inputs, Outputs> {
  return {
    inputs: named(inputs, (name, type) => {
      if (!isArtifactType(type)) return `{{$.inputs.parameters['${name}']}}`;
      return type.isList ? `{{$.inputs.artifacts['${name}']}}` : artifact(`$.inputs.artifacts['${name}']`);
    }) as Placeholders<Inputs, Outputs>['inputs'],
    outputs: named(outputs, (name, type) =>
      isArtifactType(type)
        ? artifact(`$.outputs.artifacts['${name}']`)
        : { path: `{{$.outputs.parameters['${name}'].output_file}}` },
    ) as Placeholders<Inputs, Outputs>['outputs'],
    executorInput: '{{$}}',
    concat: (...parts) => ({ json: { Concat: parts.map(wordJson) } }),
    ifPresent: (input, then, otherwise) => ({
      json: {
        IfPresent: {
          InputName: String(input),
          Then: wordsJson(then),
          ...(otherwise !== undefined && { Else: wordsJson(otherwise) }),
        },
      },
    }),
  };
}

/** A word as the IR holds it: structures are JSON in a text. */
export function wordText(word: Word): string {
  return typeof word === 'string' ? word : JSON.stringify(word.json);
}

function wordJson(word: Word): JsonValue {
  return typeof word === 'string' ? word : word.json;
}

function wordsJson(words: Word | readonly Word[]): JsonValue {
  return Array.isArray(words) ? words.map(wordJson) : wordJson(words as Word);
}

function artifact(root: string): ArtifactPlaceholder {
  return { path: `{{${root}.path}}`, uri: `{{${root}.uri}}`, metadata: `{{${root}.metadata}}` };
}

function named(types: Types, make: (name: string, type: Types[string]) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, make(name, type)]));
}
