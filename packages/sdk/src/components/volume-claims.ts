import { list, string, struct } from '../types/parameter-type.ts';
import { containerComponent } from './container-component.ts';

/**
 * Makes a volume claim, and gives its name: KFP's `CreatePVC`, whose inputs have these names in the IR. Either `pvc_name` or
 * `pvc_name_suffix`, which the name of the run stands before.
 */
export const createPvc = containerComponent({
  name: 'createpvc',
  inputs: {
    access_modes: list.of(string).describe('Such as ReadWriteOnce.'),
    annotations: struct.optional().describe('Annotations of the claim.'),
    data_source: struct.optional().describe('A snapshot or a claim to start from: apiGroup, kind and name.'),
    pvc_name: string.optional().describe('The name of the claim; this or the suffix.'),
    pvc_name_suffix: string.optional().describe('What stands behind the name of the run.'),
    size: string.describe('Such as 5Gi.'),
    storage_class_name: string.default('').describe('Empty for a claim on a volume that is there.'),
    volume_name: string.optional().describe('A volume that is there already.'),
  },
  outputs: { name: string },
  image: 'argostub/createpvc',
});

/** Deletes a volume claim: KFP's `DeletePVC`. */
export const deletePvc = containerComponent({
  name: 'deletepvc',
  inputs: { pvc_name: string.describe('The name of the claim.') },
  image: 'argostub/deletepvc',
});
