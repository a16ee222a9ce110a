/*
 * What `@tiphys/sdk` is inside of a bundled function: types are what they are, components are remembered so that the one to
 * run can be found, and everything else does nothing, because nothing is built there.
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
export { boolean, double, finalStatus, integer, list, string, struct } from '../types/parameter-type.ts';

/** Remembers a component. */
export function component(declaration: RegisteredComponent): RegisteredComponent {
  register(declaration);
  return declaration;
}

const nothing: unknown = new Proxy(() => nothing, {
  get: (_target, property) => (typeof property === 'symbol' ? undefined : nothing),
  apply: () => nothing,
});

/** Makes nothing. */
export const pipeline = (): unknown => nothing;
/** Makes nothing. */
export const containerComponent = (): unknown => nothing;
/** Makes nothing. */
export const text = (): unknown => nothing;
