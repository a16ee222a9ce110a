import { writeFile } from 'node:fs/promises';
import { component, Dataset, integer, list, pipeline, string, struct } from '@tiphys/sdk';

/** Writes a report, and prints. */
const measure = component({
  name: 'measure',
  inputs: { words: list.of(string), options: struct.of({ least: integer }) },
  outputs: { lengths: list.of(integer), report: Dataset },
  run: async ({ words, options }, { report }) => {
    await writeFile(report.path, words.join(' '));
    process.stdout.write(`${String(words.length)} words\n`);
    return { lengths: words.map(({ length }) => length).filter((length) => length >= options.least) };
  },
});

/** Fails for odd numbers. */
const half = component({
  name: 'half',
  inputs: { value: integer },
  outputs: { half: integer },
  run: ({ value }) => {
    if (value % 2 !== 0) throw new RangeError(`${String(value)} is odd`);
    return { half: value / 2 };
  },
});

/** A pipeline of functions, with a loop in it. */
export const halves = pipeline({
  name: 'halves',
  inputs: { words: list.of(string), least: integer.default(1) },
  outputs: { halves: list.of(integer), report: Dataset },
  define(p, { words, least }) {
    const measured = p.task(measure, { words, options: { least } });
    const all = p.forEach(measured.outputs.lengths, (loop, value) => ({
      half: loop.task(half, { value }).outputs.half,
    }));
    return { halves: all.outputs.half, report: measured.outputs.report };
  },
});
