import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { badPodOption } from '../diagnostics.ts';
import { hasForm, quantity } from '../kubernetes/forms.ts';
import type { Workspace } from '../plan.ts';
import type { BuildContext } from './build-context.ts';

const place = ['platforms', 'kubernetes', 'pipelineConfig', 'workspace'] as const;
const accessModes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

type Refuse = (path: readonly string[], option: string, expected: string) => void;

/**
 * The workspace that the pipeline asks for, or nothing. As in KFP, the patch may say access modes and storage class only;
 * without modes it is `ReadWriteOnce`, which every storage class can do (kfp-semantics 8).
 */
export function buildWorkspace(context: BuildContext): Workspace | undefined {
  const config = context.pipeline.platform?.platforms.kubernetes?.pipelineConfig?.workspace;
  if (config === undefined) return undefined;
  const refuse: Refuse = (path, option, expected) => {
    context.report(badPodOption(context.place([...place, ...path]), option, expected));
  };
  const size = config.size ?? '';
  if (!isPositive(size)) refuse(['size'], 'The size of a workspace', 'a quantity of bytes such as 10Gi');
  return { size, ...claimSpec(config.kubernetes?.pvcSpecPatch ?? {}, refuse) };
}

function claimSpec(patch: JsonObject, refuse: Refuse): Omit<Workspace, 'size'> {
  const at = ['kubernetes', 'pvcSpecPatch'];
  for (const key of Object.keys(patch)) {
    if (key === 'accessModes' || key === 'storageClassName') continue;
    refuse([...at, key], 'A field of pvcSpecPatch', 'accessModes or storageClassName');
  }
  const { accessModes: modes = ['ReadWriteOnce'], storageClassName } = patch;
  const known = Array.isArray(modes) ? modes.filter(isAccessMode) : [];
  if (!Array.isArray(modes) || modes.length === 0 || known.length < modes.length) {
    refuse([...at, 'accessModes'], 'accessModes', `a list of ${accessModes.join(', ')}`);
  }
  if (storageClassName === undefined) return { accessModes: known };
  if (typeof storageClassName === 'string' && storageClassName !== '') return { accessModes: known, storageClassName };
  refuse([...at, 'storageClassName'], 'storageClassName', 'the name of a class, or left out');
  return { accessModes: known };
}

function isAccessMode(mode: JsonValue): mode is string {
  return typeof mode === 'string' && accessModes.includes(mode);
}

function isPositive(size: string): boolean {
  return hasForm(size, quantity) && Number.parseFloat(size) > 0;
}
