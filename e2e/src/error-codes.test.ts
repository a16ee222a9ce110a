import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './find-pipelines.ts';

/*
 * Whatever package a diagnostic comes from: its code is its own, a page explains it, and a test or a fixture triggers it.
 */
const codePattern = /\b[A-Z]{2,3}-\d{3}\b/g;
const sources = readdirSync(path.join(REPOSITORY, 'packages'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\/src\/.*\.ts$/.test(name) && !/node_modules|\/dist\/|\/generated\//.test(name),
);
const read = (name: string): string => readFileSync(path.join(REPOSITORY, 'packages', name), 'utf8');

/** Codes by the catalogue that holds them. Comments speak of codes too, so only literals count. */
const catalogues = new Map(
  sources
    .filter((name) => path.basename(name) === 'diagnostics.ts')
    .map((name) => [name, [...read(name).matchAll(/'([A-Z]{2,3}-\d{3})'/g)].map(([, code = '']) => code)]),
);
const codes = [...catalogues.values()].flat().sort();
const pages = readdirSync(path.join(REPOSITORY, 'docs/errors'));

test('each code stands in one catalogue, once', () => {
  expect(codes).toEqual([...new Set(codes)]);
});

test('each code has a page, and there is no page for anything else', () => {
  expect(pages.map((name) => path.parse(name).name).sort()).toEqual(codes);
});

test.each(pages)('%s says what is wrong, shows it, and how to mend it', (name) => {
  const page = readFileSync(path.join(REPOSITORY, 'docs/errors', name), 'utf8');
  expect(page).toMatch(new RegExp(`^# ${path.parse(name).name}: .+\n\n.+`));
  expect(page).toMatch(/\n## Example\n/);
  expect(page).toMatch(/\n## Fix\n\n.+/);
});

test('each code is triggered by a test or a fixture', () => {
  const triggered = new Set(
    sources.filter((name) => name.endsWith('.test.ts')).flatMap((name) => read(name).match(codePattern) ?? []),
  );
  const fixtures = readdirSync(path.join(REPOSITORY, 'packages/ir/fixtures')).map((name) => path.parse(name).name);
  expect(codes.filter((code) => !triggered.has(code) && !fixtures.includes(code))).toEqual([]);
});
