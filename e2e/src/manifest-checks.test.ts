import { expect, test } from 'vitest';
import { parseLint } from './manifest-checks.ts';

const files = ['a.yaml', 'b.yaml'];

test('no finding', () => {
  expect(parseLint('no linting errors found!\n', '', 0, files)).toEqual([]);
});

test('a finding belongs to the file that its line begins with; further lines belong to the finding before', () => {
  const answer = 'b.yaml: in "x-" (Workflow): first\nmore of it\na.yaml: in "y-" (Workflow): second\n';
  expect(parseLint(answer, '', 1, files)).toEqual([
    { check: 'lint', file: 'b.yaml', message: 'in "x-" (Workflow): first\nmore of it' },
    { check: 'lint', file: 'a.yaml', message: 'in "y-" (Workflow): second' },
  ]);
});

test('what is only logged, and an exit code without words, are findings too', () => {
  const logged = 'time=2026-11-21T10:13:10Z level=ERROR msg="yaml file is not valid"';
  expect(parseLint('', logged, 1, files)).toEqual([{ check: 'lint', message: logged }]);
  expect(parseLint('', 'killed\n', 137, files)).toEqual([
    { check: 'lint', message: 'argo lint ended with code 137: killed' },
  ]);
});
