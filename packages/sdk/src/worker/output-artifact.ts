import type { JsonValue } from '@tiphys/diagnostics';
import type { OutputArtifact } from '../components/artifacts.ts';

/** What the executor input says of an artifact. */
export interface RuntimeArtifact {
  readonly name?: string;
  readonly uri?: string;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
  readonly customPath?: string;
}

/** The artifact that a function writes, with the methods of its type. */
export function outputArtifact(title: string, given: RuntimeArtifact, path: string): OutputArtifact {
  const metadata: Record<string, JsonValue> = { ...given.metadata };
  const artifact: OutputArtifact = { type: title, name: given.name ?? '', uri: given.uri ?? '', path, metadata };
  switch (title) {
    case 'system.Metrics':
      return Object.assign(artifact, {
        log: (name: string, value: number) => {
          metadata[name] = value;
        },
      });
    case 'system.ClassificationMetrics':
      return Object.assign(artifact, classification(metadata));
    case 'system.Model':
      return Object.defineProperty(artifact, 'framework', {
        get: () => metadata['framework'] ?? '',
        set: (framework: string) => {
          metadata['framework'] = framework;
        },
      });
    default:
      return artifact;
  }
}

/** In the form that the KFP UI draws. */
function classification(metadata: Record<string, JsonValue>): object {
  return {
    logRocCurve(falsePositive: readonly number[], truePositive: readonly number[], thresholds: readonly number[]) {
      if (falsePositive.length !== truePositive.length || truePositive.length !== thresholds.length) {
        throw new RangeError('the rates and the thresholds of a ROC curve must be equally many');
      }
      metadata['confidenceMetrics'] = thresholds.map((threshold, index) => ({
        confidenceThreshold: threshold,
        falsePositiveRate: falsePositive[index] ?? 0,
        recall: truePositive[index] ?? 0,
      }));
    },
    logConfusionMatrix(categories: readonly string[], matrix: readonly (readonly number[])[]) {
      if (matrix.length !== categories.length || matrix.some((row) => row.length !== categories.length)) {
        throw new RangeError('a confusion matrix has a row and a column for each category');
      }
      metadata['confusionMatrix'] = {
        annotationSpecs: categories.map((displayName) => ({ displayName })),
        rows: matrix.map((row) => ({ row: [...row] })),
      };
    },
  };
}
