import type { Template } from '@tiphys/argo-types';
import { environmentName, placeVariable } from '@tiphys/contract';
import type { PlaceReferences, ResolvedStore } from './resolve-store.ts';

type Variables = NonNullable<NonNullable<Template['container']>['env']>;

/** What the launcher is told of the store: where it is, and by reference the keys and authorities of its places. */
export function storeVariables({ config, references }: ResolvedStore): Variables {
  return [{ name: environmentName.store, value: JSON.stringify(config) }, ...references.flatMap(referenceVariables)];
}

function referenceVariables({ place, secret, ca }: PlaceReferences): Variables {
  const keys =
    secret === undefined
      ? []
      : ([
          ['accessKey', secret.accessKey],
          ['secretKey', secret.secretKey],
        ] as const);
  const authorities = ca === undefined ? undefined : { name: ca.name, key: ca.key };
  return [
    ...keys.map(([name, key]) => ({
      name: placeVariable(name, place),
      valueFrom: {
        secretKeyRef: { name: secret?.name ?? '', key, ...(secret?.optional === true && { optional: true }) },
      },
    })),
    ...(authorities === undefined
      ? []
      : [
          {
            name: placeVariable('ca', place),
            valueFrom: ca?.kind === 'secret' ? { secretKeyRef: authorities } : { configMapKeyRef: authorities },
          },
        ]),
  ];
}
