import type { ContainerSpec } from '@tiphys/ir';

/** Images that no registry has: KFP's driver does what they stand for (kfp-semantics 7.3). */
const actions: Readonly<Record<string, 'create' | 'delete'>> = {
  'argostub/createpvc': 'create',
  'argostub/deletepvc': 'delete',
};

/** What a container of the SDK's `CreatePVC` or `DeletePVC` stands for; undefined for any other. */
export function volumeOperation(container: ContainerSpec | undefined): 'create' | 'delete' | undefined {
  return container !== undefined && Object.hasOwn(actions, container.image) ? actions[container.image] : undefined;
}
