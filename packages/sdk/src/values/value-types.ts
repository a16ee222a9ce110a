import type { AnyValue } from '../model.ts';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { AnyParameterType, ParameterKind, ParameterType } from '../types/parameter-type.ts';
import type { Presence } from '../types/presence.ts';
import type { Types } from '../types/type.ts';
import type { Condition } from './condition.ts';

declare const described: unique symbol;
declare const visibleIn: unique symbol;

/** Kind and value of a parameter. `number` is what JavaScript knows of the items of `[1, 2]`. */
export interface ParameterOf<Kind = ParameterKind | 'number', Value = unknown> {
  readonly parameter: Kind;
  readonly value: Value;
}

/** Title of an artifact, and whether it is a list. */
export interface ArtifactOf<Title = string, List = boolean> {
  readonly artifact: Title;
  readonly list: List;
}

/**
 * Something that is known only while the pipeline runs. `Scope` says where it may be used: in the pipeline, the branch or the
 * loop that it comes from, and in what lies within.
 */
export interface Value<out D, in Scope> extends AnyValue {
  readonly [described]: D;
  readonly [visibleIn]: (scope: Scope) => void;
}

/** A parameter that is known only while the pipeline runs. */
export interface Parameter<out Kind, out V, in Scope> extends Value<ParameterOf<Kind, V>, Scope> {
  eq<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  ne<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  gt<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  ge<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  lt<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  le<S extends Scope>(other: Comparable<V, S>): Condition<S>;
  /** A member of a struct. */
  field<Name extends keyof V & string>(name: Name): ParameterFor<V[Name], Scope>;
  /** The same value under another type: a promise of yours, which nothing checks. */
  as<Kind2 extends ParameterKind, V2>(type: ParameterType<Kind2, V2>): Parameter<Kind2, V2, Scope>;
}

/** An artifact, or a list of them, that is there only while the pipeline runs. */
export interface ArtifactValue<out Title, out List, in Scope> extends Value<ArtifactOf<Title, List>, Scope> {
  /** The same artifact under another type: a promise of yours, which nothing checks. */
  as<Title2 extends string>(type: ArtifactType<Title2, false>): ArtifactValue<Title2, List, Scope>;
}

// Comparisons take what can be compared; anything else is refused where the method is called.
type Comparable<V, Scope> = V extends string | number | boolean
  ? Widen<V> | Parameter<ParameterKind | 'number', Widen<V>, Scope>
  : never;

type Widen<V> = V extends string ? string : V extends number ? number : boolean;

/** A parameter whose kind follows from its TypeScript type. */
export type ParameterFor<V, Scope> = JsonValue extends V
  ? // Nothing is known: it fits everywhere, as in the Python SDK.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    Parameter<any, any, Scope>
  : Parameter<KindOf<V>, V, Scope>;

type KindOf<V> = [V] extends [string]
  ? 'string'
  : [V] extends [number]
    ? 'number'
    : [V] extends [boolean]
      ? 'boolean'
      : [V] extends [readonly unknown[]]
        ? 'list'
        : 'struct';

/** The description of what a type declares. */
export type DescriptionOf<Type> =
  Type extends ArtifactType<infer Title, infer List>
    ? ArtifactOf<Title, List>
    : Type extends ParameterType<infer Kind, infer V>
      ? ParameterOf<Kind, V>
      : never;

/** The value of a description. */
export type Described<D, Scope> =
  D extends ParameterOf<infer Kind, infer V>
    ? Parameter<Kind, V, Scope>
    : D extends ArtifactOf<infer Title, infer List>
      ? ArtifactValue<Title, List, Scope>
      : never;

/** The values of declared inputs or outputs. */
export type ValuesOf<T, Scope> = { readonly [Name in keyof T]: Described<DescriptionOf<T[Name]>, Scope> };

/** What may be given for an input: a value of a fitting type or, for parameters, a constant. */
export type Argument<Type, Scope> =
  Type extends ArtifactType<infer Title, infer List>
    ? ArtifactValue<FittingTitle<Title>, List, Scope>
    : Type extends ParameterType<infer Kind, infer V>
      ? Constant<V, Scope> | Parameter<FittingKind<Kind>, V, Scope>
      : never;

/** The outputs of a pipeline: values of fitting types. */
export type Results<T, Scope> = {
  readonly [Name in keyof T]: T[Name] extends ArtifactType<infer Title, infer List>
    ? ArtifactValue<FittingTitle<Title>, List, Scope>
    : T[Name] extends ParameterType<infer Kind, infer V>
      ? Parameter<FittingKind<Kind>, V, Scope>
      : never;
};

/** Constants may have values in them, at any depth. */
type Constant<V, Scope> = V extends string | number | boolean | null
  ? V
  : V extends readonly (infer Item)[]
    ? readonly (Constant<Item, Scope> | Inner<Item, Scope>)[]
    : { readonly [Name in keyof V]: Constant<V[Name], Scope> | Inner<V[Name], Scope> };

/** A value within a constant: for a number any kind of number. */
type Inner<V, Scope> = [V] extends [number]
  ? Parameter<'number' | 'integer' | 'double', number, Scope>
  : ParameterFor<V, Scope>;

type FittingKind<Kind> = Kind extends 'integer'
  ? 'integer' | 'number'
  : Kind extends 'double'
    ? 'double' | 'integer' | 'number'
    : Kind;

/** `system.Artifact` fits everything, and takes everything. */
type FittingTitle<Title> = Title extends 'system.Artifact' ? string : Title | 'system.Artifact';

/** The inputs that a task of a component takes. */
export type Arguments<T extends Types, Scope> = {
  readonly [Name in keyof T as IsRequired<T[Name]> extends true ? Name : never]: Argument<T[Name], Scope>;
} & {
  readonly [Name in keyof T as IsRequired<T[Name]> extends true ? never : Givable<T[Name], Name>]?:
    Argument<T[Name], Scope> | undefined;
};

type IsRequired<Type> = Type extends { readonly presence: infer P extends Presence }
  ? P extends 'required'
    ? true
    : false
  : never;

type Givable<Type, Name> = Type extends AnyParameterType
  ? Type['kind'] extends 'finalStatus' | 'taskConfig'
    ? never
    : Name
  : Name;

/** Values by name, from whose types the names and types of the others follow. */
export type Returned<D, Scope> = { readonly [Name in keyof D]: Value<D[Name], Scope> };

/** What a group of branches gives: the value of the branch that ran. */
export type OneOf<D, Scope> = { readonly [Name in keyof D]: Described<D[Name], Scope> };

/** What a loop gives: the values of all iterations, in a list. */
export type Collected<D, Scope> = {
  readonly [Name in keyof D]: D[Name] extends ParameterOf<unknown, infer V>
    ? Parameter<'list', readonly V[], Scope>
    : D[Name] extends ArtifactOf<infer Title>
      ? ArtifactValue<Title, true, Scope>
      : never;
};
