import { expect, test } from 'vitest';
import { argoRules } from '../rules/argo-rules.ts';
import { phasesOf, runText } from '../testing/run-fixture.ts';
import { dagManifest } from '../testing/launcher-manifest.ts';
import { podLimit } from './pod-limit.ts';

const limit = (template: object, version = '4.0.7'): unknown => {
  const rules = argoRules(version);
  if (rules === undefined) throw new Error(version);
  const found = podLimit({ name: 't', ...template }, 'wf.t', rules);
  return found.fault === undefined ? found.milliseconds : found.fault;
};

const tooShort = 'wf.t exceeded its deadline';

test.each([
  [{}, undefined],
  [{ activeDeadlineSeconds: 1 }, 1000],
  [{ activeDeadlineSeconds: '20' }, 20_000],
  [{ activeDeadlineSeconds: '20s' }, "value '20s' cannot be resolved to an int"],
  [{ activeDeadlineSeconds: '0' }, expect.stringContaining('must be between 1 and 2147483647')],
  [{ timeout: '' }, undefined],
  [{ timeout: '1h' }, 3_599_000],
  [{ timeout: '2.5s' }, 2000],
  [{ timeout: '3000ms' }, 2000],
  [{ timeout: '2s' }, tooShort],
  [{ timeout: '-1h' }, tooShort],
  [{ timeout: '1d' }, 'invalid timeout format. time: invalid duration "1d"'],
  [{ timeout: '30' }, 'invalid timeout format. time: invalid duration "30"'],
  [{ timeout: '1h', activeDeadlineSeconds: 5 }, 3_599_000],
  [{ timeout: '1h', activeDeadlineSeconds: 'x' }, "value 'x' cannot be resolved to an int"],
])('%j', (template, expected) => {
  expect(limit(template)).toEqual(expected);
});

test('a number that only comes out when the pod is made is one of seconds from 4.1 on', () => {
  expect(limit({ timeout: '30' }, '4.1')).toBe(29_000);
});

test('times longer than a timer can wait do not end at once', async () => {
  const days = 40 * 24 * 3600;
  const backoff = { duration: '0', maxDuration: String(days) };
  const flaky = {
    name: 'flaky',
    retryStrategy: { limit: '1', backoff },
    activeDeadlineSeconds: days,
    container: { image: 'i', command: ['sh', '-c', 'exit $((1 - {{retries}}))'] },
  };
  const { spec, ...manifest } = dagManifest([{ name: 'flaky', template: 'flaky' }], [flaky]) as {
    readonly spec: object;
  };
  const result = await runText({ ...manifest, spec: { ...spec, activeDeadlineSeconds: days } });
  expect({ phase: result.phase, ...phasesOf(result) }).toEqual({ phase: 'Succeeded', flaky: 'Succeeded' });
});
