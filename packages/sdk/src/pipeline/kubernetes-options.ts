import type { Parameter } from '../values/value-types.ts';
import type { KubernetesSettings } from './kubernetes-settings.ts';

/** What a task asks of Kubernetes; parameters of the scope may stand where the run is to decide. */
export type KubernetesOptions<Scope = never> = KubernetesSettings<
  string | Parameter<'string', string, Scope>,
  Parameter<'struct', object, Scope>,
  Parameter<'list', readonly unknown[], Scope>
>;
