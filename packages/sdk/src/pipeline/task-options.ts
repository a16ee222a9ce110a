import type { AnyValue, GroupNode, RetryOptions, TaskNode, TaskSettings } from '../model.ts';
import { valuesWithin } from '../values/values-within.ts';
import type { Parameter } from '../values/value-types.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';

/** What a task may have beside its inputs. */
export interface TaskOptions<Scope = never> {
  /** The name of the task, where the component's is not enough. */
  readonly name?: string;
  /** What people read; the name when absent. */
  readonly displayName?: string;
  /** Tasks and groups that must have ended before. */
  readonly after?: readonly Handle<Scope>[];
  /** `false` runs the task even if the same was run before; a `key` decides alone what the same is. */
  readonly cache?: boolean | { readonly key: string };
  readonly retry?: RetryOptions;
  readonly resources?: ResourceOptions<Scope>;
  /** Environment variables of the container. */
  readonly env?: Readonly<Record<string, string>>;
  /** Start when the tasks before have ended, however they ended. */
  readonly ignoreUpstreamFailure?: boolean;
  /** Secrets, volumes, nodes and whatever else only Kubernetes knows. */
  readonly kubernetes?: KubernetesOptions<Scope>;
}

/** Kubernetes quantities, such as `500m` and `2Gi`; values of the pipeline may stand in their place. */
export interface ResourceOptions<Scope = never> {
  readonly cpuRequest?: Quantity<Scope>;
  readonly cpuLimit?: Quantity<Scope>;
  readonly memoryRequest?: Quantity<Scope>;
  readonly memoryLimit?: Quantity<Scope>;
  /** A resource such as `nvidia.com/gpu`, and how many. */
  readonly accelerator?: { readonly type: Quantity<Scope>; readonly count: number | Quantity<Scope> };
}

type Quantity<Scope> = string | Parameter<'string', string, Scope>;

declare const standsIn: unique symbol;

/** Marks tasks and groups, whichever copy of this package made them. */
export const handleBrand: unique symbol = Symbol.for('tiphys.sdk.handle') as never;

/** Something that another task can wait for. */
export interface Handle<in Scope> {
  readonly [standsIn]: (scope: Scope) => void;
  readonly [handleBrand]: TaskNode | GroupNode;
}

/** The node behind a handle. */
export function nodeOf(handle: { readonly [handleBrand]: TaskNode | GroupNode }): TaskNode | GroupNode {
  return handle[handleBrand];
}

/** Values that the options of a task refer to. */
export function valuesOfOptions({ resources = {}, kubernetes = {} }: TaskSettings): readonly AnyValue[] {
  return [resources, kubernetes].flatMap(valuesWithin);
}
