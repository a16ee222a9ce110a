import { isDevice } from './is-device.ts';
import type { PodExtras } from './pod-extras.ts';

/**
 * What of the extras of a task goes for a pod that only looks into its cache: the defaults of all pods, but for devices and
 * sidecars, and the account of the task, by which the store may know it. Rules for single tasks are about their programs, such
 * as the nodes with their devices, which is what the probe is there not to wait for.
 */
export function probeExtras(defaults: PodExtras, own: PodExtras): PodExtras {
  const { container, sidecars: _sidecars, ...rest } = defaults;
  const account = own.pod?.serviceAccountName;
  const pod = { ...rest.pod, ...(account !== undefined && { serviceAccountName: account }) };
  return {
    ...rest,
    ...(Object.keys(pod).length > 0 && { pod }),
    ...(container !== undefined && { container: withoutDevices(container) }),
  };
}

function withoutDevices(container: NonNullable<PodExtras['container']>): NonNullable<PodExtras['container']> {
  const { resources, ...rest } = container;
  if (resources === undefined) return container;
  const { limits, requests } = resources;
  return {
    ...rest,
    resources: {
      ...(limits && { limits: ordinary(limits) }),
      ...(requests && { requests: ordinary(requests) }),
    },
  };
}

function ordinary<T>(amounts: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => !isDevice(name)));
}
