import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cases } from '../cluster/cases.ts';
import { REPOSITORY } from '../find-pipelines.ts';
import { kubernetesFields } from './kubernetes-fields.ts';

const text = (file: string): string => readFileSync(path.join(REPOSITORY, file), 'utf8');

/** Members of an interface of the IR. */
function members(name: string): readonly string[] {
  const spec = text('packages/ir/src/kubernetes-spec.ts');
  const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(spec)?.[1] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member = '']) => member);
}

test('every field of the platform is in the table', () => {
  const ofRun = members('KubernetesPipelineConfig').map((name) => `pipelineConfig.${name}`);
  const known = kubernetesFields.map(({ field }) => field).filter((field) => !field.startsWith('tasks of'));
  expect(known.toSorted()).toEqual([...members('KubernetesExecutorConfig'), ...ofRun].toSorted());
});

test.each(kubernetesFields)('$field is held by tests that are there', ({ tests, cluster = [] }) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const [file, title] of tests) expect(text(file)).toContain(title);
  const names = cases.map(({ name }) => name);
  expect(cluster.filter((name) => !names.includes(name))).toEqual([]);
});

const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const functions = ((): readonly string[] | undefined => {
  const code = 'import json, kfp.kubernetes; print(json.dumps(sorted(kfp.kubernetes.__all__)))';
  try {
    const printed = execFileSync(python, ['-W', 'ignore', '-c', code], { encoding: 'utf8', stdio: 'pipe' });
    return JSON.parse(printed) as string[];
  } catch {
    return undefined;
  }
})();

test.skipIf(functions === undefined)('every function of kfp-kubernetes is in the table, once', () => {
  expect(kubernetesFields.flatMap((row) => row.python).toSorted()).toEqual(functions);
});
