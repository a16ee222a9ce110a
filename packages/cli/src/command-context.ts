import type { ExecutorKind } from '@tiphys/local-engine';
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
  readonly podSecurity?: 'restricted' | 'baseline';
  readonly cacheProbe?: 'never' | 'accelerators' | 'always';
  readonly emit: 'manifest' | 'ir' | 'plan' | 'report';
  readonly backend?: string;
  readonly watch?: boolean;
}

/** Options of `tiphys run`. */
export interface RunOptions extends ConfigFlags {
  /** `NAME=VALUE` texts. */
  readonly parameter?: readonly string[];
  readonly paramsFile?: string;
  /** Absent: that of the run to resume, else `.tiphys/store`. */
  readonly store?: string;
  readonly maxParallel?: number;
  readonly python?: string;
  readonly freshPython?: boolean;
  readonly secretsDir?: string;
  readonly configMapsDir?: string;
  /** FILE is an Argo manifest. */
  readonly fromManifest?: boolean;
  /** False for `--no-cache`. */
  readonly cache: boolean;
  /** What the manifests do anyway: they do not fail fast. */
  readonly keepGoing?: boolean;
  /** Name of the run to go on with. */
  readonly resume?: string;
  /** What runs tasks: `process`, `docker` or `podman`. Absent: as the run to resume, else `process`. */
  readonly executor?: ExecutorKind;
  /** The Argo to behave as. */
  readonly argoVersion?: string;
  /** Path of the only task to run. */
  readonly only?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Options of `tiphys rbac`. */
export interface RbacOptions extends ConfigFlags {
  readonly serviceAccount: string;
  readonly namespace: string;
}

/** Options of `tiphys types`. */
export interface TypesOptions {
  readonly output?: string;
}

/** Options of `tiphys lint`. */
export interface LintOptions extends ConfigFlags {
  readonly policy?: 'restricted' | 'baseline';
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** Options of commands that read the records of a store. */
export interface RecordOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Options of `tiphys runs`. */
export interface RunsOptions extends RecordOptions {
  readonly pipeline?: string;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string;
}

/** Options of `tiphys logs`. */
export interface LogsOptions extends RecordOptions {
  /** From 0; the last when absent. */
  readonly attempt?: number;
}

/** Options of `tiphys compare`. */
export interface CompareOptions extends RecordOptions {
  readonly all?: boolean;
}

/** Options of `tiphys explain`; with `cache` it reads records in place of a pipeline. */
export interface ExplainOptions extends ConfigFlags, RecordOptions {
  readonly cache?: boolean;
}

/** Options of `tiphys prune`; times in milliseconds. */
export interface PruneOptions {
  readonly olderThan?: number;
  readonly keep?: number;
  readonly pipeline?: string;
  readonly delete?: boolean;
  readonly json?: boolean;
}

/** Options of `tiphys store gc`; times in milliseconds. */
export interface StoreGcOptions extends RecordOptions {
  readonly olderThan?: number;
  readonly keep?: number;
  readonly pipeline?: string;
  readonly keepCache?: boolean;
  readonly grace: number;
  readonly delete?: boolean;
}
