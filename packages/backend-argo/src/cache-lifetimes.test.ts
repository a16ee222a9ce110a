import { expect, test } from 'vitest';
import type { CacheSettings } from './cache-lifetimes.ts';
import { limitCaching, parseCacheDuration } from './cache-lifetimes.ts';
import { emit, planOf } from './testing/emit.ts';

const task = (options?: object): object => ({
  componentRef: { name: 'comp-a' },
  ...(options && { cachingOptions: options }),
});

const pipeline = {
  pipelineInfo: { name: 'p' },
  schemaVersion: '2.1.0',
  components: {
    'comp-a': { executorLabel: 'exec-a' },
    'comp-inner': { dag: { tasks: { train: task({ enableCache: true }) } } },
  },
  deploymentSpec: { executors: { 'exec-a': { container: { image: 'i', command: ['true'] } } } },
  root: {
    dag: {
      tasks: {
        plain: task({ enableCache: true }),
        keyed: task({ enableCache: true, cacheKey: 'mine' }),
        off: task(),
        inner: { componentRef: { name: 'comp-inner' } },
      },
    },
  },
};

function cachingOf(cache: CacheSettings | undefined, template: string, name: string): unknown {
  const { task, argument } = emit(pipeline, cache && { cache });
  return (JSON.parse(argument(task(template, name), 'in')) as { c?: unknown }).c;
}

test('limits of time go to the tasks that are cached, and to no other', () => {
  const cache = { ttl: '7d', maxAge: '2w' };
  expect(cachingOf(cache, 'root', 'plain')).toEqual({ ttl: 604_800, maxAge: 1_209_600 });
  expect(cachingOf(cache, 'root', 'keyed')).toEqual({ ttl: 604_800, maxAge: 1_209_600, key: 'mine' });
  expect(cachingOf(cache, 'root', 'off')).toBeUndefined();
  expect(cachingOf(undefined, 'root', 'plain')).toBe(true);
  expect(cachingOf({}, 'root', 'keyed')).toBe('mine');
});

test('a task may have limits of its own, at any depth', () => {
  const cache = { maxAge: '30d', tasks: { train: { ttl: '1h', maxAge: '10m' }, keyed: { ttl: '0s' } } };
  expect(cachingOf(cache, 'inner', 'train')).toEqual({ ttl: 3600, maxAge: 600 });
  expect(cachingOf(cache, 'root', 'keyed')).toEqual({ ttl: 0, maxAge: 2_592_000, key: 'mine' });
  expect(cachingOf({ tasks: { train: { ttl: '1h' } } }, 'root', 'plain')).toBe(true);
});

test('a limit that the plan has already stays', () => {
  const plan = planOf(pipeline);
  const once = limitCaching(plan, { ttl: '1m' });
  expect(limitCaching(once, { ttl: '2m', maxAge: '5m' })).toEqual(limitCaching(plan, { ttl: '1m', maxAge: '5m' }));
  expect(limitCaching(plan)).toBe(plan);
});

test.each([
  ['90s', 90],
  ['15m', 900],
  ['12h', 43_200],
  ['4w', 2_419_200],
  ['7', undefined],
  ['1.5h', undefined],
  ['-1h', undefined],
  ['1h30m', undefined],
  ['7 d', undefined],
  ['', undefined],
  [`${'9'.repeat(17)}s`, undefined],
])('the duration %j is %s seconds', (text, seconds) => {
  expect(parseCacheDuration(text)).toBe(seconds);
});
