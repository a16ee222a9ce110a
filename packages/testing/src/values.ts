import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactType, InputArtifact, ParameterType, Types } from '@tiphys/sdk';

/** An artifact for a test: a file or a folder that is there already, such as what another component made, or a text to put into a file. */
export type GivenArtifact = GivenPath | GivenText;

/** A file or a folder that is there. */
export interface GivenPath {
  readonly path: string;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
}

/** What a file shall have in it. */
export interface GivenText {
  readonly text: string;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
}

/** The inputs of a component or a pipeline, from outside: what has a default or is optional may be left out. */
export type GivenInputs<Inputs extends Types> = {
  readonly [Name in keyof Inputs as IsRequired<Inputs[Name]> extends true ? Name : never]: GivenInput<Inputs[Name]>;
} & {
  readonly [Name in keyof Inputs as IsRequired<Inputs[Name]> extends true ? never : Name]?: GivenInput<Inputs[Name]>;
};

type IsRequired<Type> = Type extends { readonly presence: 'required' } ? true : false;

type GivenInput<Type> =
  Type extends ArtifactType<string, infer List>
    ? List extends true
      ? readonly GivenArtifact[]
      : GivenArtifact
    : ValueOf<Type>;

/** What a component or a pipeline made: the values of parameters, and artifacts as files or folders of this machine. */
export type MadeOutputs<Outputs extends Types> = { readonly [Name in keyof Outputs]: MadeOutput<Outputs[Name]> };

type MadeOutput<Type> =
  Type extends ArtifactType<infer Title, infer List>
    ? List extends true
      ? readonly InputArtifact<Title>[]
      : InputArtifact<Title>
    : ValueOf<Type>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of whatever kind
type ValueOf<Type> = Type extends ParameterType<any, infer Value> ? Value : never;
