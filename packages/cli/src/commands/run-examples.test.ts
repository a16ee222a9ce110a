import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const hasKfp = spawnSync(python, ['-c', 'import kfp'], { stdio: 'ignore' }).status === 0;

interface Document {
  readonly phase: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly tasks: Readonly<Record<string, { readonly phase: string; readonly parameters: unknown }>>;
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-examples-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Runs an example with parameters of any content, and gives its document. */
async function runExample(name: string, parameters: object = {}, ...flags: string[]): Promise<Document> {
  const file = join(directory, 'params.json');
  await writeFile(file, JSON.stringify(parameters));
  const { PATH = '/usr/bin:/bin', HOME = directory } = process.env;
  const io = createTestIo({ cwd: directory, env: { PATH, HOME } });
  const argv = ['run', join(examples, name, 'pipeline.yaml'), '--params-file', file, '--json', ...flags];
  const code = await main(argv, io);
  expect(code, io.err()).toBe(0);
  return JSON.parse(io.out()) as Document;
}

describe('demo', () => {
  test('releases a model that knows the sentence', async () => {
    const { phase, outputs, tasks } = await runExample('demo');
    expect(phase).toBe('Succeeded');
    expect(outputs).toEqual({
      decision: 'released at score 0.92',
      summary: '44 words, 21 in the vocabulary: released at score 0.92',
      words: 44,
      model: [expect.objectContaining({ name: 'model', digest: expect.stringMatching(/^sha256:/) as unknown })],
    });
    const totals = [0, 1, 2].map((index) => tasks[`for-loop-1[${index}]/count-words`]?.parameters);
    expect(totals).toEqual([{ total: 22 }, { total: 11 }, { total: 11 }]);
    expect(tasks['condition-branches-2/condition-4']?.phase).toBe('Skipped');
    expect(tasks['say-goodbye']?.phase).toBe('Succeeded');
  });

  test('takes the other branches with other values', async () => {
    const fair = await runExample('demo', { threshold: 0.95, shards: 1 });
    expect(fair.outputs).toMatchObject({ decision: 'needs a review at score 0.92', words: 44 });
    const poor = await runExample('demo', { sentence: 'nothing known here', shards: 5, text: 'One two. One. Three' });
    expect(poor.outputs).toMatchObject({ decision: 'rejected at score 0', words: 4 });
  });
});

describe('tricky-values', () => {
  test.each([
    ['quotes', `"double" 'single' \`back\` \\ \\n \\u0041`],
    ['newlines', 'a\nb\r\n\n\tc\n'],
    ['Argo tags', '{{workflow.name}} {{=1+1}} {{inputs.parameters.in}} {{ }} }}{{'],
    ['variables', '$(HOME) $HOME ${HOME} $$(HOME) $(date)'],
    ['KFP placeholders', `{{$.inputs.parameters['value']}} {{$}} {{$.outputs.parameters['out'].output_file}}`],
    ['Unicode', 'π 語 🚢 \u202e e\u0301 \u007f \u0085 \u2028'],
    ['an empty string', ''],
    ['what looks like JSON', '{"tiphys:ref": {"uri": "x"}}'],
    ['what looks like nothing', 'null'],
    ['white space', '  '],
    ['100 KB', '0123456789{$"\\'.repeat(Math.ceil(100_000 / 14))],
  ])('%s arrive byte for byte after two tasks', async (_, value) => {
    const { outputs } = await runExample('tricky-values', { value });
    expect(outputs).toEqual({ Output: value });
  });
});

const skipped = hasKfp ? '' : ' (skipped: no python3 with kfp)';

test.skipIf(!hasKfp)(`training: Python components${skipped}`, { timeout: 120_000 }, async () => {
  const { outputs } = await runExample('training', {}, '--python', python);
  expect(outputs).toMatchObject({
    verdict: 'published (0.003)',
    model: [{ name: 'best', metadata: { rate: 0.5, framework: 'by hand' } }],
  });
  const refused = await runExample('training', { accepted_error: 0.001, epochs: 10 }, '--python', python);
  expect(refused.outputs['verdict']).toMatch(/^discarded/);
});
