import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const listing = spawnSync(python, ['-c', 'import kfp.kubernetes as k; print(*dir(k))'], { encoding: 'utf8' });
const known = listing.status === 0 ? new Set(listing.stdout.trim().split(' ')) : undefined;

test('every Python function that docs/kubernetes.md names is one of kfp-kubernetes', ({ skip }) => {
  if (known === undefined) return skip('skipped: no python3 with kfp');
  const page = readFileSync(join(root, 'docs', 'kubernetes.md'), 'utf8');
  // The second column of the first table, and calls in the text.
  const column = [...page.matchAll(/^\| `[a-z]\w*` +\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  const calls = [...page.matchAll(/kubernetes\.(\w+)\(/g)].map(([, name]) => name);
  expect(column.length).toBeGreaterThan(15);
  expect([...column, ...calls].filter((name) => name === undefined || !known.has(name))).toEqual([]);
});
