import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repositoryFolder } from './testing/corpus.ts';

test('docs/kubernetes.md has a row for every field of the platform document, and no others', () => {
  const decoder = readFileSync(repositoryFolder('packages/ir/src/kubernetes-spec.ts'), 'utf8');
  const config = /interface KubernetesExecutorConfig \{\n([\s\S]*?)\n\}/.exec(decoder)?.[1] ?? '';
  const fields = [...config.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
  const page = readFileSync(repositoryFolder('docs/kubernetes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z]\w*)`/gm)].map(([, name]) => name);
  expect(fields.length).toBeGreaterThan(15);
  expect(rows.sort()).toEqual(fields.sort());
});
