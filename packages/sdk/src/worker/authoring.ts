/*
 * What of `@tiphys/sdk` means something inside of a bundled function: types are what they are, and components are remembered so
 * that the one to run can be found. Everything else is `nothing` there (authoring-module.ts).
 */
import type { RegisteredComponent } from './registry.ts';
import { register } from './registry.ts';

export {
  Artifact,
  artifactType,
  ClassificationMetrics,
  Dataset,
  HTML,
  Markdown,
  Metrics,
  Model,
  SlicedClassificationMetrics,
} from '../types/artifact-type.ts';
export { boolean, double, finalStatus, integer, list, string, struct, taskConfig } from '../types/parameter-type.ts';

/** Remembers a component. */
export function component(declaration: RegisteredComponent): RegisteredComponent {
  register(declaration);
  return declaration;
}
