import { InfraError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import type { Session } from './keep-credentials.ts';
import { keepCredentials } from './keep-credentials.ts';

const minute = 60_000;

/** A service whose sessions last a while, with a clock that is set by hand. */
function service(lifetime: number | undefined): {
  readonly source: ReturnType<typeof keepCredentials>;
  readonly state: { now: number; fetched: number; broken: boolean };
} {
  const state = { now: 0, fetched: 0, broken: false };
  const fetch = async (): Promise<Session> => {
    await Promise.resolve();
    state.fetched += 1;
    if (state.broken) throw new InfraError('The service is down.', { retriable: true });
    const name = String(state.fetched);
    return {
      credentials: { accessKey: name, secretKey: name },
      ...(lifetime !== undefined && { expires: state.now + lifetime }),
    };
  };
  return { source: keepCredentials(fetch, () => state.now), state };
}

test('keys are renewed before they expire, whoever asks when', async () => {
  const { source, state } = service(60 * minute);
  const given = new Map<string, number>();
  for (; state.now < 24 * 60 * minute; state.now += 7 * minute) {
    const name = (await source())?.accessKey ?? '';
    if (!given.has(name)) given.set(name, state.now);
    expect(state.now - (given.get(name) ?? 0)).toBeLessThan(55 * minute);
  }
  // Each is used for the seven or eight requests of its 55 minutes.
  expect(state.fetched).toBe(given.size);
  expect(state.fetched).toBeLessThan(30);
});

test('half of a short session is used, and what never expires is kept', async () => {
  const short = service(4 * minute);
  await short.source();
  short.state.now = 2 * minute - 1;
  expect((await short.source())?.accessKey).toBe('1');
  short.state.now = 2 * minute;
  expect((await short.source())?.accessKey).toBe('2');
  const eternal = service(undefined);
  await eternal.source();
  eternal.state.now = 1e12;
  expect((await eternal.source())?.accessKey).toBe('1');
});

test('refused keys are replaced once, however many requests they were refused to', async () => {
  const { source, state } = service(60 * minute);
  const refused = await source();
  const again = await Promise.all(Array.from({ length: 32 }, async () => source({ refused })));
  expect(new Set(again.map((keys) => keys?.accessKey))).toEqual(new Set(['2']));
  // One more that was under way with the old ones: the new ones stay.
  expect((await source({ refused }))?.accessKey).toBe('2');
  expect(state.fetched).toBe(2);
});

test('while the service is down keys that still hold are used on, and the service is not asked all the time', async () => {
  const { source, state } = service(60 * minute);
  await source();
  state.broken = true;
  for (state.now = 55 * minute; state.now < 60 * minute; state.now += 1000) {
    expect((await source())?.accessKey).toBe('1');
  }
  expect(state.fetched).toBe(1 + 10);
  state.now = 60 * minute;
  await expect(source()).rejects.toThrow('The service is down.');
  state.broken = false;
  expect((await source())?.accessKey).toBe(String(state.fetched));
});
