import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Argument } from './argument.ts';
import type { ArtifactType, ParameterType } from './parameter-type.ts';
import type { TaskConfigSpec } from './task-config.ts';

/** The version of everything in this package; a launcher refuses a manifest of another one. */
export const contractVersion = 2;

/**
 * What a leaf template always does, whichever task uses it: compiled once per template, carried in the environment
 * variable `TIPHYS_SPEC` in the short form of `packSpec`, read by the launcher.
 */
export interface ComponentSpec {
  /** IR component name. */
  readonly component: string;
  /** The image; rendered it is part of the cache key. */
  readonly image: Argument;
  readonly command: readonly Argument[];
  readonly args: readonly Argument[];
  /** The program `node` of the command is the launcher's own, so that any image will do. */
  readonly node?: true;
  /** In place of a command: registers an artifact that is somewhere already, as the only output. */
  readonly importer?: ImporterSpec;
  /** In place of a command: creates or deletes a volume claim. */
  readonly claim?: ClaimSpec;
  /** Environment of the user's command, on top of the image's own. */
  readonly env?: Readonly<Record<string, Argument>>;
  readonly inputs: {
    readonly parameters?: Readonly<Record<string, InputParameterSpec>>;
    readonly artifacts?: Readonly<Record<string, InputArtifactSpec>>;
  };
  readonly outputs: {
    readonly parameters?: Readonly<Record<string, OutputParameterSpec>>;
    readonly artifacts?: Readonly<Record<string, OutputArtifactSpec>>;
  };
  /** Variables of the pod whose values come from Secrets: they are masked in what the launcher keeps of the command's words. */
  readonly secretEnv?: readonly string[];
  /** Inputs that no task gives: what the pipeline says of the task's pod. */
  readonly taskConfig?: TaskConfigSpec;
  /**
   * The outputs that the manifest reads. Key: the file below `<base>/out/` that the launcher writes, which is also the
   * name of the Argo output parameter. Value: the output of the component, `parameters/<name>` or `artifacts/<name>`. The file
   * holds the wire text of the output; of a node that is an iteration of a loop (`isIterationNode`) that text as a JSON string, since
   * Argo decodes and encodes anew what it collects.
   */
  readonly publish?: Readonly<Record<string, string>>;
}

export interface InputParameterSpec {
  readonly type: ParameterType;
  readonly optional?: boolean;
  /** Absent means no default; `null` is never stored. */
  readonly default?: JsonValue;
}

export interface InputArtifactSpec {
  readonly type: ArtifactType;
  readonly list?: boolean;
  readonly optional?: boolean;
}

export interface OutputParameterSpec {
  readonly type: ParameterType;
}

export interface OutputArtifactSpec {
  readonly type: ArtifactType;
  readonly list?: boolean;
  /** Metadata that every artifact of this output starts with. */
  readonly metadata?: JsonObject;
}

/** What becomes of a volume claim; the inputs are those of the SDK's `CreatePVC` and `DeletePVC` (kfp-semantics 7.3). */
export interface ClaimSpec {
  readonly action: 'create' | 'delete';
  /** Whether a claim that gets its name from the run goes when the run's object goes. */
  readonly owned?: boolean;
}

/** What an importer registers (kfp-semantics 1.6). */
export interface ImporterSpec {
  readonly uri: Argument;
  readonly metadata?: JsonTemplate;
  /** Every import counts as another artifact, so that nothing downstream comes from the cache. */
  readonly reimport?: true;
}

/** JSON in whose texts, keys too, there may be placeholders. */
export type JsonTemplate =
  | { readonly value: JsonValue }
  | { readonly text: Argument }
  | { readonly items: readonly JsonTemplate[] }
  | { readonly members: readonly { readonly key: Argument; readonly value: JsonTemplate }[] };
