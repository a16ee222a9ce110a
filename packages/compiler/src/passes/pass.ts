import type { Plan } from '../plan.ts';

/** A step of the compiler: pure, from plan to plan. */
export interface Pass {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly description: string;
  run(plan: Plan): Plan;
}
