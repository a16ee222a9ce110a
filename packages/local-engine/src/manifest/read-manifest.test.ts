import { formatPath } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

function found(text: string): readonly string[] {
  return readManifest(text).diagnostics.map(({ code, path }) => `${code} ${formatPath(path)}`);
}

function workflow(templates: string, spec = ''): string {
  return `{apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {entrypoint: main, ${spec} templates: [${templates}]}}`;
}

const leaf = '{name: leaf, container: {image: i, command: ["true"]}}';

test('a plain workflow is read, null fields and bare numbers as Argo reads them', () => {
  const { manifest, diagnostics } = readManifest(
    workflow(
      '{name: main, nodeSelector: {gpu: "yes"}, outputs: null, inputs: {parameters: [{name: a, value: 3}]}, container: {image: i, command: ["true"], resources: {}}}',
    ),
  );
  expect(diagnostics).toEqual([]);
  expect(manifest?.spec.templates[0]?.inputs?.parameters).toEqual([{ name: 'a', value: '3' }]);
  expect(manifest?.spec.templates[0]).not.toHaveProperty('outputs');
});

test('the spec of a CronWorkflow is inside', () => {
  const text = `{kind: CronWorkflow, metadata: {name: nightly}, spec: {schedules: ["* * * * *"], workflowSpec: {entrypoint: leaf, templates: [${leaf}]}}}`;
  expect(readManifest(text).manifest).toMatchObject({ name: 'nightly', spec: { entrypoint: 'leaf' } });
});

test.each([
  ['no YAML', '{a: [', ['RUN-001 ']],
  ['no map', 'hello', ['RUN-001 ']],
  ['another kind', '{kind: Pod}', ['RUN-002 kind']],
  ['no spec', '{kind: Workflow}', ['RUN-004 spec']],
  [
    'what is not supported, all of it',
    workflow(
      '{name: main, http: {url: x}}, {name: b, sidecars: [], container: {image: i, command: [x], envFrom: []}}',
      'hooks: {},',
    ),
    [
      'RUN-003 spec.hooks',
      'RUN-003 spec.templates[0].http',
      'RUN-004 spec.templates[0]',
      'RUN-003 spec.templates[1].sidecars',
      'RUN-003 spec.templates[1].container.envFrom',
    ],
  ],
  [
    'wrong shapes',
    workflow('{name: main, container: {image: i, command: x}}'),
    ['RUN-004 spec.templates[0].container.command', 'RUN-011 spec.templates[0].container'],
  ],
  [
    'an unknown template',
    workflow('{name: main, dag: {tasks: [{name: a, template: laef}]}}, ' + leaf),
    ['RUN-005 spec.templates[0].dag.tasks[0].template'],
  ],
  ['an unknown entrypoint', workflow(leaf), ['RUN-005 spec.entrypoint']],
  [
    'an unknown dependency',
    workflow(`{name: main, dag: {tasks: [{name: a, template: leaf, depends: b.Succeeded}]}}, ${leaf}`),
    ['RUN-005 spec.templates[0].dag.tasks[0].depends'],
  ],
  [
    'a cycle',
    workflow(
      `{name: main, dag: {tasks: [{name: a, template: leaf, depends: b}, {name: b, template: leaf, dependencies: [a]}]}}, ${leaf}`,
    ),
    ['RUN-006 spec.templates[0].dag.tasks'],
  ],
  [
    'names twice',
    workflow(`{name: main, dag: {tasks: [{name: a, template: leaf}, {name: a, template: leaf}]}}, ${leaf}, ${leaf}`),
    ['RUN-012 spec.templates[2].name', 'RUN-012 spec.templates[0].dag.tasks[1].name'],
  ],
  [
    'a secret',
    workflow(
      '{name: main, container: {image: i, command: [x], env: [{name: K, valueFrom: {secretKeyRef: {name: s, key: k}}}]}}',
    ),
    ['RUN-010 spec.templates[0].container.env[0].valueFrom.secretKeyRef'],
  ],
  [
    'a volume of the cluster',
    workflow(
      '{name: main, volumes: [{name: v, persistentVolumeClaim: {claimName: c}}], container: {image: i, command: [x]}}',
    ),
    ['RUN-003 spec.templates[0].volumes[0].persistentVolumeClaim'],
  ],
  [
    'a patch of the container',
    workflow(
      `{name: main, podSpecPatch: '{"containers":[{"name":"main","command":["x"]}]}', container: {image: i, command: [x]}}`,
    ),
    ['RUN-003 spec.templates[0].podSpecPatch'],
  ],
])('refuses %s', (_name, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test("credentials of the manifest's own store, optional secrets and the launcher are no obstacle", () => {
  const env =
    '[{name: TIPHYS_ACCESS_KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: X, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]';
  const init =
    '{name: tiphys, image: l, command: [/tiphys-launcher, install, /tiphys], volumeMounts: [{name: tiphys, mountPath: /tiphys}]}';
  expect(
    found(
      workflow(
        `{name: main, volumes: [{name: tiphys, emptyDir: {}}], initContainers: [${init}], container: {image: i, command: [/tiphys/launcher, run], env: ${env}}}`,
      ),
    ),
  ).toEqual([]);
  expect(
    found(
      workflow(
        `{name: main, initContainers: [{name: x, image: l, command: [x]}], container: {image: i, command: [x]}}`,
      ),
    ),
  ).toEqual(['RUN-003 spec.templates[0].initContainers']);
});
