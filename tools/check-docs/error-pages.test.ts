import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const codePattern = /'([A-Z]{2,4}-\d{3})'/g;

/** The catalogue of every package that has one, with the codes it names. */
const catalogues = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name, 'src', 'diagnostics.ts'))
  .filter((file) => existsSync(file))
  .map((file) => [...new Set([...readFileSync(file, 'utf8').matchAll(codePattern)].map(([, code = '']) => code))]);

const pages = readdirSync(join(root, 'docs', 'errors')).filter((name) => /^[A-Z]+-\d{3}[.]md$/.test(name));

test('every code is in one catalogue, and has a page of its own', () => {
  const codes = catalogues.flat().sort();
  expect(codes.length).toBeGreaterThan(50);
  expect(codes).toEqual([...new Set(codes)]);
  expect(pages.map((name) => name.replace('.md', '')).sort()).toEqual(codes);
});

test('every page starts with its code and says how to mend it', () => {
  for (const name of pages) {
    const text = readFileSync(join(root, 'docs', 'errors', name), 'utf8');
    expect(text.split('\n')[0], name).toMatch(new RegExp(`^# ${name.replace('.md', '')}: .`));
    expect(text, name).toMatch(/^## (?:The )?[Ff]ix/m);
  }
});
