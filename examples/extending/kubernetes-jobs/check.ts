import { assertPlugin } from '@tiphys/plugin-testkit';
import { kubernetesJobs } from './kubernetes-jobs.ts';

const plugin = kubernetesJobs({
  store: { endpoint: 'minio.example:9000' },
  secret: { name: 'store-keys', accessKey: 'accesskey', secretKey: 'secretkey' },
});

// A Job of the pipeline with one task; the others are refused, each at its place.
const { pipelines } = assertPlugin(plugin, { emit: { pipelineRoot: 's3://artifacts/pipelines' }, touches: [] });

const made = pipelines.filter(({ backends: [jobs] }) => jobs?.text !== undefined).map(({ name }) => name);
if (made.join() !== 'single') throw new Error(`it made Jobs of ${made.join()}`);
