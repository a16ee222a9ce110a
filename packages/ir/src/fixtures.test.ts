import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatDiagnostics } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { irCodes } from './diagnostics.ts';
import { loadPipeline } from './load-pipeline.ts';
import { repositoryFolder } from './testing/corpus.ts';

/*
 * Every code has one fixture that triggers it and nothing else, and one page that explains it with what is printed for
 * that fixture.
 */
const codes: readonly string[] = Object.values(irCodes);
const folder = repositoryFolder('packages/ir/fixtures');
const fixtures = readdirSync(folder).filter((name) => name.startsWith('IR-'));

test('codes are unique', () => {
  expect(new Set(codes).size).toBe(codes.length);
});

test('there is a fixture for each code, and none for anything else', () => {
  expect(fixtures.map((name) => path.parse(name).name).sort()).toEqual([...codes].sort());
});

test('there is a page for each code, and none for anything else', () => {
  const pages = readdirSync(repositoryFolder('docs/errors')).filter((name) => name.startsWith('IR-'));
  expect(pages.map((name) => path.parse(name).name).sort()).toEqual([...codes].sort());
});

test('the sound pipeline that the fixtures are made from has no diagnostics', () => {
  const text = readFileSync(path.join(folder, 'base.yaml'));
  expect(loadPipeline(text, { file: 'pipeline.yaml' }).diagnostics).toEqual([]);
});

test.each(fixtures)('%s triggers its code, and its page shows what is printed', (name) => {
  const code = path.parse(name).name;
  const bytes = readFileSync(path.join(folder, name));
  const { diagnostics, pipeline } = loadPipeline(bytes, { file: 'pipeline.yaml' });
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(pipeline === undefined).toBe(diagnostics[0]?.severity === 'error');

  const file = repositoryFolder('docs/errors', `${code}.md`);
  expect(existsSync(file)).toBe(true);
  const page = readFileSync(file, 'utf8');
  const source = bytes.toString();
  expect(page).toContain(`\`\`\`text\n${formatDiagnostics(diagnostics, { sourceOf: () => source })}\n\`\`\`\n`);
  expect(page).toContain(`packages/ir/fixtures/${name}`);
  expect(page).toMatch(/^# IR-\d{3}: .+\n\n.+\n/);
  expect(page).toMatch(/\n## Fix\n\n.+\n$/);
});
