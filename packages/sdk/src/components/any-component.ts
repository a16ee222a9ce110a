import type { JsonObject } from '@tiphys/diagnostics';
import type { Types } from '../types/type.ts';

/** Marks components, whichever copy of this package made them. */
export const componentBrand: unique symbol = Symbol.for('tiphys.sdk.component') as never;

/** What runs when a task of the component runs. */
export type Implementation =
  /** A container, ready for the IR. */
  | {
      readonly kind: 'container';
      readonly executor: JsonObject;
      /** What it asks of platforms itself, by platform. */
      readonly platforms?: Readonly<Record<string, JsonObject>>;
    }
  /** A TypeScript function, which is bundled when the pipeline is compiled. */
  | { readonly kind: 'function'; readonly program: Program }
  /** A pipeline. */
  | { readonly kind: 'pipeline'; readonly build: (programs: Programs) => PipelineIr };

/** A function that becomes a program in a container. */
export interface Program {
  readonly name: string;
  /** The file that calls `component`, as a URL or a path. */
  readonly file: string | undefined;
  readonly image: string;
  readonly run: (inputs: never, artifacts: never) => unknown;
  readonly inputs: Types;
  readonly outputs: Types;
}

/** The bundled program of each function. */
export type Programs = ReadonlyMap<Program, readonly string[]>;

/** Both documents of a pipeline file, as they are written. */
export interface PipelineIr {
  readonly spec: JsonObject;
  /** Empty where no platform is asked for anything. */
  readonly platform: JsonObject;
}

/** What a task can be made of, as data. */
export interface ComponentData {
  readonly name: string;
  readonly description?: string;
  readonly inputs: Types;
  readonly outputs: Types;
  readonly implementation: Implementation;
  /** `taskConfigPassthroughs` of the IR. */
  readonly taskConfigPassthroughs?: readonly JsonObject[];
  /** The functions that it needs, its own or those of its tasks. */
  readonly programs: readonly Program[];
}

/** Whatever component. */
export interface AnyComponent {
  readonly [componentBrand]: ComponentData;
}

/** What a component is made of. */
export function dataOfComponent(component: AnyComponent): ComponentData {
  return component[componentBrand];
}
