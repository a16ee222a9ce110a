import { expect, test } from 'vitest';
import type { PodOutcome, PodRequest } from './pod-request.ts';
import { createPodGuard } from './pod-guard.ts';

const request: PodRequest = { nodeName: 'n', podName: 'p', template: { name: 't' }, attempt: 0 };

test('pods that still run are told to stop, and waited for', async () => {
  const guard = createPodGuard();
  const ended: string[] = [];
  const execute = guard.watch(async (_request, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await Promise.resolve();
    ended.push('pod');
    return { phase: 'Failed' } as PodOutcome;
  });
  void execute(request, guard.signal);
  await guard.stop();
  expect(ended).toEqual(['pod']);
});

test('a pod that breaks is no obstacle', async () => {
  const guard = createPodGuard();
  const broken = guard.watch(() => Promise.reject(new Error('no disk')));
  await expect(broken(request, guard.signal)).rejects.toThrow('no disk');
  await guard.stop();
  expect(guard.signal.aborted).toBe(true);
});
