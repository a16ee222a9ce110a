import type { Template, Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { selfCheck } from './self-check.ts';

const defaults: Template = {
  volumes: [{ name: 'tiphys', emptyDir: {} }],
  container: { image: 'launcher', volumeMounts: [{ name: 'tiphys', mountPath: '/tiphys' }] },
};
const leaf: Template = {
  name: 'leaf',
  inputs: { parameters: [{ name: 'in' }] },
  container: { image: 'i', env: [{ name: 'TIPHYS_SPEC', value: '{}' }] },
  outputs: { parameters: [{ name: 'out', valueFrom: { path: '/tiphys/out/out', default: 'null' } }] },
};

type Tasks = NonNullable<Template['dag']>['tasks'];

function workflow(tasks: Tasks, outputs: NonNullable<Template['outputs']>['parameters'] = []): Workflow {
  const target = tasks.map(({ name }) => name).join(' ');
  const root: Template = { name: 'root', dag: { failFast: false, target, tasks }, outputs: { parameters: outputs } };
  return { metadata: {}, spec: { entrypoint: 'root', templateDefaults: defaults, templates: [root, leaf] } };
}

/** The workflow of one task with its templates changed. */
function changed(root: Partial<Template>, leafChange: Partial<Template> = {}, spec: object = {}): Workflow {
  const { metadata, spec: whole } = workflow([a]);
  const [first, second] = whole.templates ?? [];
  return {
    metadata,
    spec: {
      ...whole,
      ...spec,
      templates: [
        { ...first, ...root },
        { ...second, ...leafChange },
      ],
    },
  };
}

function dag(change: Partial<NonNullable<Template['dag']>>): Partial<Template> {
  return { dag: { failFast: false, target: 'a', tasks: [a], ...change } };
}

/** A loop over a body that is a DAG, with one thing changed. */
function loop(change: Partial<Tasks[number]> = {}, body = 'body', more: Tasks = []): Workflow {
  const each: Tasks[number] = {
    name: 'each',
    template: body,
    withSequence: { count: '3' },
    arguments: { parameters: [{ name: 'in', value: '{{item}}' }] },
    ...change,
  };
  const inner: Template = {
    name: 'body',
    inputs: { parameters: [{ name: 'in' }] },
    dag: { failFast: false, target: 'a', tasks: [a] },
  };
  const { metadata, spec } = workflow([each, ...more]);
  return { metadata, spec: { ...spec, templates: [...(spec.templates ?? []), inner] } };
}

function retried({ metadata, spec }: Workflow): Workflow {
  const templates = (spec.templates ?? []).map((template) =>
    template.container === undefined ? template : { ...template, retryStrategy: { limit: '1' } },
  );
  return { metadata, spec: { ...spec, templates } };
}

function container(change: Partial<NonNullable<Template['container']>>): Partial<Template> {
  return { container: { image: 'i', ...change } };
}

function task(name: string, value: string, more: Partial<Tasks[number]> = {}): Tasks[number] {
  return { name, template: 'leaf', arguments: { parameters: [{ name: 'in', value }] }, ...more };
}

const a = task('a', '1');
const fromA = '{{tasks.a.outputs.parameters.out}}';

test('accepts what is right', () => {
  selfCheck(loop());
  selfCheck(loop({ name: 'each--a' }, 'leaf'));
  const b = task('b', `{"p":${fromA},"q":{{=toJson(fromJSON(tasks['a'].outputs.parameters['out']))}}}`, {
    depends: 'a.Succeeded',
  });
  selfCheck(workflow([a, b], [{ name: 'o', valueFrom: { parameter: fromA, default: 'null' } }]));
});

test.each<readonly [string, Workflow, RegExp]>([
  ['a reserved name', workflow([task('in', '1')]), /names: reserved task "in" in "root"/],
  ['a name twice', workflow([a, a]), /names: two tasks "a"/],
  ['a name that Argo refuses', workflow([task('a_b', '1')]), /names: task "a_b"/],
  [
    'a task that is not waited for',
    workflow([a, task('b', fromA)]),
    /references: "b" reads "a" but does not wait for it/,
  ],
  [
    'an output that is not there',
    workflow([a, task('b', '{{tasks.a.outputs.parameters.x}}', { depends: 'a.Succeeded' })]),
    /references: "a" has no output "x"/,
  ],
  ['an input that is not there', workflow([task('b', '{{inputs.parameters.x}}')]), /references: no input "x"/],
  ['an argument that is missing', workflow([{ name: 'a', template: 'leaf' }]), /references: "a" lacks "in"/],
  ['a template that is missing', workflow([{ name: 'a', template: 'nope' }]), /references: no template "nope"/],
  [
    'an output without a default',
    workflow([a], [{ name: 'o', valueFrom: { parameter: fromA } }]),
    /references: output "o" has no default/,
  ],
  ['an expression that does not parse', workflow([task('b', '{{=1 +}}')]), /expressions: .*1 \+/],
  ['a tag cut short by a brace', workflow([task('b', "{{= {'a': {'b': 1}} }}")]), /expressions: /],
  [
    'an output of what may have failed',
    workflow([a, task('b', fromA, { depends: '(a.Succeeded || a.Failed)' })]),
    /references: "b" reads an output of "a", which may have failed/,
  ],
  [
    'an escape that Argo undoes',
    workflow([task('b', "{{= 'a\\u003cb' }}")]),
    /expressions: an escape that Argo undoes/,
  ],
  ['a DAG that fails fast', changed(dag({ failFast: true })), /dags: failFast in "root"/],
  ['a task that is no target', changed(dag({ target: 'b' })), /dags: "a" is no target/],
  [
    'a condition in plain text',
    workflow([{ ...a, when: '{{x}} == 1' }]),
    /dags: the condition of "a" is no expression/,
  ],
  ['a task that goes on', workflow([{ ...a, continueOn: { failed: true } }]), /dags: "a" waits by something other/],
  ['a DAG with retries', changed({ retryStrategy: { limit: '1' } }), /dags: retryStrategy of a DAG/],
  ['a DAG with a deadline', changed({ timeout: '1s' }), /dags: deadline of a DAG/],
  ['a leaf with parallelism', changed({}, { parallelism: 1 }), /dags: parallelism of a leaf in "leaf"/],
  [
    'a workflow with retries',
    changed({}, {}, { retryStrategy: { limit: '1' } }),
    /dags: a retryStrategy of the workflow/,
  ],
  ['an entrypoint that is missing', changed({}, {}, { entrypoint: 'x' }), /dags: no entrypoint "x"/],
  [
    'templates in a circle',
    changed(dag({ tasks: [{ name: 'a', template: 'root' }] })),
    /dags: templates nest deeper than 99 levels/,
  ],
  [
    'a loop over items',
    loop({ withSequence: undefined, withItems: ['x'] } as object),
    /loops: the items of the loop "each"/,
  ],
  ['a loop with a neighbour', loop({}, 'body', [a]), /loops: a neighbour of the loop/],
  ['a loop over a leaf that does not say so', loop({}, 'leaf'), /loops: the name, which is no task, of the loop/],
  ['a loop over a leaf that is none', loop({ name: 'each--a' }), /loops: the body, no DAG, of the loop "each--a"/],
  [
    'a loop over a leaf that is retried',
    retried(loop({ name: 'each--a' }, 'leaf')),
    /loops: the body, which is retried, of the loop "each--a"/,
  ],
  ['a loop with a hook', loop({ hooks: {} }), /loops: a hook or an inline template/],
  [
    'a loop that is given foreign text',
    loop({ arguments: { parameters: [{ name: 'in', value: '{{y}}' }] } }),
    /loops: the tag \{\{y\}\}/,
  ],
  ['a variable twice', changed({}, container({ env: [{ name: 'A' }, { name: 'A' }] })), /pods: two variables "A"/],
  ['a variable of ours', changed({}, container({ env: [{ name: 'TIPHYS_RUN' }] })), /pods: the variable "TIPHYS_RUN"/],
  [
    'a mount over the launcher',
    changed({}, container({ volumeMounts: [{ name: 'tiphys', mountPath: '/tiphys' }] })),
    /pods: two mounts at \/tiphys/,
  ],
  [
    'a mount without a volume',
    changed({}, container({ volumeMounts: [{ name: 'v', mountPath: '/v' }] })),
    /pods: no volume "v"/,
  ],
  ['a volume twice', changed({}, { volumes: [{ name: 'v' }, { name: 'v' }] }), /pods: two volumes "v"/],
  ['an init container of Argo', changed({}, { initContainers: [{ name: 'wait' }] }), /pods: an init container "wait"/],
  [
    'an init container twice',
    changed({}, { initContainers: [{ name: 'x' }, { name: 'x' }] }),
    /pods: two init containers "x"/,
  ],
  [
    'a number for a text',
    changed({}, container({ env: [{ name: 'A', value: 1 as unknown as string }] })),
    /texts: 1 is no text/,
  ],
  ['a limit in digits', changed({}, { retryStrategy: { limit: 3 } }), /texts: 3 is no text in "leaf"/],
])('refuses %s', (_, broken, message) => {
  expect(() => {
    selfCheck(broken);
  }).toThrow(message);
});
