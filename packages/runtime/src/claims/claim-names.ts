import { shortHash } from '@tiphys/contract';
import { TaskError } from '@tiphys/diagnostics';
import type { ResolvedInputs } from '../resolve-inputs.ts';
import { textInput } from './claim-spec.ts';

/** Names for a claim, the first that is free counts; more than one only where the name comes from the run. */
export interface ClaimNames {
  readonly names: readonly string[];
  readonly isGenerated: boolean;
}

/**
 * The name that the user gave, or `<run>-<suffix>` as the SDK documents it. Where that is taken by another task of the run,
 * as in the iterations of a loop, a hash of the task's path tells the claims apart; so it does where there is no suffix.
 */
export function claimNames(inputs: ResolvedInputs, run: string, path: string): ClaimNames {
  const name = textInput(inputs, 'pvc_name');
  const suffix = textInput(inputs, 'pvc_name_suffix');
  if (name !== undefined && suffix !== undefined) {
    throw new TaskError('Only one of pvc_name and pvc_name_suffix may be given.');
  }
  if (name !== undefined) {
    return { names: [name], isGenerated: false };
  }
  const hash = shortHash(path);
  const base = suffix === undefined ? run : `${run}-${suffix.replace(/^-+/, '')}`;
  const unique = `${base}-${hash}`;
  // In a loop, which iteration came first must not decide how its claim is called.
  const isAlone = suffix !== undefined && !path.includes('[');
  return { names: isAlone ? [base, unique] : [unique], isGenerated: true };
}
