import { expect, test } from 'vitest';
import { ExpressionError } from '../expression-error.ts';
import { evaluateWhen } from './evaluate-when.ts';
import cases from './fixtures/cases.json' with { type: 'json' };
import outcomes from './fixtures/govaluate.json' with { type: 'json' };

function evaluate(text: string): boolean | 'error' {
  try {
    return evaluateWhen(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    return 'error';
  }
}

const table = cases.map(({ expression }, index) => ({ expression, outcome: outcomes[index] }));

// What the engine and Argo's step before it made of these; e2e/exprlang/record.sh writes the outcomes.

test.each(table)('$expression', ({ expression, outcome }) => {
  const recorded = outcome !== undefined && 'error' in outcome ? 'error' : outcome?.value;
  expect(evaluate(expression)).toBe(recorded);
});
