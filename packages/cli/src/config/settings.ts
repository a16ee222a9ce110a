import type { EmitOptions } from '@tiphys/backend-argo';
import type { CompileOptions } from '@tiphys/compiler';
import type { TiphysConfig } from '@tiphys/config';
import type { CommandContext, ConfigFlags } from '../command-context.ts';
import { loadConfig } from './load-config.ts';

/** What the configuration says to each part of Tiphys; flags are laid over it by the commands that have them. */
export interface Settings {
  readonly compile: CompileOptions;
  readonly emit: EmitOptions;
}

/** Finds, loads and checks the configuration that goes with a pipeline, and says with `--verbose` which one it is. */
export async function readSettings(
  pipeline: string,
  flags: ConfigFlags,
  { io, program }: CommandContext,
): Promise<Settings> {
  const { config, file } = await loadConfig(pipeline, flags.config, io);
  if (program.opts<{ verbose?: boolean }>().verbose === true) io.stderr.write(`configuration: ${file ?? 'none'}\n`);
  return { compile: compileOptions(config), emit: emitOptions(config) };
}

function compileOptions({ entrypoints }: TiphysConfig): CompileOptions {
  return { ...(entrypoints !== undefined && { entrypoints }) };
}

function emitOptions({ argoVersion, kind, schedule, pipelineRoot, launcherImage }: TiphysConfig): EmitOptions {
  return {
    ...(argoVersion !== undefined && { argoVersion }),
    ...(kind !== undefined && { kind }),
    ...(schedule !== undefined && { schedule }),
    ...(pipelineRoot !== undefined && { pipelineRoot }),
    ...(launcherImage !== undefined && { launcherImage }),
  };
}
