import { branches } from './cases/branches.ts';
import { exits } from './cases/exits.ts';
import { loops } from './cases/loops.ts';
import { nested } from './cases/nested.ts';
import { straight } from './cases/straight.ts';
import type { CorpusCase } from './corpus-case.ts';

/** Every pipeline of the corpus that is run here, with what KFP's semantics make of it. */
export const corpusCases: readonly CorpusCase[] = [...straight, ...nested, ...branches, ...loops, ...exits];
