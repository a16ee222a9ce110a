import type { DocumentPath, Report } from '@tiphys/diagnostics';
import type { Site } from '../diagnostics.ts';
import type { ComponentSpec, PipelineSpec, TaskSpec } from '../pipeline-spec.ts';
import type { PlatformSpec } from '../platform-spec.ts';

/** A component with its place. */
export interface ComponentView {
  /** Its key in `components`; absent for the root. */
  readonly name?: string;
  /** It, in words: `the pipeline`, `the component "train"`. */
  readonly label: string;
  readonly path: DocumentPath;
  readonly component: ComponentSpec;
}

/** A task with its place and its surroundings. */
export interface TaskView {
  readonly key: string;
  readonly path: DocumentPath;
  readonly task: TaskSpec;
  /** The component whose DAG it is in. */
  readonly scope: ComponentView;
  readonly siblings: Readonly<Record<string, TaskSpec>>;
  /** The component that it runs; absent if there is none of that name. */
  readonly component: ComponentSpec | undefined;
}

/** What a rule looks at, prepared once for all rules. */
export interface RuleContext {
  readonly spec: PipelineSpec;
  readonly platform?: PlatformSpec;
  readonly components: readonly ComponentView[];
  readonly tasks: readonly TaskView[];
  /** The place of a value, for a diagnostic. */
  readonly site: (path: DocumentPath) => Site;
  readonly report: Report;
}

/** Looks for one kind of fault, and reports all that it finds. Rules do not depend on each other. */
export type Rule = (context: RuleContext) => void;
