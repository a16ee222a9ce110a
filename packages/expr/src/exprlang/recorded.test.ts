import { expect, test } from 'vitest';
import { ExpressionError } from '../expression-error.ts';
import { goJson } from '../go-json.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { expandVariables } from './expand-variables.ts';
import cases from './fixtures/cases.json' with { type: 'json' };
import outcomes from './fixtures/v1.17.7.json' with { type: 'json' };
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { refused } from './testing/refused.ts';
import { goType } from './testing/go-type.ts';

// What the real engine made of these expressions; e2e/exprlang/record.sh writes the outcomes.

interface Case {
  readonly expression: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly type?: string;
  readonly value?: unknown;
  readonly error?: string;
}

function evaluate(text: string, env: Case['env']): Outcome {
  try {
    const value = evaluateExpression(parseExpression(text), expandVariables(env ?? {}));
    return { type: goType(value), value: JSON.parse(goJson(value)) as unknown };
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    return { error: error.phase === 'parse' ? 'compile' : error.phase };
  }
}

/** All kinds of lists are one here. */
function recorded({ type, value, error }: Outcome): Outcome {
  return error === undefined
    ? { type: (type ?? '').replace(/^\[\](string|int)$/, '[]interface {}'), value }
    : { error };
}

const table = (cases as readonly Case[]).map((one, index) => ({ ...one, outcome: outcomes[index] as Outcome }));

test.each(table.filter(({ expression }) => !refused.has(expression)))('$expression', ({ expression, env, outcome }) => {
  expect(evaluate(expression, env)).toEqual(recorded(outcome));
});

test.each(table.filter(({ expression }) => refused.has(expression)))(
  '$expression is refused',
  ({ expression, env }) => {
    expect(evaluate(expression, env)).toHaveProperty('error');
  },
);

test.each(table.filter(({ expression }) => !refused.has(expression)))(
  '$expression, printed',
  ({ expression, env, outcome }) => {
    let printed: string;
    try {
      printed = printExpression(parseExpression(expression));
    } catch {
      return;
    }
    expect(evaluate(printed, env)).toEqual(recorded(outcome));
  },
);
