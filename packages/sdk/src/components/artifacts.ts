import type { JsonValue } from '@tiphys/diagnostics';

/** An artifact that a function reads. */
export interface InputArtifact<Title extends string = string> {
  readonly type: Title;
  readonly name: string;
  readonly uri: string;
  /** The file or the folder. */
  readonly path: string;
  readonly metadata: Readonly<Record<string, JsonValue>>;
}

/** An artifact that a function makes. */
export interface OutputArtifact<Title extends string = string> {
  readonly type: Title;
  readonly name: string;
  /** Where it is kept; set another one for what is somewhere else already. */
  uri: string;
  /** Write a file or a folder here. */
  readonly path: string;
  /** Kept with the artifact. */
  readonly metadata: Record<string, JsonValue>;
}

/** Numbers by name. */
export interface MetricsArtifact extends OutputArtifact<'system.Metrics'> {
  log(name: string, value: number): void;
}

/** ROC curves and confusion matrices, as the KFP UI shows them. */
export interface ClassificationMetricsArtifact extends OutputArtifact<'system.ClassificationMetrics'> {
  /** The points of a ROC curve: false and true positive rates, and the thresholds that give them. */
  logRocCurve(
    falsePositiveRates: readonly number[],
    truePositiveRates: readonly number[],
    thresholds: readonly number[],
  ): void;
  /** Rows are what is true, columns what was predicted. */
  logConfusionMatrix(categories: readonly string[], matrix: readonly (readonly number[])[]): void;
}

/** A model, with the name of what it was made with. */
export interface ModelArtifact extends OutputArtifact<'system.Model'> {
  /** Such as `onnx`; kept as the metadata `framework`. */
  framework: string;
}

/** The artifact of a type, with what can be done with it. */
export type OutputArtifactOf<Title extends string> = Title extends 'system.Metrics'
  ? MetricsArtifact
  : Title extends 'system.ClassificationMetrics'
    ? ClassificationMetricsArtifact
    : Title extends 'system.Model'
      ? ModelArtifact
      : OutputArtifact<Title>;
