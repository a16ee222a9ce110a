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

const other = (name: string, templates: string, kind = 'WorkflowTemplate'): string =>
  `---\n{kind: ${kind}, metadata: {name: ${name}}, spec: {templates: [${templates}]}}\n`;

test('a name means what it means in its own document', () => {
  const dag = (template: string): string => `dag: {tasks: [{name: a, ${template}}]}`;
  const text = [
    workflow(`{name: main, ${dag('templateRef: {name: lib, template: main}')}}`, 'onExit: main,'),
    other('lib', `{name: main, ${dag('template: leaf')}}, ${leaf}`),
  ].join('\n');
  const { manifest, diagnostics } = readManifest(text);
  expect(diagnostics).toEqual([]);
  expect(manifest?.spec.templates.map(({ name, dag: own }) => [name, own?.tasks[0]?.template])).toEqual([
    ['main', 'lib/main'],
    ['lib/main', 'lib/leaf'],
    ['lib/leaf', undefined],
  ]);
});

test('what is run is the workflow, or the template that nobody refers to', () => {
  const refers = '{name: main, steps: [[{name: a, templateRef: {name: lib, template: leaf, clusterScope: true}}]]}';
  const library = other('lib', leaf, 'ClusterWorkflowTemplate');
  const root = `---\n{kind: WorkflowTemplate, metadata: {name: root}, spec: {entrypoint: main, templates: [${refers}]}}\n`;
  expect(readManifest(library + root).manifest?.name).toBe('root');
  expect(found(`${library}---\n${workflow(leaf)}\n---\n${workflow(leaf)}`)).toEqual(['RUN-040 ']);
});

test('a workflow stands above the template that it refers to', () => {
  const text = [
    '{kind: Workflow, spec: {workflowTemplateRef: {name: base}, arguments: {parameters: [{name: b, value: own}]}}}',
    `---
kind: WorkflowTemplate
metadata: {name: base}
spec:
  entrypoint: leaf
  arguments: {parameters: [{name: a, value: "1"}, {name: b, value: "2"}]}
  templates: [${leaf}]`,
  ].join('\n');
  const { manifest, diagnostics } = readManifest(text);
  expect(diagnostics).toEqual([]);
  expect(manifest?.spec.entrypoint).toBe('leaf');
  expect(new Map(manifest?.spec.arguments?.parameters?.map(({ name, value }) => [name, value]))).toEqual(
    new Map([
      ['a', '1'],
      ['b', 'own'],
    ]),
  );
});

test('templateDefaults are below every template, and do not change what it is', () => {
  const { manifest, diagnostics } = readManifest(
    workflow(
      '{name: main, dag: {tasks: [{name: a, template: leaf}]}}, {name: leaf, container: {args: [x], env: [{name: A, value: own}]}}',
      'templateDefaults: {activeDeadlineSeconds: 9, container: {image: i, command: [c], args: [y], env: [{name: B, value: b}, {name: A, value: a}]}},',
    ),
  );
  expect(diagnostics).toEqual([]);
  expect(manifest?.spec.templates[0]).not.toHaveProperty('container');
  expect(manifest?.spec.templates[1]).toEqual({
    name: 'leaf',
    activeDeadlineSeconds: 9,
    container: {
      image: 'i',
      command: ['c'],
      args: ['x'],
      env: [
        { name: 'A', value: 'own' },
        { name: 'B', value: 'b' },
      ],
    },
  });
});

test.each([
  ['no YAML', '{a: [', ['RUN-001 ']],
  ['no map', 'hello', ['RUN-001 ']],
  ['another kind', '{kind: Pod}', ['RUN-002 kind']],
  ['no kind, as a KFP pipeline', '{pipelineInfo: {name: x}}', ['RUN-002 ']],
  ['no spec', '{kind: Workflow}', ['RUN-004 spec']],
  [
    'what is not supported, all of it',
    workflow(
      '{name: main, http: {url: x}}, {name: b, sidecars: [], container: {image: i, command: [x], envFrom: []}}',
      'shutdown: Stop,',
    ),
    [
      'RUN-003 spec.shutdown',
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
  [
    'a template of another document that is not there',
    `${workflow('{name: main, dag: {tasks: [{name: a, templateRef: {name: lib, template: x}}, {name: b, templateRef: {name: lob, template: x}}]}}')}\n${other('lib', leaf)}`,
    [
      'RUN-005 [0].spec.templates[0].dag.tasks[0].templateRef.template',
      'RUN-005 [0].spec.templates[0].dag.tasks[1].templateRef.name',
    ],
  ],
  [
    'hooks of a loop, and hooks that do not say when',
    workflow(
      `{name: main, dag: {tasks: [{name: a, template: leaf, withItems: [1], onExit: leaf}, {name: b, template: leaf, hooks: {x: {template: leaf}}}]}}, ${leaf}`,
    ),
    ['RUN-003 spec.templates[0].dag.tasks[0].onExit', 'RUN-004 spec.templates[0].dag.tasks[1].hooks.x.expression'],
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
      `{name: main, dag: {tasks: [{name: a, template: leaf, depends: b}, {name: b, template: leaf, depends: a}]}}, ${leaf}`,
    ),
    ['RUN-006 spec.templates[0].dag.tasks'],
  ],
  [
    'what Argo refuses to have in one DAG',
    workflow(
      `{name: main, dag: {tasks: [{name: a, template: leaf, depends: ''}, {name: b, template: leaf, depends: a}, {name: c, template: leaf, dependencies: [a]}, {name: 1d, template: leaf, continueOn: {failed: true}}]}}, ${leaf}`,
    ),
    [
      'RUN-046 spec.templates[0].dag.tasks[2].dependencies',
      'RUN-046 spec.templates[0].dag.tasks[3].continueOn',
      'RUN-046 spec.templates[0].dag.tasks[3].name',
    ],
  ],
  [
    'a digit where there are dependencies; without them it may be',
    workflow(
      `{name: main, dag: {tasks: [{name: 1a, template: leaf}, {name: 2b, template: leaf, dependencies: [1a]}]}}, ${leaf}`,
    ),
    ['RUN-046 spec.templates[0].dag.tasks[1].name'],
  ],
  [
    'two loops of a task, two ends of a sequence',
    workflow(
      `{name: main, steps: [[{name: a, template: leaf, withItems: [1], withParam: '[1]'}, {name: b, template: leaf, withSequence: {count: '1', end: '2'}}]]}, ${leaf}`,
    ),
    ['RUN-046 spec.templates[0].steps[0][0].withParam', 'RUN-046 spec.templates[0].steps[0][1].withSequence.end'],
  ],
  [
    'two kinds of a template',
    workflow('{name: main, suspend: {}, container: {image: i, command: [x]}}'),
    ['RUN-046 spec.templates[0]'],
  ],
  [
    'names twice',
    workflow(`{name: main, dag: {tasks: [{name: a, template: leaf}, {name: a, template: leaf}]}}, ${leaf}, ${leaf}`),
    ['RUN-012 spec.templates[2].name', 'RUN-012 spec.templates[0].dag.tasks[1].name'],
  ],
  [
    'a volume of another kind',
    workflow('{name: main, volumes: [{name: v, hostPath: {path: /}}], container: {image: i, command: [x]}}'),
    ['RUN-003 spec.templates[0].volumes[0].hostPath'],
  ],
  [
    'what runs beside the main container',
    workflow(
      '{name: main, initContainers: [{name: x, image: l, command: [x], restartPolicy: Always}], container: {image: i, command: [x]}}',
    ),
    ['RUN-003 spec.templates[0].initContainers[0].restartPolicy'],
  ],
  [
    'timeouts of templates without a pod',
    workflow(
      `{name: main, timeout: 30s, activeDeadlineSeconds: 30, dag: {tasks: [{name: a, template: leaf}]}}, {name: b, timeout: 30s, activeDeadlineSeconds: "30", steps: [[{name: a, template: leaf}]]}, {name: c, timeout: 1s, activeDeadlineSeconds: 1, suspend: {duration: "1"}}, ${leaf}`,
    ),
    [
      'RUN-013 spec.templates[0].timeout',
      'RUN-013 spec.templates[0].activeDeadlineSeconds',
      'RUN-013 spec.templates[1].timeout',
      'RUN-013 spec.templates[1].activeDeadlineSeconds',
      'RUN-013 spec.templates[2].timeout',
    ],
  ],
  [
    'timeouts without a unit, and seconds with one',
    workflow(
      [
        '{name: main, timeout: "30", container: {image: i, command: [c]}}',
        ...['"+7"', '" 7"', '7m', '1d', '"{{inputs.parameters.x}}"'].map(
          (timeout, index) => `{name: t${index}, timeout: ${timeout}, script: {image: i, command: [c], source: x}}`,
        ),
        ...['10s', '-1', '1.5', '"{{x}}"', '0', '"9"', '"1{{x}}"'].map(
          (seconds, index) =>
            `{name: s${index}, activeDeadlineSeconds: ${seconds}, container: {image: i, command: [c]}}`,
        ),
      ].join(', '),
      'activeDeadlineSeconds: "10",',
    ),
    [
      'RUN-013 spec.templates[0].timeout',
      'RUN-013 spec.templates[1].timeout',
      'RUN-013 spec.templates[6].activeDeadlineSeconds',
      'RUN-013 spec.templates[7].activeDeadlineSeconds',
      'RUN-013 spec.templates[8].activeDeadlineSeconds',
      'RUN-004 spec.activeDeadlineSeconds',
    ],
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
});
