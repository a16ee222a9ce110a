import { expect, test } from 'vitest';
import { codeBlocks, fileLinks } from './code-blocks.ts';

test('finds blocks with language, marks and line', () => {
  const text = 'Intro\n\n```sh run\nnpm ci\n```\n\n````md\n```ts\nno\n```\n````\n~~~\nplain\n';
  expect(codeBlocks(text)).toEqual([
    { language: 'sh', marks: ['run'], code: 'npm ci\n', line: 3 },
    { language: 'md', marks: [], code: '```ts\nno\n```\n', line: 7 },
    { language: '', marks: [], code: 'plain\n\n', line: 12 },
  ]);
});

test('a text without blocks has none', () => {
  expect(codeBlocks('Use `npx tiphys` here.\n')).toEqual([]);
});

test('finds links to files only', () => {
  const text =
    '[a](docs/a.md#part) [b](https://example.org) [c](#here) `[d](d.md)` [e](../e.ts "title")\n```md\n[f](f.md)\n```\n';
  expect(fileLinks(text)).toEqual(['docs/a.md', '../e.ts']);
});
