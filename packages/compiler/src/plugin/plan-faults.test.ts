import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import type { Plan, Scope, Task } from '../plan.ts';
import { load, pipelineText } from '../testing/pipeline.ts';
import { planFaults } from './plan-faults.ts';

const good = chain();

/** Two tasks, of which the second reads what the first wrote. */
function chain(): Plan {
  const tasks = `first:
  componentRef: {name: comp-echo}
  inputs: {parameters: {text: {runtimeValue: {constant: hi}}}}
second:
  componentRef: {name: comp-echo}
  dependentTasks: [first]
  inputs: {parameters: {text: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}}}`;
  const { plan } = compilePipeline(load(pipelineText({ tasks })));
  if (plan === undefined) throw new Error('the chain does not compile');
  return plan;
}

const rootScope = good.scopes[good.root]!;

function withRoot(change: Partial<Scope>): Plan {
  return { ...good, scopes: { ...good.scopes, [good.root]: { ...rootScope, ...change } } };
}

function withTask(index: number, change: (task: Task) => object): Plan {
  return withRoot({ tasks: rootScope.tasks.map((task, at) => (at === index ? (change(task) as Task) : task)) });
}

const last = rootScope.tasks.length - 1;

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /^it is undefined$/],
  ['a text', 'plan', /is no plan|not shaped/],
  ['a function inside', { ...good, hook: () => 1 }, /^hook is a function$/],
  ['a date inside', { ...good, pipeline: { name: new Date(0) } }, /^pipeline[.]name is a Date$/],
  ['undefined inside', { ...good, v: undefined }, /^v is undefined$/],
  ['another kind', { ...good, kind: 'manifest' }, /no plan of version 1/],
  ['no root', { ...good, root: 'nowhere' }, /root "nowhere" is not among the scopes/],
  ['no scopes', { ...good, scopes: null }, /not shaped as a plan/],
  ['a scope under another name', { ...good, scopes: { ...good.scopes, other: rootScope } }, /scope "other" is named/],
  ['no executors', { ...good, executors: {} }, /runs something that the plan does not have/],
  ['two tasks of a name', withRoot({ tasks: [...rootScope.tasks, rootScope.tasks[last]!] }), /two tasks/],
  ['tasks upside down', withRoot({ tasks: [...rootScope.tasks].reverse() }), /comes before .* on which it depends/],
  ['a missing task', withRoot({ tasks: rootScope.tasks.slice(1) }), /does not exist|comes before/],
  ['a forgotten dependency', withTask(last, (task) => ({ ...task, dependencies: [] })), /does not depend/],
  [
    'an input from nowhere',
    withTask(0, (task) => ({ ...task, inputs: { parameters: { x: { kind: 'input', name: 'y' } }, artifacts: {} } })),
    /reads "y", which is no input of the scope/,
  ],
  [
    'a scope in itself',
    withTask(0, (task) => ({ ...task, target: { kind: 'scope', scope: good.root } })),
    /runs itself/,
  ],
  [
    'an output of nothing',
    withRoot({
      outputs: {
        parameters: { o: { channel: { kind: 'parameter', type: 'STRING' }, sources: [{ task: 'x', output: 'y' }] } },
        artifacts: {},
      },
    }),
    /output "o" .* reads the output "y" of "x", which does not exist/,
  ],
  [
    'an executor without an image',
    {
      ...good,
      executors: Object.fromEntries(Object.entries(good.executors).map(([name, e]) => [name, { ...e, image: '' }])),
    },
    /has no image/,
  ],
  [
    'an argument that reads an input that is not there',
    {
      ...good,
      executors: Object.fromEntries(
        Object.entries(good.executors).map(([name, e]) => [name, { ...e, args: [{ parameter: 'zz' }] }]),
      ),
    },
    /reads the input "zz"/,
  ],
])('%s is a fault', (_, plan, message) => {
  expect(planFaults(good)).toEqual([]);
  expect(planFaults(plan as Plan).join('\n')).toMatch(message);
});
