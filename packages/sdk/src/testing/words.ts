import { readFile, writeFile } from 'node:fs/promises';
import canonicalize from 'canonicalize';
import { component, Dataset, double, integer, list, Markdown, Metrics, pipeline, string, text } from '@tiphys/sdk';
import { shout } from './shout.ts';

/** Exported under its own name, so that the bundle holds nothing else of this module. */
export const splitText = component({
  name: 'split-text',
  inputs: { sentence: string, parts: integer.default(2) },
  outputs: { words: Dataset, lengths: list.of(integer) },
  run: async ({ sentence, parts }, { words }) => {
    const all = sentence.split(' ');
    await writeFile(words.path, all.join('\n'));
    words.metadata['parts'] = parts;
    return { lengths: all.map((word) => word.length) };
  },
});

const score = component({
  name: 'score',
  inputs: { words: Dataset, length: integer },
  outputs: { share: double, metrics: Metrics },
  run: async ({ words, length }, { metrics }) => {
    const all = await readFile(words.path, 'utf8');
    metrics.log('length', length);
    return { share: length / all.replaceAll('\n', '').length };
  },
});

const report = component({
  name: 'report',
  inputs: { shares: list.of(double), title: string.optional() },
  outputs: { page: Markdown, best: double },
  run: async ({ shares, title }, { page }) => {
    await writeFile(page.path, `# ${shout(title ?? 'no title')}\n\n${canonicalize({ shares })}\n`);
    return { best: Math.max(...shares) };
  },
});

const say = component({
  name: 'say',
  inputs: { what: string },
  outputs: { said: string },
  run: ({ what }) => ({ said: what }),
});

/** A pipeline of functions, with an npm package, a module of its own, a loop, branches and texts in it. */
// eslint-disable-next-line no-restricted-exports -- a pipeline is the default export of its file
export default pipeline({
  name: 'words',
  inputs: { sentence: string.default('the quick brown fox') },
  outputs: { best: double, verdict: string },
  define(p, { sentence }) {
    const split = p.task(splitText, { sentence });
    const scored = p.forEach(split.outputs.lengths, (loop, length) => {
      const { outputs } = loop.task(score, { words: split.outputs.words, length });
      return { share: outputs.share };
    });
    const reported = p.task(report, { shares: scored.outputs.share, title: text`shares of ${sentence}` });
    const verdict = p
      .when(reported.outputs.best.gt(0.5), (branch) => ({
        said: branch.task(say, { what: 'one long word' }).outputs.said,
      }))
      .else((branch) => ({ said: branch.task(say, { what: text`best: ${reported.outputs.best}` }).outputs.said }));
    return { best: reported.outputs.best, verdict: verdict.outputs.said };
  },
});
