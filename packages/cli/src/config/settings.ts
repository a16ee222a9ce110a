import type { EmitOptions } from '@tiphys/backend-argo';
import type { CompileOptions } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import type { TiphysConfig } from '@tiphys/config';
import type { CommandContext, ConfigFlags } from '../command-context.ts';
import { loadConfig } from './load-config.ts';

/** What the configuration says to each part of Tiphys; flags are laid over it by the commands that have them. */
export interface Settings {
  readonly plugins: readonly Plugin[];
  readonly compile: CompileOptions;
  readonly emit: EmitOptions;
}

/** Finds, loads and checks the configuration that goes with a pipeline, and says with `--verbose` which one it is. */
export async function readSettings(
  pipeline: string,
  flags: ConfigFlags,
  { io, program }: CommandContext,
): Promise<Settings> {
  const { config, file, folder } = await loadConfig(pipeline, flags.config, io);
  if (program.opts<{ verbose?: boolean }>().verbose === true) io.stderr.write(`configuration: ${file ?? 'none'}\n`);
  const plugins = await readPlugins(config, folder, flags.plugin ?? [], io.cwd);
  return { plugins, compile: { ...compileOptions(config), plugins }, emit: { ...emitOptions(config), plugins } };
}

async function readPlugins(
  config: TiphysConfig,
  folder: string,
  flags: readonly string[],
  cwd: string,
): Promise<readonly Plugin[]> {
  const configured = config.plugins ?? [];
  if (configured.length === 0 && flags.length === 0) return [];
  const { loadPlugins } = await import('./load-plugins.ts');
  return loadPlugins([
    ...configured.map((plugin, index) => ({
      plugin,
      folder,
      title: typeof plugin === 'string' ? plugin : `plugins[${index}] of the configuration`,
    })),
    ...flags.map((plugin) => ({ plugin, folder: cwd, title: plugin })),
  ]);
}

function compileOptions({ entrypoints, kubernetes }: TiphysConfig): CompileOptions {
  return {
    ...(entrypoints !== undefined && { entrypoints }),
    ...(kubernetes !== undefined && { pods: kubernetes }),
  };
}

function emitOptions({
  argoVersion,
  kind,
  schedule,
  pipelineRoot,
  launcherImage,
  launcherVolume,
  podSecurity,
  keepLogs,
  graceSeconds,
  store,
  cache,
}: TiphysConfig): EmitOptions {
  const { providers, ...place } = store ?? {};
  return {
    ...(argoVersion !== undefined && { argoVersion }),
    ...(kind !== undefined && { kind }),
    ...(schedule !== undefined && { schedule }),
    ...(pipelineRoot !== undefined && { pipelineRoot }),
    ...(launcherImage !== undefined && { launcherImage }),
    ...(launcherVolume !== undefined && { launcherVolume }),
    ...(podSecurity !== undefined && { podSecurity }),
    ...(keepLogs !== undefined && { keepLogs }),
    ...(graceSeconds !== undefined && { graceSeconds }),
    ...(store !== undefined && { store: place }),
    ...(providers !== undefined && { providers }),
    ...(cache !== undefined && { cache }),
  };
}
