import { decodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emit } from './testing/emit.ts';

/** Texts that Argo, the kubelet or a shell would act upon. */
const traps = [
  '{{workflow.name}}',
  '{{=1+1}}',
  '$(HOME)',
  '$$(X)',
  '{{inputs.parameters.in}}',
  '{{',
  '}}',
  "it's",
  '"',
  '\\',
  '\n',
  '\u007f',
];
const text = fc.oneof(
  fc.constantFrom(...traps),
  fc
    .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'grapheme' })), { maxLength: 4 })
    .map((parts) => parts.join('')),
);
const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), tie('list'), tie('struct')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  struct: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    tie('value'),
    { maxKeys: 3 },
  ),
})).value;

/** The tags that a leaf may hold: those that we put there. */
const ownTag =
  /\{\{(?:workflow\.(?:name|uid|creationTimestamp\.RFC3339)|node\.name|pod\.name|inputs\.parameters\.in)\}\}/g;

function pipeline(value: unknown, type: string, command: string): object {
  return {
    pipelineInfo: { name: 'p' },
    schemaVersion: '2.1.0',
    components: {
      'comp-a': { executorLabel: 'exec-a', inputDefinitions: { parameters: { x: { parameterType: type } } } },
    },
    deploymentSpec: { executors: { 'exec-a': { container: { image: 'i', command: ['sh', '-c', command] } } } },
    root: {
      dag: {
        tasks: {
          a: { componentRef: { name: 'comp-a' }, inputs: { parameters: { x: { runtimeValue: { constant: value } } } } },
        },
      },
    },
  };
}

test('whatever a constant holds, the manifest holds it inert and the launcher reads it back', () => {
  fc.assert(
    fc.property(json, (value) => {
      const type =
        typeof value === 'string'
          ? 'STRING'
          : typeof value === 'boolean'
            ? 'BOOLEAN'
            : typeof value === 'number'
              ? 'NUMBER_INTEGER'
              : Array.isArray(value)
                ? 'LIST'
                : 'STRUCT';
      const { task, argument } = emit(pipeline(value, type, 'true'));
      const input = argument(task('root', 'a'), 'in');
      expect(input).toMatch(/^[ -~]*$/);
      expect(input).not.toMatch(/\{\{|\$/);
      expect((decodeWire(input) as { readonly p: JsonValue }).p).toEqual({ x: value });
    }),
  );
});

test('whatever a command holds, the manifest holds it inert and the launcher reads it back', () => {
  fc.assert(
    fc.property(text, (command) => {
      const { template } = emit(pipeline('v', 'STRING', command));
      const leaf = JSON.stringify(template('a'));
      expect(leaf.replace(ownTag, '')).not.toMatch(/\{\{|\$\(|\$\$/);
      const spec = template('a').container?.env?.find(({ name }) => name === 'TIPHYS_SPEC')?.value ?? '';
      expect(JSON.parse(spec)).toMatchObject({ command: ['sh', '-c', command] });
    }),
  );
});
