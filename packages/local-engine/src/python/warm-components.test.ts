import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { encodeWire } from '@tiphys/contract';
import { listExecutions } from '@tiphys/metadata';
import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { runManifest } from '../run/run-manifest.ts';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { makeTestDirectory } from '../testing/run-fixture.ts';

/* Components of the SDK as forks of one interpreter, and each with its own: they have to leave the same. */

const python = process.env['TIPHYS_PYTHON'] ?? '';
const hasSdk = python !== '' && spawnSync(python, ['-c', 'import kfp.dsl'], { stdio: 'ignore' }).status === 0;

/** As the SDK compiles it. */
const bootstrap = `program_path=$(mktemp -d)

printf "%s" "$0" > "$program_path/ephemeral_component.py"
_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main                         --component_module_path                         "$program_path/ephemeral_component.py"                         "$@"
`;
const imports = '\nimport kfp\nfrom kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n';

const functions = {
  upper: `def upper(text: str) -> str:
    import os, sys
    print(text, os.getcwd(), sys.path[0], sorted(os.environ))
    return text.upper()`,
  file: `def file(text: str, out: Output[Dataset]) -> str:
    open(out.path, 'w').write(text * 3)
    out.metadata['n'] = 3
    return text`,
  fails: `def fails(text: str) -> str:
    raise ValueError(text)`,
  stops: `def stops(text: str) -> str:
    import os, signal
    os.kill(os.getpid(), signal.SIGTERM)`,
  nothing: `def nothing(text: str) -> str:
    import os
    os._exit(0)`,
  exits: `def exits(text: str) -> str:
    raise SystemExit(text)`,
};

function template([name, source]: readonly [string, string]): Record<string, unknown> {
  const artifacts = { out: { type: { schemaTitle: 'system.Dataset', schemaVersion: '0.0.1' } } };
  return launcherTemplate(name, {
    command: ['sh', '-ec', bootstrap, `${imports}${source}\n`],
    args: ['--executor_input', { executorInput: true }, '--function_to_execute', name],
    inputs: { parameters: { text: { type: 'STRING' } } },
    outputs: { parameters: { Output: { type: 'STRING' } }, ...(name === 'file' && { artifacts }) },
    publish: { o: 'parameters/Output' },
  });
}

/** Without what is another text in each run. */
const plain = (text: string, workdir: string): string =>
  text
    .replaceAll(workdir, '<workdir>')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+/g, '<time>')
    .replaceAll(/\/tmp\/tiphys-\w+\/\d+\/tmp\.\w+/g, '<folder>')
    .replaceAll(/"executionId[^,]*,/g, '');

/** All that a run leaves of its tasks. */
async function left(freshPython: boolean): Promise<object> {
  const workdir = await makeTestDirectory();
  const store = openStore({ root: `file://${workdir}/store` });
  const names = Object.keys(functions);
  const tasks = names.map((name) => ({
    name,
    template: name,
    arguments: input(`{"p":{"text":${encodeWire('a "text"')}}}`),
  }));
  const manifest = dagManifest(tasks, Object.entries(functions).map(template));
  const { tasks: results } = await runManifest(manifest, {
    store,
    workdir,
    name: 'wf',
    uid: 'uid-1',
    python,
    freshPython,
  });
  const logs = await Promise.all(
    names.map(async (name) => {
      const log = await readFile(join(workdir, 'runs', 'wf', 'logs', `${name}.log`), 'utf8');
      // It has the lines of two streams, and nobody can say which of two lines at the same time comes first.
      return plain(log, workdir).split('\n').sort();
    }),
  );
  const records = (await listExecutions(store, 'uid-1')).map(({ started, finished, log, ...record }) => record);
  const rest = JSON.stringify({ results, records: records.sort((a, b) => (a.path < b.path ? -1 : 1)) });
  return { logs, ...(JSON.parse(plain(rest, workdir)) as object) };
}

test.skipIf(!hasSdk)('forks leave results, logs and records as interpreters of their own do', async () => {
  const [forks, own] = [await left(false), await left(true)];
  expect(forks).toEqual(own);
  expect(forks).toMatchObject({
    results: {
      upper: { phase: 'Succeeded', parameters: { Output: 'A "TEXT"' } },
      file: { phase: 'Succeeded' },
      fails: { phase: 'Failed', exitCode: 1 },
      stops: { phase: 'Failed', exitCode: 143 },
      nothing: { phase: 'Failed', exitCode: 1 },
      exits: { phase: 'Failed', exitCode: 1 },
    },
  });
});
