import { defineConfig } from '@tiphys/config';
import { clusterDefaults } from './cluster-defaults.ts';

const mirror = 'registry.example/mirror';

export default defineConfig({
  launcherImage: `${mirror}/tiphys/launcher:0.1.0`,
  plugins: [
    clusterDefaults({
      mirror,
      priorityClass: 'batch',
      labels: { team: 'forecasts', 'cost-centre': '4711' },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }],
    }),
  ],
});
