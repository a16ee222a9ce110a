import type { Types } from '../types/type.ts';
import type { AnyComponent } from './any-component.ts';

/** Something that tasks can be made of: a container, a function, an importer or a pipeline. */
export interface Component<out Inputs extends Types, out Outputs extends Types> extends AnyComponent {
  readonly name: string;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
}
