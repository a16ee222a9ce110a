import { assertPlugin } from '@tiphys/plugin-testkit';
import { clusterDefaults } from './cluster-defaults.ts';

const plugin = clusterDefaults({
  mirror: 'registry.example/mirror',
  priorityClass: 'batch',
  labels: { team: 'forecasts' },
  tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
});

// Nothing but images, tolerations and what all pods have in common. The spec for the launcher names the image, too.
assertPlugin(plugin, {
  touches: [
    'spec.podPriorityClassName',
    'spec.podMetadata',
    'spec.tolerations',
    'spec.templates[*].tolerations',
    'spec.templates[*].container.image',
    'spec.templates[*].container.env[TIPHYS_SPEC]',
  ],
});
