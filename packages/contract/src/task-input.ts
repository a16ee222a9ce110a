import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Argument } from './argument.ts';
import type { ArtifactType } from './parameter-type.ts';

/**
 * What one task gives its leaf template: the JSON in the template's only input parameter, `in`, and in the environment
 * variable `TIPHYS_IN`. The compiler pastes wire values into it, so it is a wire value itself.
 */
export interface TaskInput {
  /** Input parameters by name. `null` is "not given". */
  readonly p?: Readonly<Record<string, JsonValue>>;
  /** Constants with placeholders: rendered against the other inputs of the same task, then used as the parameter. */
  readonly t?: Readonly<Record<string, Argument>>;
  /** Input artifacts by name, always lists. `null` is "not given". */
  readonly a?: Readonly<Record<string, readonly WireArtifact[] | null>>;
  /** Inputs that are absent when the task named here did not succeed. */
  readonly u?: Readonly<Record<string, string>>;
  /** What else the task depends on, by where it finds it: the volume claims that are mounted. Only where it is cached. */
  readonly k?: Readonly<Record<string, JsonValue>>;
  /** Values that `ComponentSpec.taskConfig` names. */
  readonly v?: Readonly<Record<string, JsonValue>>;
  /** Caching of this task: absent is off, `true` is on, a string is a custom key (kfp-semantics 5.9). */
  readonly c?: true | string | TaskCaching;
}

/** Caching with limits. Times are whole seconds. */
export interface TaskCaching {
  /** Custom key. */
  readonly key?: string;
  /** How long what this task gives may be used by others. */
  readonly ttl?: number;
  /** How old what this task takes may be. */
  readonly maxAge?: number;
}

/** An artifact as it travels from task to task. */
export interface WireArtifact extends Omit<ArtifactValue, 'type'> {
  /** In the short form of `packType`; what a user gave may have it whole. */
  readonly type?: ArtifactType | string;
}

/** An artifact as tasks and records have it. */
export interface ArtifactValue {
  readonly name: string;
  readonly uri: string;
  readonly type?: ArtifactType;
  readonly metadata?: JsonObject;
  /** `sha256:<hex>` of the content; absent when nobody has read it yet. */
  readonly digest?: string;
  /** What the store gave with the digest of a large file; it makes reading it cheaper. */
  readonly stamp?: string;
  /** Tells an artifact without a digest from others of the same URI; the cache goes by it, else by the versions of its objects. */
  readonly instance?: string;
}

/**
 * Value of a `TASK_FINAL_STATUS` parameter on the wire. Manifests give `state` in the SDK's words; the launcher takes Argo's
 * node phases for it too.
 */
export interface TaskStatusValue {
  readonly state: string;
  readonly pipelineTaskName: string;
}

/** Marks the objects that are spilled values, so that no object of a user's can be one. */
export const spilledBrand = Symbol.for('tiphys.spilled');

/**
 * A value that was too large to travel: an object with exactly this one key. Made by `createSpilled`, recognised by
 * `isSpilled`. A user's object with a key that starts with `tiphys:` cannot be mistaken for it, because the wire codec
 * escapes such keys.
 */
export interface SpilledValue extends JsonObject {
  readonly [spilledBrand]: true;
  readonly 'tiphys:ref': {
    readonly uri: string;
    readonly digest: string;
    /** Elements, when the value is a list: loops count without reading it. */
    readonly length?: number;
    /** Members to take, from the outside in; absent is the whole value. */
    readonly path?: readonly (string | number)[];
  };
}
