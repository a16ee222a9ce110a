import { environmentName } from '@tiphys/contract';
import { evaluateExpression, expandVariables, parseExpression } from '@tiphys/expr';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { workflowPatch } from '../pod/workflow-patch.ts';

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What Argo makes of the patch for a pod with this input. */
function variables(input: string): readonly Variable[] {
  const patch = workflowPatch({ podSecurity: 'restricted' }).replace(/\{\{=(.*?)\}\}/, (_, expression: string) =>
    String(evaluateExpression(parseExpression(expression), expandVariables({ 'inputs.parameters.in': input }))),
  );
  // Go's reader of YAML takes no control characters, and folds what it takes for line ends.
  expect(patch).toMatch(/^[ -~\n]*$/);
  const { containers } = load(patch) as { readonly containers: readonly { name: string; env?: Variable[] }[] };
  return containers.find(({ name }) => name === 'main')?.env ?? [];
}

function joined(list: readonly Variable[]): string {
  if (list.length === 1 && list[0]?.name === environmentName.input) return list[0].value;
  expect(list.map(({ name }) => name)).toEqual(list.map((_, index) => `${environmentName.input}_${index}`));
  return Buffer.from(list.map(({ value }) => value).join(''), 'base64').toString('utf8');
}

test('an input of usual size comes whole', () => {
  expect(variables('{"p":{"x":"a"}}')).toEqual([{ name: 'TIPHYS_IN', value: '{"p":{"x":"a"}}' }]);
});

test('an input of any size arrives, in variables that the kernel takes', () => {
  const unit = fc.constantFrom('a', '"', 'é', '€', '😀', '\\u007b', '\ufeff', '\u0085', '<&>', '\t');
  const lengths = [1, 32_000, 72_000, 95_999, 96_000, 96_001, 180_000];
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 7 }), fc.constantFrom(...lengths), (units, length) => {
      const unitsText = units.join('');
      const input = unitsText.repeat(Math.ceil(length / unitsText.length));
      const list = variables(input);
      expect(joined(list)).toBe(input);
      for (const { name, value } of list) expect(Buffer.byteLength(`${name}=${value}`)).toBeLessThan(128 * 1024);
    }),
    { numRuns: 5 },
  );
});
