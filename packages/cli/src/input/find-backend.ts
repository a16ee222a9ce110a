import type { Backend, Plugin } from '@tiphys/compiler/plugin';
import { suggest, UsageError } from '@tiphys/diagnostics';
import type { CompileOptions } from '../command-context.ts';

/** A backend, and the plugin that brought it. */
export interface PluginBackend {
  readonly plugin: string;
  readonly backend: Backend;
}

/**
 * The backend that `--backend` names; undefined for our own, `argo`.
 *
 * @throws UsageError when no plugin has it, or when a flag is given that only Argo understands
 */
export function findBackend(options: CompileOptions, plugins: readonly Plugin[]): PluginBackend | undefined {
  const name = options.backend ?? 'argo';
  if (name === 'argo') return undefined;
  const known = plugins.flatMap((plugin) =>
    (plugin.backends ?? []).map((backend) => ({ plugin: plugin.name, backend })),
  );
  const found = known.find(({ backend }) => backend.name === name);
  if (found === undefined) {
    const names = ['argo', ...known.map(({ backend }) => backend.name)];
    const nearest = suggest(name, names);
    const hint = nearest === undefined ? `it is one of ${names.join(', ')}` : `did you mean ${nearest}?`;
    throw new UsageError(`--backend ${name} is not known\nhint: ${hint}`);
  }
  const { kind, argoVersion } = options;
  if (kind !== undefined || argoVersion !== undefined || options.emit === 'report') {
    throw new UsageError('--kind, --argo-version and --emit report go with the backend argo');
  }
  return found;
}
