import type { Command } from 'commander';
import type { CliIo } from './io.ts';

/** What every command is given beside its own options. */
export interface CommandContext {
  readonly io: CliIo;
  /** The whole command line, for completion. */
  readonly program: Command;
}

/** How every command that reads a pipeline finds its configuration. */
export interface ConfigFlags {
  /** A file; `false` for `--no-config`. */
  readonly config?: string | false;
  /** Modules; they come after the plugins of the configuration. */
  readonly plugin?: readonly string[];
}

/** Options of `tiphys compile`. */
export interface CompileOptions extends ConfigFlags {
  readonly output?: string;
  readonly schedule?: readonly string[];
  readonly timezone?: string;
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  readonly kind?: 'workflow' | 'workflow-template' | 'cluster-workflow-template' | 'cron-workflow';
  readonly argoVersion?: string;
  readonly pipelineRoot?: string;
  readonly launcherImage?: string;
  readonly emit: 'manifest' | 'plan' | 'report';
  readonly backend?: string;
}

/** Options of `tiphys run`. */
export interface RunOptions extends ConfigFlags {
  /** `NAME=VALUE` texts. */
  readonly parameter?: readonly string[];
  readonly paramsFile?: string;
  readonly store: string;
  readonly maxParallel?: number;
  readonly python?: string;
  /** FILE is an Argo manifest. */
  readonly fromManifest?: boolean;
  /** False for `--no-cache`. */
  readonly cache: boolean;
  /** What the manifests do anyway: they do not fail fast. */
  readonly keepGoing?: boolean;
  /** Name of the run to go on with. */
  readonly resume?: string;
  /** Path of the only task to run. */
  readonly only?: string;
  readonly json?: boolean;
}

/** Options of `tiphys lint`. */
export interface LintOptions extends ConfigFlags {
  readonly json?: boolean;
  readonly sarif?: boolean;
}
