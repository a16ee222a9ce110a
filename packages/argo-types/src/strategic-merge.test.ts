import { expect, test } from 'vitest';
import { strategicMerge } from './strategic-merge.ts';

test('maps are merged, lists with a key too, others are replaced; the second wins', () => {
  const base = {
    metadata: { labels: { a: '1', b: '1' } },
    volumes: [{ name: 'x', emptyDir: {} }, { name: 'y' }],
    tolerations: [{ key: 'a' }],
  };
  const over = {
    metadata: { labels: { b: '2' } },
    volumes: [{ name: 'z' }, { name: 'x', emptyDir: { medium: 'Memory' } }],
    tolerations: [{ key: 'b' }],
  };
  expect(strategicMerge(base, over)).toEqual({
    metadata: { labels: { a: '1', b: '2' } },
    volumes: [{ name: 'z' }, { name: 'x', emptyDir: { medium: 'Memory' } }, { name: 'y' }],
    tolerations: [{ key: 'b' }],
  });
  expect(base.metadata.labels.b).toBe('1');
});
