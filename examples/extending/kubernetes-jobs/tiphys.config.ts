import { defineConfig } from '@tiphys/config';
import { kubernetesJobs } from './kubernetes-jobs.ts';

export default defineConfig({
  pipelineRoot: 's3://artifacts/pipelines',
  plugins: [
    kubernetesJobs({
      store: { endpoint: 'minio.example:9000', secure: true },
      secret: { name: 'store-keys', accessKey: 'accesskey', secretKey: 'secretkey' },
    }),
  ],
});
