import type { CompileOptions } from '@tiphys/compiler';

const automl = 'us-docker.pkg.dev/vertex-ai/automl-tabular';

/** What the images of Google's AutoML components would be said to run; the programs are examples. */
export const entrypoints: NonNullable<CompileOptions['entrypoints']> = {
  [`${automl}/feature-transform-engine`]: { command: ['python3', '-m', 'feature_transform_engine'] },
  [`${automl}/training-configurator-and-validator`]: { command: ['python3', '-m', 'training_configurator'] },
};
