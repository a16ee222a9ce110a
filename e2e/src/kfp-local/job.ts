import type { JsonValue } from '@tiphys/diagnostics';

/** A pipeline with arguments, to be run in both ways. */
export interface Job {
  /** Name for tables; unique among the jobs. */
  readonly id: string;
  /** Path of the IR. */
  readonly ir: string;
  /** `FOLDER` in a text becomes a folder of the run's own. */
  readonly arguments: Readonly<Record<string, JsonValue>>;
  /** Artifacts that the pipeline is given: their types. Each is a file with a text. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** Where Python's random numbers start. */
  readonly seed: number;
}
