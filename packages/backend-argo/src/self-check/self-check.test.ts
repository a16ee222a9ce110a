import type { Template, Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { selfCheck } from './self-check.ts';

const leaf: Template = {
  name: 'leaf',
  inputs: { parameters: [{ name: 'in' }] },
  outputs: { parameters: [{ name: 'out', valueFrom: { path: '/tiphys/out/out', default: 'null' } }] },
};

type Tasks = NonNullable<Template['dag']>['tasks'];

function workflow(tasks: Tasks, outputs: NonNullable<Template['outputs']>['parameters'] = []): Workflow {
  const root: Template = { name: 'root', dag: { tasks }, outputs: { parameters: outputs } };
  return { metadata: {}, spec: { entrypoint: 'root', templates: [root, leaf] } };
}

function task(name: string, value: string, more: Partial<Tasks[number]> = {}): Tasks[number] {
  return { name, template: 'leaf', arguments: { parameters: [{ name: 'in', value }] }, ...more };
}

const a = task('a', '1');
const fromA = '{{tasks.a.outputs.parameters.out}}';

test('accepts what is right', () => {
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
])('refuses %s', (_, broken, message) => {
  expect(() => {
    selfCheck(broken);
  }).toThrow(message);
});
