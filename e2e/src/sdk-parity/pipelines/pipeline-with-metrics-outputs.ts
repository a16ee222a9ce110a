import { Metrics, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_metrics_outputs.yaml';

const fromCorpus = corpusComponents(source);
const outputMetrics = fromCorpus('exec-output-metrics', { name: 'output-metrics', outputs: { metrics: Metrics } });

/** The pipeline. */
export const pipelineWithMetricsOutputs = pipeline({
  name: 'pipeline-with-metrics-outputs',
  define(p) {
    p.task(outputMetrics, {});
    p.forEach([1, 2], (loop) => {
      loop.task(outputMetrics, {});
    });
  },
});
