import { afterEach, expect, test, vi } from 'vitest';
import { onInterrupt, type Interruption } from './interruption.ts';

let interruption: Interruption | undefined;
afterEach(() => interruption?.stopListening());

test('two signals of one Ctrl-C are one interruption, and neither ends the process', async () => {
  const tell = vi.fn<() => void>();
  interruption = onInterrupt(tell);
  // As npm passes it on. Without a listener the second would end this process.
  process.kill(process.pid, 'SIGINT');
  expect(await interruption.happened).toBe(130);
  const second = new Promise((resolve) => process.once('SIGINT', resolve));
  process.kill(process.pid, 'SIGINT');
  await second;
  expect(tell).toHaveBeenCalledOnce();
});

test('nothing listens for signals afterwards', () => {
  const before = process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
  onInterrupt(() => undefined).stopListening();
  expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(before);
});
