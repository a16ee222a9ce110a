import { checkShape, podShapes } from '@tiphys/argo-types';
import type { ShapeFault } from '@tiphys/argo-types';

const shape = {
  type: 'object',
  properties: {
    // The name of the volume is the manifest's.
    source: { ...podShapes.Volume, required: [] },
    subPath: { type: 'string' },
  },
  required: ['source'],
};

/** What keeps a value from being a `LauncherVolume`. */
export function launcherVolumeFaults(value: unknown): readonly ShapeFault[] {
  if (value === 'image') return [];
  return typeof value === 'string'
    ? [{ kind: 'not-one-of', path: [], values: ['image'] }]
    : checkShape(value, shape, podShapes);
}
