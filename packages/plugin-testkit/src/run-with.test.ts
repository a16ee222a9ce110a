import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from '@tiphys/compiler/plugin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityPlugin } from './identity-plugin.ts';
import { runWith } from './run-with.ts';
import { testPipelines } from './test-pipelines.ts';

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'tiphys-testkit-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const outputs: Readonly<Record<string, string>> = {
  single: 'Hello, world!',
  chain: '{"first": "row 0\n"}: 3 rows $(HOME) {{workflow.name}}',
  control: 'large',
};

test.each(testPipelines.filter(({ local }) => local))(
  '$name runs, with the identity plugin as without',
  async (one) => {
    for (const plugins of [[], [identityPlugin]]) {
      const { phase, outputs: found } = await runWith(one, plugins, await mkdtemp(join(folder, 'run-')));
      expect({ phase, found }).toEqual({ phase: 'Succeeded', found: { Output: outputs[one.name] } });
    }
  },
);

test('what a plugin refuses is not run', async () => {
  const refuse: Plugin = {
    name: 'acme',
    passes: [
      {
        name: 'p',
        description: 'Refuses.',
        slot: 'final',
        run(plan, { report }) {
          report({ code: 'no', severity: 'error', message: 'Not here.' });
          return plan;
        },
      },
    ],
  };
  await expect(runWith(testPipelines[0]!, [refuse], folder)).rejects.toThrow('Not here.');
});
