import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';

const input = (name: string): string => `{{$.inputs.parameters['${name}']}}`;

test.each([
  ['itself', { image: `x${input('image')}` }],
  ['one that asks for it', { image: input('tag'), tag: `${input('image')}-1` }],
])('a text that asks for %s is refused, not followed for ever', (_what, constants) => {
  const parameters = Object.entries(constants).map(([name, text]) => `${name}: {runtimeValue: {constant: "${text}"}}`);
  const declared = Object.keys(constants).map((name) => `${name}: {parameterType: STRING}`);
  const { diagnostics } = compilePipeline(
    load(
      pipelineText({
        tasks: `t: {componentRef: {name: comp-t}, inputs: {parameters: {${parameters.join(', ')}}}}`,
        components: `comp-t: {executorLabel: exec-t, inputDefinitions: {parameters: {${declared.join(', ')}}}}`,
        executors: `exec-t: {container: {image: "${input('image')}", command: [a]}}`,
      }),
    ),
  );
  expect(diagnostics).toHaveLength(Object.keys(constants).length);
  for (const { message } of diagnostics) expect(message).toContain('A text that asks for itself');
});

test('an image may be called like a member of every object', () => {
  const executors = 'exec-t: {container: {image: constructor, command: [a]}}';
  const parts = {
    tasks: 't: {componentRef: {name: comp-t}}',
    components: 'comp-t: {executorLabel: exec-t}',
    executors,
  };
  expect(compilePipeline(load(pipelineText(parts))).plan?.executors['comp-t']?.kind).toBe('container');
});

test('a nested pipeline is not given a text that asks for an input that is not there', () => {
  const inner = `{componentRef: {name: comp-echo}, inputs: {parameters: {text: {componentInputParameter: a}}}}`;
  const { diagnostics } = compilePipeline(
    load(
      pipelineText({
        tasks: `t: {componentRef: {name: comp-t}, inputs: {parameters: {a: {runtimeValue: {constant: "${input('zz')}"}}}}}`,
        components: `comp-t: {inputDefinitions: {parameters: {a: {parameterType: STRING}}}, dag: {tasks: {e: ${inner}}}}`,
      }),
    ),
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('A text that asks for "zz"')]);
});
