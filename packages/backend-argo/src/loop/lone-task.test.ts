import { decodeWire } from '@tiphys/contract';
import { expect, test } from 'vitest';
import { iterationTexts } from '../testing/argo-passes.ts';
import { emit } from '../testing/emit.ts';

const type = { parameterType: 'STRING' };
const input = (name: string): object => ({ componentInputParameter: name });
const make = { componentRef: { name: 'comp-make' }, inputs: { parameters: { n: input('item'), m: input('other') } } };

/** A loop over `rows` whose body has these tasks, and collects what `make` puts out. */
function loopOver(tasks: object, container: object = {}, outputs: object = { producerSubtask: 'make' }): object {
  return {
    pipelineInfo: { name: 'p' },
    schemaVersion: '2.1.0',
    components: {
      'comp-make': {
        executorLabel: 'exec-make',
        inputDefinitions: { parameters: { n: type, m: type } },
        outputDefinitions: { parameters: { out: type } },
      },
      'comp-loop': {
        dag: {
          tasks,
          outputs: {
            parameters: {
              made:
                'producerSubtask' in outputs
                  ? { valueFromParameter: { ...outputs, outputParameterKey: 'out' } }
                  : { valueFromOneof: outputs },
            },
          },
        },
        inputDefinitions: { parameters: { item: type, other: type } },
        outputDefinitions: { parameters: { made: { parameterType: 'LIST' } } },
      },
    },
    deploymentSpec: {
      executors: { 'exec-make': { container: { image: 'busybox', command: ['true'], ...container } } },
    },
    root: {
      inputDefinitions: { parameters: { rows: { parameterType: 'LIST' }, other: type } },
      dag: {
        outputs: {
          parameters: { made: { valueFromParameter: { producerSubtask: 'loop', outputParameterKey: 'made' } } },
        },
        tasks: {
          loop: {
            componentRef: { name: 'comp-loop' },
            inputs: { parameters: { rows: input('rows'), other: input('other') } },
            iteratorPolicy: { parallelismLimit: 2 },
            parameterIterator: { itemInput: 'item', items: { inputParameter: 'rows' } },
          },
        },
      },
      outputDefinitions: { parameters: { made: { parameterType: 'LIST' } } },
    },
  };
}

test('a loop runs the only task of its body itself', () => {
  const { template, task, argument, spec } = emit(loopOver({ make }));
  expect(spec.templates?.map(({ name }) => name)).not.toContain('loop-body');
  const each = task('loop', 'each--make');
  expect(each).toMatchObject({ template: 'make', withSequence: {} });
  expect(template('loop')).toMatchObject({ parallelism: 2, dag: { failFast: false, target: 'each--make' } });
  expect(template('loop').outputs?.parameters).toEqual([
    {
      name: 'made',
      valueFrom: {
        expression: `'[' + join(map(filter(fromJSON(tasks['each--make'].outputs.parameters['out']), # != '"null"'), fromJSON(#)), ',') + ']'`,
        default: '[]',
      },
    },
  ]);
  const inputs = {
    'inputs.parameters.items': '["a","b{{item}}"]'.replace('{{', '\\u007b\\u007b'),
    'inputs.parameters.other': '"o"',
  };
  const texts = iterationTexts(argument(each, 'in'), inputs, [0, 1]);
  expect(texts.map(decodeWire)).toEqual([{ p: { n: 'a', m: 'o' } }, { p: { n: 'b{{item}}', m: 'o' } }]);
});

const condition = { triggerPolicy: { condition: "inputs.parameter_values['m'] == 'x'" } };
const picked = { ...input('item'), parameterExpressionSelector: 'parseJson(string_value)["a"]' };

test.each<readonly [string, object]>([
  ['it has two tasks', loopOver({ make, also: make })],
  ['its task has a condition', loopOver({ make: { ...make, ...condition } })],
  ['its task is retried', loopOver({ make: { ...make, retryPolicy: { maxRetryCount: 2 } } })],
  [
    'its task takes a member of the item',
    loopOver({ make: { ...make, inputs: { parameters: { n: picked, m: input('other') } } } }),
  ],
  ['the item decides about the pod', loopOver({ make }, { image: "busybox:{{$.inputs.parameters['n']}}" })],
  [
    'its task looks into the cache first',
    loopOver(
      { make: { ...make, cachingOptions: { enableCache: true } } },
      { resources: { accelerator: { resourceType: 'nvidia.com/gpu', resourceCount: '1' } } },
    ),
  ],
])('a body stays a DAG where %s', (_, ir) => {
  const { task, spec } = emit(ir);
  expect(task('loop', 'each')).toMatchObject({ template: 'loop-body' });
  expect(spec.templates?.map(({ name }) => name)).toContain('loop-body');
});
