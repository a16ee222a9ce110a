import { shellPipeline, type ShellTask } from '../shell-pipeline.ts';

const add: ShellTask = { script: 'printf "%sx" "$1" > "$0"', outputs: ['out'] };
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

/**
 * Pipelines that do the same as the workflows of that name in `fixtures/plain`, which are written by hand and have no launcher,
 * records, digests or cache.
 */
export const benchPipelines: Readonly<Record<string, { readonly ir: string }>> = {
  one: shellPipeline({ name: 'one', tasks: { say: { script: 'echo hello' } } }),
  chain: shellPipeline({
    name: 'chain',
    tasks: {
      t1: { ...add, parameters: { text: '' } },
      ...Object.fromEntries(
        [2, 3, 4, 5].map((n) => [
          `t${String(n)}`,
          { ...add, parameters: { text: { task: `t${String(n - 1)}`, output: 'out' } } },
        ]),
      ),
    },
  }),
  'fan-out': shellPipeline({
    name: 'fan-out',
    tasks: {
      ...Object.fromEntries(numbers(20).map((n) => [`t${String(n)}`, { script: 'echo done' }])),
      last: { script: 'echo done', after: numbers(20).map((n) => `t${String(n)}`) },
    },
  }),
  loop: shellPipeline({
    name: 'loop',
    tasks: {
      each: { script: 'printf "%s%s" "$1" "$1" > "$0"', outputs: ['out'], forEach: [...'abcdefghij'], parallelism: 4 },
      last: { script: 'echo "$0"', parameters: { all: { task: 'each', output: 'out' } } },
    },
  }),
  files: shellPipeline({
    name: 'files',
    tasks: {
      make: { script: 'head -c 50000000 /dev/zero > "$0"', artifacts: ['file'] },
      ...Object.fromEntries(
        [1, 2, 3].map((n) => [
          `use-${String(n)}`,
          { script: 'wc -c < "$0"', inputs: { file: { task: 'make', output: 'file' } } },
        ]),
      ),
    },
  }),
};
