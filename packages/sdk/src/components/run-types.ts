import type { ArtifactType } from '../types/artifact-type.ts';
import type { ParameterKind, ParameterType } from '../types/parameter-type.ts';
import type { Presence } from '../types/presence.ts';
import type { Types } from '../types/type.ts';
import type { InputArtifact, OutputArtifactOf } from './artifacts.ts';

/** What a function gets: the values of its parameters, and its artifacts as files. */
export type RunInputs<Inputs extends Types> = { readonly [Name in keyof Inputs]: RunInput<Inputs[Name]> };

type RunInput<Type> =
  Type extends ArtifactType<infer Title, infer List, infer P>
    ? (List extends true ? readonly InputArtifact<Title>[] : InputArtifact<Title>) | Missing<P>
    : Type extends ParameterType<ParameterKind, infer V, infer P>
      ? V | Missing<P>
      : never;

type Missing<P extends Presence> = P extends 'optional' ? undefined : never;

/** The artifacts that a function makes: it writes to their `path`. */
export type RunArtifacts<Outputs extends Types> = {
  readonly [
    Name in keyof Outputs as Outputs[Name] extends ArtifactType ? Name : never
  ]: Outputs[Name] extends ArtifactType<infer Title> ? OutputArtifactOf<Title> : never;
};

/** The parameters that a function returns. */
export type RunResult<Outputs extends Types> = {
  readonly [
    Name in keyof Outputs as Outputs[Name] extends ArtifactType ? never : Name
  ]: Outputs[Name] extends ParameterType<ParameterKind, infer V> ? V : never;
};
