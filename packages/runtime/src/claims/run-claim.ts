import type { ClaimSpec } from '@tiphys/contract';
import { InfraError, TaskError } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import { caching } from '../cache-key.ts';
import type { ResolvedInputs } from '../resolve-inputs.ts';
import type { TaskIdentity } from '../task-identity.ts';
import type { TaskRequest } from '../task-request.ts';
import { claimNames } from './claim-names.ts';
import { claimSpec, textInput } from './claim-spec.ts';
import type { VolumeClaims } from './volume-claims.ts';

/** Says in a claim which task of which run made it. */
const creator = 'tiphys.dev/created-by';

/**
 * Creates or deletes a volume claim, as the SDK documents `CreatePVC` and `DeletePVC` (kfp-semantics 7.3, B23). The same
 * task, started again after its pod was lost, finds what it has done already.
 *
 * @throws TaskError, InfraError
 */
export async function runClaim(
  request: TaskRequest,
  spec: ClaimSpec,
  inputs: ResolvedInputs,
  identity: TaskIdentity,
): Promise<Values> {
  if (request.claims === undefined) {
    throw new InfraError('There is nothing here that could hold volume claims.', { retriable: false });
  }
  if (spec.action === 'delete') {
    await deleteClaim(request.claims, inputs, identity);
    return { parameters: {}, artifacts: {} };
  }
  return { parameters: { name: await createClaim(request, request.claims, spec, inputs, identity) }, artifacts: {} };
}

async function createClaim(
  { task }: TaskRequest,
  claims: VolumeClaims,
  spec: ClaimSpec,
  inputs: ResolvedInputs,
  identity: TaskIdentity,
): Promise<string> {
  const { run, input } = task;
  const { names, isGenerated } = claimNames(inputs, run.name, identity.path);
  const me = `${run.uid}/${identity.path}`;
  const claim = {
    annotations: { ...claimAnnotations(inputs), [creator]: me },
    labels: { 'workflows.argoproj.io/workflow': run.name },
    ...(isGenerated && spec.owned === true && { owner: { name: run.name, uid: run.uid } }),
    spec: claimSpec(inputs),
  };
  for (const name of names) {
    const made = await claims.create({ ...claim, name });
    if (made === 'created' || made.annotations[creator] === me) {
      return name;
    }
    // What KFP takes from its cache is a claim that was made before.
    if (!isGenerated && caching(input) !== undefined) {
      return name;
    }
  }
  const hint = isGenerated ? '' : ' Turn caching on to use the one that is there.';
  throw new TaskError(`There is a volume claim "${names.at(-1) ?? ''}" already.${hint}`);
}

async function deleteClaim(claims: VolumeClaims, inputs: ResolvedInputs, identity: TaskIdentity): Promise<void> {
  const name = textInput(inputs, 'pvc_name');
  if (name === undefined) {
    throw new TaskError('pvc_name is empty: it is the name of the volume claim to delete.');
  }
  const found = await claims.delete(name);
  // A later attempt may find that the one before was cut off after its work was done.
  if (!found && identity.attempt === 0) {
    throw new TaskError(`There is no volume claim "${name}" to delete.`);
  }
}

function claimAnnotations({ parameters }: ResolvedInputs): Readonly<Record<string, string>> {
  const annotations = parameters['annotations'] ?? {};
  const isFlat =
    typeof annotations === 'object' &&
    !Array.isArray(annotations) &&
    Object.values(annotations).every((value) => typeof value === 'string');
  if (!isFlat) {
    throw new TaskError('annotations has to be a map of texts.');
  }
  return annotations as Readonly<Record<string, string>>;
}
