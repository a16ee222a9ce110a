import { afterEach, beforeEach, expect } from 'vitest';

/** What a test may not call: stray output hides faults, and a library that prints cannot be embedded. */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

const printed: string[] = [];
const originals = { ...console };

beforeEach(() => {
  printed.length = 0;
  for (const method of methods) {
    console[method] = (...values: unknown[]) => {
      printed.push(`console.${method}(${values.map(String).join(', ')})`);
    };
  }
});

afterEach(() => {
  Object.assign(console, originals);
  expect(printed, 'a test printed to the console').toEqual([]);
});
