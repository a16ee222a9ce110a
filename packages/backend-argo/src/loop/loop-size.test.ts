import type { WorkflowSpec } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { nodeInputBytes } from '../testing/argo-passes.ts';
import { emit } from '../testing/emit.ts';

/** A loop over a list of 100-byte items, in which a container gets the item, and a branch reads it. */
function loopOver(items: object, root: object): WorkflowSpec {
  const make = {
    componentRef: { name: 'comp-make' },
    inputs: { parameters: { x: { componentInputParameter: 'item' } } },
  };
  const inputDefinitions = { parameters: { item: { parameterType: 'STRING' } } };
  const branch = { ...make, triggerPolicy: { condition: "inputs.parameter_values['x'] != 'nothing'" } };
  return emit({
    pipelineInfo: { name: 'p' },
    schemaVersion: '2.1.0',
    components: {
      'comp-make': { executorLabel: 'exec-make', inputDefinitions: { parameters: { x: { parameterType: 'STRING' } } } },
      'comp-loop': { dag: { tasks: { make, branch } }, inputDefinitions },
    },
    deploymentSpec: { executors: { 'exec-make': { container: { image: 'busybox', command: ['true'] } } } },
    root: {
      dag: { tasks: { loop: { componentRef: { name: 'comp-loop' }, ...items } } },
      ...root,
    },
  }).spec;
}

const list = (length: number): readonly string[] =>
  Array.from({ length }, (_, index) => String(index).padStart(100, 'x'));

test.each([
  [
    'known',
    (length: number) =>
      loopOver({ parameterIterator: { itemInput: 'item', items: { raw: JSON.stringify(list(length)) } } }, {}),
  ],
  [
    'given',
    (length: number): WorkflowSpec => {
      const spec = loopOver(
        {
          inputs: { parameters: { rows: { componentInputParameter: 'rows' } } },
          parameterIterator: { itemInput: 'item', items: { inputParameter: 'rows' } },
        },
        { inputDefinitions: { parameters: { rows: { parameterType: 'LIST' } } } },
      );
      // As the first task of the run converts and freezes it.
      const templates = spec.templates?.map((template) =>
        template.name === 'entry'
          ? {
              ...template,
              dag: {
                tasks: [
                  {
                    name: 'main',
                    template: 'root',
                    arguments: { parameters: [{ name: 'rows', value: JSON.stringify(list(length)) }] },
                  },
                ],
              },
            }
          : template,
      );
      return { ...spec, ...(templates && { templates }) };
    },
  ],
])(
  'the status of a loop over a list that is %s grows with the list, not with its square',
  { timeout: 120_000 },
  (_, specOf) => {
    const [few, many] = [nodeInputBytes(specOf(200)), nodeInputBytes(specOf(400))];
    expect(few).toBeGreaterThan(200 * 3 * 100);
    expect(many / few).toBeLessThan(2.2);
  },
);
