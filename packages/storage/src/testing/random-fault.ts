import type { Fault } from './fault-proxy.ts';

/** Numbers below 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const storm = '<Error><Code>SlowDown</Code><Message>Slow down.</Message></Error>';
const stormAnswer = `HTTP/1.1 503 Slow Down\r\nContent-Length: ${storm.length}\r\nConnection: close\r\n\r\n${storm}`;

/** Trouble on two connections of three: cut at a random byte, a bit turned over, or a server that has too much to do. */
export function randomFault(random: () => number, bytes: number): Fault {
  const way = random() < 0.5 ? 'up' : 'down';
  const place = Math.floor(random() ** 2 * (bytes + 1500));
  const kind = random();
  if (kind < 0.35) return { kind: 'none' };
  if (kind < 0.65) return { kind: 'cut', way, after: place };
  if (kind < 0.8) return { kind: 'answer', text: stormAnswer };
  return { kind: 'flip', way, at: place, bit: Math.floor(random() * 8) };
}
