import type { AnyComponent } from './components/any-component.ts';
import type { KubernetesSettings } from './pipeline/kubernetes-settings.ts';
import type { AnyType } from './types/type.ts';

/*
 * What a pipeline function has built, as plain data: groups with tasks in them, in the order of the calls. Names of groups
 * may still change while the function runs (an `else` puts a group around the `when` before it), so that whoever needs a
 * name asks the node for it at the end.
 */

/** A task: a component with its inputs. */
export interface TaskNode {
  readonly kind: 'task';
  readonly name: string;
  readonly parent: GroupNode;
  readonly component: AnyComponent;
  /** Values of this pipeline, and constants, in which there may be values too. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: TaskSettings;
  /** What must have ended before, without giving this task anything. */
  readonly after: Set<Node>;
  /** Set for the task of an exit handler: the group after which it runs. */
  readonly exitOf?: GroupNode;
}

/** Tasks that share a loop, a condition or an exit handler; `branches` are the conditions of which one comes true. */
export interface GroupNode {
  readonly kind: 'root' | 'loop' | 'condition' | 'branches' | 'exit-handler';
  name: string;
  displayName?: string;
  parent: GroupNode | undefined;
  readonly groups: GroupNode[];
  readonly tasks: TaskNode[];
  readonly loop?: LoopNode;
  readonly condition?: ConditionTree;
  /** What the group gives to others, by output name, which may hang on the names of groups. */
  readonly returns: Map<() => string, ReturnedValue>;
}

/** What a loop goes over. */
export interface LoopNode {
  readonly items: AnyValue | readonly unknown[];
  /** Number of the item, where the items are a constant. */
  readonly itemId?: number;
  /** How many at a time; absent for all. */
  readonly parallelism?: number;
}

/** An output of a group: one value of its inside, or one for each branch. */
export type ReturnedValue =
  | { readonly kind: 'collected'; readonly of: AnyValue }
  | { readonly kind: 'passed'; readonly of: AnyValue }
  | { readonly kind: 'oneOf'; readonly of: readonly AnyValue[] };

/** Whatever can stand in a DAG. */
export type Node = TaskNode | GroupNode;

/** A pipeline while it is built. */
export interface Graph {
  readonly name: string;
  readonly root: GroupNode;
  readonly taskNames: Set<string>;
  readonly exitTasks: TaskNode[];
  nextGroupId: number;
}

/** What a task may have beside its inputs: what `TaskOptions` says, without the types that only the type checker needs. */
export interface TaskSettings {
  readonly name?: string;
  readonly displayName?: string;
  readonly cache?: boolean | { readonly key: string };
  readonly retry?: RetryOptions;
  readonly resources?: ResourceSettings;
  readonly env?: Readonly<Record<string, string>>;
  readonly ignoreUpstreamFailure?: boolean;
  readonly kubernetes?: KubernetesSettings<string | AnyValue, AnyValue, AnyValue>;
}

/** When a failed task is tried again. */
export interface RetryOptions {
  /** Times to try again. */
  readonly limit: number;
  /** Seconds before the first new try; 0 when absent. */
  readonly backoffSeconds?: number;
  /** What the wait grows by; 2 when absent. */
  readonly backoffFactor?: number;
  /** The longest wait in seconds; 3600 when absent. */
  readonly backoffMaxSeconds?: number;
}

/** Kubernetes quantities, or values of the pipeline in their place. */
export interface ResourceSettings {
  readonly cpuRequest?: string | AnyValue;
  readonly cpuLimit?: string | AnyValue;
  readonly memoryRequest?: string | AnyValue;
  readonly memoryLimit?: string | AnyValue;
  readonly accelerator?: { readonly type: string | AnyValue; readonly count: number | string | AnyValue };
}

/** The operators of the IR's conditions. */
export type ComparisonOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** A condition as data. */
export type ConditionTree =
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: AnyValue;
      readonly right: AnyValue | string | number | boolean;
    }
  | { readonly kind: 'not'; readonly of: ConditionTree }
  | { readonly kind: 'and' | 'or'; readonly of: readonly ConditionTree[] };

/** Where a value comes from. */
export type Source =
  /** An input of the pipeline. */
  | { readonly kind: 'input'; readonly name: string }
  /** An output of a task or a group. */
  | { readonly kind: 'output'; readonly node: Node; readonly output: () => string }
  /** The item of a loop. */
  | { readonly kind: 'item'; readonly loop: GroupNode }
  /** A member of a struct. */
  | { readonly kind: 'field'; readonly of: AnyValue; readonly name: string }
  /** Text around other values. */
  | { readonly kind: 'text'; readonly parts: readonly (string | AnyValue)[] };

/** Marks values, whichever copy of this package made them. */
export const valueBrand: unique symbol = Symbol.for('tiphys.sdk.value') as never;

/** What a value is made of. */
export interface ValueData {
  readonly source: Source;
  /** Undefined where nobody said it, such as for the items of a list. */
  readonly type: AnyType | undefined;
  /** The group in which, and in whose groups, the value is there. */
  readonly scope: GroupNode;
}

/** A value as the builder of the IR sees it: the types for users are in `value-types.ts`. */
export interface AnyValue {
  readonly [valueBrand]: ValueData;
}

/** Whether something is a value that is known only in a run. */
export function isValue(candidate: unknown): candidate is AnyValue {
  return typeof candidate === 'object' && candidate !== null && valueBrand in candidate;
}

/** What a value is made of. */
export function dataOf(value: AnyValue): ValueData {
  return value[valueBrand];
}
