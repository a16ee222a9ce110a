import fc from 'fast-check';
import type { OperationName } from './operations.ts';
import { operations } from './operations.ts';

/*
 * What fast-check draws and shrinks: steps that take what they need by number from what is there when it is their turn.
 * So every draw is a valid pipeline, also in the middle of shrinking.
 */

/** A pipeline and what it is run with. */
export interface PipelineDraw {
  readonly root: ScopeDraw;
  readonly parameters: { readonly t: string; readonly n: number; readonly l: readonly string[]; readonly m?: string };
}

/** The steps of a DAG. The last one makes a text, so that every DAG can give one. */
export interface ScopeDraw {
  readonly steps: readonly StepDraw[];
  readonly last: LeafDraw;
  /** Which of the values that its tasks made. */
  readonly output: number;
}

/** `pick` chooses a value of the right type, or the constant. */
export interface Pick {
  readonly pick: number;
  readonly text: string;
  readonly number: number;
}

/** A task with a program. */
export interface LeafDraw {
  readonly kind: 'leaf';
  readonly operation: OperationName;
  readonly inputs: readonly Pick[];
}

/** One task of a DAG, and the DAGs in it. */
export type StepDraw =
  | LeafDraw
  | { readonly kind: 'nested'; readonly captures: readonly number[]; readonly body: ScopeDraw }
  | {
      readonly kind: 'if' | 'branches';
      readonly captures: readonly number[];
      readonly condition: ConditionDraw;
      readonly body: ScopeDraw;
      readonly otherwise: ScopeDraw;
    }
  | {
      readonly kind: 'loop';
      readonly captures: readonly number[];
      readonly list: { readonly pick: number; readonly items: readonly (string | readonly number[])[] };
      readonly body: ScopeDraw;
      /** Whether only some of the iterations run. */
      readonly only?: ConditionDraw;
      readonly limit?: number;
    };

/** What is compared with what. */
export interface ConditionDraw {
  readonly on: 'text' | 'number';
  readonly value: Pick;
  readonly text: string;
  readonly number: number;
}

const texts = fc.constantFrom('', 'a', 'b', '{{x}}', '{{=1+1}}', '$(HOME)', 'it\'s "\\', 'é\n🚢', '[1]', 'null', '7');
const numbers = fc.nat(4);
const pick: fc.Arbitrary<Pick> = fc.record({ pick: fc.nat(20), text: texts, number: numbers });
const captures = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 });
const condition: fc.Arbitrary<ConditionDraw> = fc.record({
  on: fc.constantFrom('text', 'number'),
  value: pick,
  text: fc.constantFrom('a', '', '{{x}}'),
  number: fc.nat(2),
});

function leafOf(...names: readonly OperationName[]): fc.Arbitrary<LeafDraw> {
  return fc.record({
    kind: fc.constant('leaf'),
    operation: fc.constantFrom(...names),
    inputs: fc.array(pick, { minLength: 2, maxLength: 2 }),
  });
}

const leaf = leafOf(...(Object.keys(operations) as OperationName[]));

// Most lists have something in them: below an empty one nothing is tested.
const items = fc.oneof(
  { arbitrary: fc.constant([]), weight: 1 },
  { arbitrary: fc.array(texts, { minLength: 1, maxLength: 3 }), weight: 4 },
  { arbitrary: fc.array(fc.array(numbers, { maxLength: 2 }), { minLength: 1, maxLength: 2 }), weight: 4 },
);

function stepDraw(depth: number): fc.Arbitrary<StepDraw> {
  if (depth === 0) return leaf;
  const body = scopeDraw(depth - 1);
  return fc.oneof(
    { arbitrary: leaf, weight: 2 },
    { arbitrary: fc.record({ kind: fc.constant('nested'), captures, body }), weight: 1 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom('if', 'branches', 'branches'),
        captures,
        condition,
        body,
        otherwise: body,
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record(
        {
          kind: fc.constant('loop'),
          captures,
          list: fc.record({ pick: fc.nat(20), items }),
          body,
          only: condition,
          limit: fc.integer({ min: 1, max: 2 }),
        },
        { requiredKeys: ['kind', 'captures', 'list', 'body'] },
      ),
      weight: 3,
    },
  );
}

function scopeDraw(depth: number): fc.Arbitrary<ScopeDraw> {
  return fc.record({
    steps: fc.array(stepDraw(depth), { minLength: depth, maxLength: depth + 2 }),
    last: leafOf('join'),
    output: fc.nat(20),
  });
}

/** A pipeline of DAGs that are nested up to `depth` times. */
export function pipelineDraw(depth: number): fc.Arbitrary<PipelineDraw> {
  return fc.record({
    root: scopeDraw(depth),
    parameters: fc.record(
      { t: texts, n: numbers, l: fc.array(texts, { minLength: 1, maxLength: 3 }), m: texts },
      { requiredKeys: ['t', 'n', 'l'] },
    ),
  });
}
