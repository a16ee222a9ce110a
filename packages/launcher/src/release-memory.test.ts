import { expect, test } from 'vitest';
import { releaseMemory } from './release-memory.ts';

// What it does where there is one is tested in containers: tools/launcher/any-image.test.ts.
test('does without an addon that is missing, or is none', () => {
  expect(() => releaseMemory('/missing/release-memory.node')).not.toThrow();
  expect(() => releaseMemory(import.meta.filename)).not.toThrow();
});
