import type { JsonValue } from '@tiphys/diagnostics';
import type { Presence } from './presence.ts';
import { identifier } from './presence.ts';
import type { StandardSchema } from './standard-schema.ts';
import { isStandardSchema } from './standard-schema.ts';

/**
 * The parameter types of KFP. Two are filled in by the system: `finalStatus` with how the tasks before ended, `taskConfig` with what
 * the pipeline says of the task's pod.
 */
export type ParameterKind =
  'string' | 'integer' | 'double' | 'boolean' | 'list' | 'struct' | 'finalStatus' | 'taskConfig';

declare const valueOf: unique symbol;

/** What TypeScript sees as the value of a parameter. */
export type ValueOf<Type extends AnyParameterType> = Type[typeof valueOf];

/** What a parameter is: its kind, and as what TypeScript sees its value. */
export interface ParameterType<
  Kind extends ParameterKind = ParameterKind,
  Value = unknown,
  P extends Presence = Presence,
> {
  readonly [identifier]: 'parameter';
  readonly kind: Kind;
  readonly presence: P;
  readonly defaultValue?: JsonValue;
  readonly description?: string;
  readonly literals?: readonly JsonValue[];
  readonly schema?: StandardSchema;
  /** The type of the items of a list, where it was said. */
  readonly items?: AnyParameterType;
  /** The types of the members of a struct, where they were said. */
  readonly fields?: Readonly<Record<string, AnyParameterType>>;
  /** An input that has this value when a task leaves it out. */
  default(value: Value): ParameterType<Kind, Value, 'default'>;
  /** An input that a task may leave out; it is undefined then. */
  optional(): ParameterType<Kind, Value, 'optional'>;
  /** The same with words for whoever uses the component. */
  describe(text: string): ParameterType<Kind, Value, P>;
  /** For the type checker alone. */
  readonly [valueOf]: Value;
}

/** Whatever parameter type. Its methods take different values, so no type argument would do. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyParameterType = ParameterType<ParameterKind, any>;

/** A string, which may be narrowed to a few texts. */
export interface StringType<P extends Presence = 'required'> extends ParameterType<'string', string, P> {
  /** One of these texts; anything else is refused before a task runs. */
  oneOf<const Text extends string>(...texts: readonly Text[]): ParameterType<'string', Text, 'required'>;
}

/** A list of anything that JSON can say. */
export interface ListType extends ParameterType<'list', readonly JsonValue[], 'required'> {
  /** A list of such items, or of what a schema (zod and others) lets pass. */
  of<Value>(item: ParameterType<ParameterKind, Value>): ParameterType<'list', readonly Value[], 'required'>;
  of<Value extends readonly unknown[]>(schema: StandardSchema<Value>): ParameterType<'list', Value, 'required'>;
}

/** A JSON object. */
export interface StructType extends ParameterType<'struct', Readonly<Record<string, JsonValue>>, 'required'> {
  /** A struct with these members, or what a schema (zod and others) lets pass. */
  of<Value extends object>(schema: StandardSchema<Value>): ParameterType<'struct', Value, 'required'>;
  of<const Fields extends Readonly<Record<string, AnyParameterType>>>(
    fields: Fields,
  ): ParameterType<'struct', { readonly [Name in keyof Fields]: ValueOf<Fields[Name]> }, 'required'>;
}

/** How the tasks before an exit task ended. */
export interface FinalStatus {
  readonly state: string;
  readonly pipelineJobResourceName: string;
  readonly pipelineTaskName: string;
  readonly error?: { readonly code?: number; readonly message?: string };
}

/** What the pipeline says of the task's pod, in the words of Kubernetes; null where nothing is said, or it was not asked for. */
export interface TaskConfig {
  readonly affinity: Readonly<Record<string, JsonValue>> | null;
  readonly tolerations: readonly Readonly<Record<string, JsonValue>>[] | null;
  readonly nodeSelector: Readonly<Record<string, string>> | null;
  readonly env: readonly Readonly<Record<string, JsonValue>>[] | null;
  readonly volumes: readonly Readonly<Record<string, JsonValue>>[] | null;
  readonly volumeMounts: readonly Readonly<Record<string, JsonValue>>[] | null;
  readonly resources: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

type Data = Pick<
  AnyParameterType,
  'kind' | 'presence' | 'defaultValue' | 'description' | 'literals' | 'schema' | 'items' | 'fields'
>;

function create(data: Data): AnyParameterType {
  // The type checker's member is never there.
  return Object.freeze({
    ...data,
    [identifier]: 'parameter' as const,
    default: (defaultValue: JsonValue) => create({ ...data, presence: 'default', defaultValue }),
    optional: () => create({ ...data, presence: 'optional' }),
    describe: (description: string) => create({ ...data, description }),
    ...(data.kind === 'string' && {
      oneOf: (...literals: readonly string[]) => create({ ...data, literals }),
    }),
    ...(data.kind === 'list' && {
      of: (item: AnyParameterType | StandardSchema) =>
        create({ ...data, ...(isStandardSchema(item) ? { schema: item } : { items: item }) }),
    }),
    ...(data.kind === 'struct' && {
      of: (fields: Readonly<Record<string, AnyParameterType>> | StandardSchema) =>
        create({ ...data, ...(isStandardSchema(fields) ? { schema: fields } : { fields }) }),
    }),
  }) as unknown as AnyParameterType;
}

/** Text. */
export const string = create({ kind: 'string', presence: 'required' }) as unknown as StringType;
/** A whole number. */
export const integer = create({ kind: 'integer', presence: 'required' }) as ParameterType<
  'integer',
  number,
  'required'
>;
/** Any number. */
export const double = create({ kind: 'double', presence: 'required' }) as ParameterType<'double', number, 'required'>;
/** True or false. */
export const boolean = create({ kind: 'boolean', presence: 'required' }) as ParameterType<
  'boolean',
  boolean,
  'required'
>;
/** A JSON list. */
export const list = create({ kind: 'list', presence: 'required' }) as unknown as ListType;
/** A JSON object. */
export const struct = create({ kind: 'struct', presence: 'required' }) as unknown as StructType;
/** The status of the tasks before: for exit tasks, and tasks that ignore failures. Never given by hand. */
export const finalStatus = create({ kind: 'finalStatus', presence: 'optional' }) as ParameterType<
  'finalStatus',
  FinalStatus,
  'optional'
>;
/**
 * What the pipeline says of the task's pod: for a component that starts something of its own on Kubernetes, as
 * `taskConfigPassthroughs` says. Never given by hand.
 */
export const taskConfig = create({ kind: 'taskConfig', presence: 'optional' }) as ParameterType<
  'taskConfig',
  TaskConfig,
  'optional'
>;

/** Whether the system gives a value of this kind, and no task can. */
export function isGivenBySystem(kind: ParameterKind): boolean {
  return kind === 'finalStatus' || kind === 'taskConfig';
}
