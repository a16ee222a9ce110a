import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

test('the list of decisions has each of them, by its own title', () => {
  const folder = join(root, 'docs', 'adr');
  const records = readdirSync(folder).filter((name) => /^\d{4}-.*[.]md$/.test(name));
  const lines = records.map((name) => {
    const [, number = '', title = ''] = /^# (\d{4}): (.*)/.exec(readFileSync(join(folder, name), 'utf8')) ?? [];
    return `- [${number}](${name}): ${title}.`;
  });
  const list = readFileSync(join(folder, 'README.md'), 'utf8').split('\n');
  expect(list.filter((line) => line.startsWith('- '))).toEqual(lines.sort());
});

test('every package says on a page of its own what it is for', () => {
  const names = readdirSync(join(root, 'packages'));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !existsSync(join(root, 'packages', name, 'README.md')))).toEqual([]);
});
