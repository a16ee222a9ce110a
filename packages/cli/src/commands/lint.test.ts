import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { main } from '../command-line.ts';
import type { LintDocument } from '../report/lint-document.ts';
import { createTestIo } from '../testing/test-io.ts';

const hello = await readFile(new URL('../../../../examples/hello/pipeline.yaml', import.meta.url), 'utf8');
const broken = hello.replace('name: comp-shout', 'name: comp-shuot');

async function lint(stdin: string, ...flags: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = createTestIo({ stdin });
  const code = await main(['lint', '-', ...flags], io);
  return { code, out: io.out(), err: io.err() };
}

test('a good pipeline', async () => {
  expect(await lint(hello)).toEqual({ code: 0, out: '', err: '1 file: no problems\n' });
  expect(JSON.parse((await lint(hello, '--json')).out)).toEqual({
    errors: 0,
    warnings: 0,
    files: [{ file: '<stdin>', diagnostics: [] }],
  });
});

test('a bad one, for people', async () => {
  const { code, out, err } = await lint(broken);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^error IR-\d+ <stdin>:\d+:\d+ at root\.dag\.tasks\.shout/);
  expect(err).toContain('comp-shuot');
  expect(err).toContain('hint: Did you mean "comp-shout"?');
  expect(err).toMatch(/\n1 file: 1 error\n$/);
});

test('a bad one, as JSON', async () => {
  const { code, out, err } = await lint(broken, '--json');
  expect([code, err]).toEqual([1, '']);
  const document = JSON.parse(out) as LintDocument;
  const line = broken.split('\n').findIndex((text) => text.includes('comp-shuot')) + 1;
  expect(document).toMatchObject({ errors: 1, warnings: 0, files: [{ file: '<stdin>' }] });
  expect(document.files[0]?.diagnostics).toMatchObject([
    { severity: 'error', pointer: '/root/dag/tasks/shout/componentRef/name', line, hint: 'Did you mean "comp-shout"?' },
  ]);
});

test('a bad one, as SARIF', async () => {
  const { code, out } = await lint(broken, '--sarif');
  expect(code).toBe(1);
  const log = JSON.parse(out) as { version: string; runs: { results: unknown[] }[] };
  expect(log.version).toBe('2.1.0');
  expect(log.runs[0]?.results).toMatchObject([
    {
      level: 'error',
      ruleIndex: 0,
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'root.dag.tasks.shout.componentRef.name' }] }],
    },
  ]);
});

const root = `${hello.trimEnd()}\n---\nplatforms: {kubernetes: {deploymentSpec: {executors: {exec-shout: {securityContext: {runAsUser: 0}}}}}}\n`;

test('what a profile refuses, for people and for machines', async () => {
  expect(await lint(hello, '--policy', 'restricted')).toMatchObject({ code: 0, err: '1 file: no problems\n' });
  expect((await lint(root)).code).toBe(0);
  const { code, err } = await lint(root, '--policy', 'restricted');
  expect(code).toBe(1);
  expect(err).toMatch(/^error POL-007 <stdin>:\d+:\d+ at root\.dag\.tasks\.shout/);
  expect(err).toContain('hint: Choose another user than 0.');
  const document = JSON.parse((await lint(root, '--policy', 'restricted', '--json')).out) as LintDocument;
  expect(document.files[0]?.diagnostics).toMatchObject([{ code: 'POL-007', pointer: '/root/dag/tasks/shout' }]);
  expect((await lint(root, '--policy', 'baseline')).code).toBe(0);
});
