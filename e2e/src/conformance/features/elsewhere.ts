import type { Feature } from '../feature.ts';
import { smallPipeline } from '../small-pipeline.ts';

const task = (executor: string): string =>
  smallPipeline({
    components: 'comp-job: {executorLabel: exec-job}',
    executors: `exec-job: {${executor}}`,
    tasks: 'job: {componentRef: {name: comp-job}}',
  });

/** What no Argo install could run. */
export const elsewhere: readonly Feature[] = [
  {
    area: 'Executors',
    title: '`customJob` and `resolver` of Vertex AI (B31)',
    cases: [
      { title: 'customJob', ir: task('customJob: {customJob: {}}'), refused: ['CMP-013'] },
      { title: 'resolver', ir: task('resolver: {outputArtifactQueries: {}}'), refused: ['CMP-013'] },
    ],
  },
];
