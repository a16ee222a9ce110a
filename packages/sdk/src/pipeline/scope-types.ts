/* eslint-disable @typescript-eslint/no-invalid-void-type -- the function of a group need not return anything */
import type { Component } from '../components/component-types.ts';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { Types } from '../types/type.ts';
import type { Condition } from '../values/condition.ts';
import type {
  Arguments,
  ArtifactValue,
  Collected,
  OneOf,
  Parameter,
  ParameterFor,
  Returned,
  ValuesOf,
} from '../values/value-types.ts';
import type { Handle, TaskOptions } from './task-options.ts';

/** A task of a pipeline. */
export interface Task<Outputs extends Types, in Scope> extends Handle<Scope> {
  readonly outputs: ValuesOf<Outputs, Scope>;
  /** The output of a component that has exactly one. */
  readonly output: OnlyOutput<Outputs, Scope>;
  /** Lets this task start only when others have ended, though they give it nothing. */
  after(...others: readonly Handle<Scope>[]): this;
}

type OnlyOutput<Outputs extends Types, Scope> =
  IsUnion<keyof Outputs> extends true ? SeveralOutputs : ValuesOf<Outputs, Scope>[keyof Outputs];

/** Fits nowhere, and says in messages why. */
interface SeveralOutputs {
  readonly 'there are several outputs: take one of outputs': never;
}
type IsUnion<T, All = T> = [T] extends [never] ? false : T extends All ? ([All] extends [T] ? false : true) : never;

/** A loop or a guarded part: what it gives, and something to wait for. */
export interface Group<out Outputs, in Scope> extends Handle<Scope> {
  readonly outputs: Outputs;
}

/** A condition, to which others may be added. */
export interface When<D, in out Scope> extends Handle<Scope> {
  /** Runs if the conditions before were false and this one is true. */
  elseIf(
    condition: Condition<Scope>,
    body: <Branch extends Scope>(branch: TaskScope<Branch>) => Returned<D, Branch> | void,
    options?: GroupOptions,
  ): When<D, Scope>;
  /** Runs if all conditions before were false. One of the branches runs, so what they return is there for others. */
  else(
    body: <Branch extends Scope>(branch: TaskScope<Branch>) => Returned<D, Branch> | void,
    options?: GroupOptions,
  ): Group<OneOf<D, Scope>, Scope>;
}

/** What a loop, a branch or a guarded part may have. */
export interface GroupOptions {
  /** What people read. */
  readonly displayName?: string;
}

/** What a loop may have. */
export interface LoopOptions extends GroupOptions {
  /** How many iterations may run at a time; all when absent. */
  readonly parallelism?: number;
}

/** Something to loop over: a list of the pipeline, or a constant one. */
export type Items<V, Scope> = Parameter<'list', readonly V[], Scope> | readonly V[];

/**
 * Where tasks are made: the pipeline, a branch or a loop. A value that is made in one can be used there and in what lies within,
 * and nowhere else; the type checker knows.
 */
export interface TaskScope<in out Scope> {
  /** Makes a task of a component. */
  task<Inputs extends Types, Outputs extends Types>(
    component: Component<Inputs, Outputs>,
    inputs: Arguments<Inputs, Scope>,
    options?: TaskOptions<Scope>,
  ): Task<Outputs, Scope>;

  /** Registers an artifact that is somewhere already. */
  importer<Title extends string>(
    type: ArtifactType<Title, false>,
    artifact: ImportedArtifact<Scope>,
    options?: TaskOptions<Scope>,
  ): Task<{ readonly artifact: ArtifactType<Title, false> }, Scope>;

  /** Runs the tasks of `body` only if a condition holds. */
  when<D>(
    condition: Condition<Scope>,
    body: <Branch extends Scope>(branch: TaskScope<Branch>) => Returned<D, Branch> | void,
    options?: GroupOptions,
  ): When<D, Scope>;

  /** Runs the tasks of `body` for each artifact of a list. */
  forEach<Title extends string, D>(
    items: ArtifactValue<Title, true, Scope>,
    body: <Loop extends Scope>(
      loop: TaskScope<Loop>,
      item: ArtifactValue<Title, false, Loop>,
    ) => Returned<D, Loop> | void,
    options?: LoopOptions,
  ): Group<Collected<D, Scope>, Scope>;
  /** Runs the tasks of `body` for each item of a list. What it returns comes out as lists, one item for each iteration. */
  forEach<V, D>(
    items: Items<V, Scope>,
    body: <Loop extends Scope>(loop: TaskScope<Loop>, item: ParameterFor<V, Loop>) => Returned<D, Loop> | void,
    options?: LoopOptions,
  ): Group<Collected<D, Scope>, Scope>;
}

/** What an importer registers. */
export interface ImportedArtifact<Scope> {
  readonly uri: string | Parameter<'string', string, Scope>;
  /** JSON, in which values of the pipeline may stand. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Makes a new artifact even if the same was imported before, so that nothing after it comes from the cache. */
  readonly reimport?: boolean;
  /** Copies it into the workspace of the run. */
  readonly downloadToWorkspace?: boolean;
}

/** The outermost scope of a pipeline. */
export interface PipelineScope<in out Scope> extends TaskScope<Scope> {
  /** Runs a task after those of `body` have ended, however they ended. */
  onExit<Inputs extends Types, Outputs extends Types>(
    component: Component<Inputs, Outputs>,
    inputs: Arguments<Inputs, Scope>,
    body: <Guarded extends Scope>(guarded: TaskScope<Guarded>) => void,
    options?: TaskOptions<Scope> & { readonly guarded?: GroupOptions },
  ): Group<object, Scope>;
}
