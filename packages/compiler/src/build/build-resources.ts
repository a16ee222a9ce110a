import type { DocumentPath } from '@tiphys/diagnostics';
import type { ResourceSpec } from '@tiphys/ir';
import type { DynamicContainer, DynamicResources, Resources } from '../plan.ts';
import type { PodValue } from '../kubernetes/pod-options.ts';

type Quantity = readonly [resource: string, text: string | undefined];

/** Reads a text of a container: what it is, or the name of the pod value that it will be. */
export type ReadText = (name: string, text: string, path: DocumentPath) => PodValue;

/** Resources that are known now, and those that only the run knows. */
export interface BuiltResources {
  readonly resources: Resources;
  readonly dynamic: Pick<DynamicContainer, 'requests' | 'limits' | 'accelerator'>;
}

/**
 * Requests and limits of a container. The string fields win over the old numeric ones, whose memory is in gigabytes
 * (kfp-semantics 1.6). An accelerator is a limit only, under its own name.
 */
export function buildResources(spec: ResourceSpec, path: DocumentPath, read: ReadText): BuiltResources {
  const requests = quantities('request', path, read, [
    ['cpu', spec.resourceCpuRequest ?? plain(spec.cpuRequest)],
    ['memory', spec.resourceMemoryRequest ?? gigabytes(spec.memoryRequest)],
  ]);
  const limits = quantities('limit', path, read, [
    ['cpu', spec.resourceCpuLimit ?? plain(spec.cpuLimit)],
    ['memory', spec.resourceMemoryLimit ?? gigabytes(spec.memoryLimit)],
  ]);
  const accelerator = buildAccelerator(spec, path, read);
  const known = { ...limits.known, ...accelerator.known };
  return {
    resources: {
      ...(Object.keys(requests.known).length > 0 && { requests: requests.known }),
      ...(Object.keys(known).length > 0 && { limits: known }),
    },
    dynamic: {
      ...(Object.keys(requests.dynamic).length > 0 && { requests: requests.dynamic }),
      ...(Object.keys(limits.dynamic).length > 0 && { limits: limits.dynamic }),
      ...(accelerator.dynamic && { accelerator: accelerator.dynamic }),
    },
  };
}

function quantities(
  side: 'request' | 'limit',
  path: DocumentPath,
  read: ReadText,
  list: readonly Quantity[],
): { readonly known: Readonly<Record<string, string>>; readonly dynamic: DynamicResources } {
  const known: Record<string, string> = {};
  const dynamic: Record<string, string> = {};
  for (const [resource, text] of list) {
    if (text === undefined || text === '') continue;
    const value = read(`${side}-${resource}`, text, path);
    if (value.kind === 'dynamic') dynamic[resource] = value.name;
    else known[resource] = text;
  }
  return { known, dynamic };
}

/** There is one when both its type and its number are there. */
function buildAccelerator(
  { accelerator = {} }: ResourceSpec,
  path: DocumentPath,
  read: ReadText,
): { readonly known?: Readonly<Record<string, string>>; readonly dynamic?: DynamicContainer['accelerator'] } {
  const type = accelerator.resourceType ?? accelerator.type;
  const count = accelerator.resourceCount ?? accelerator.count;
  if (!type || !count) return {};
  const dynamic = {
    type: read('accelerator-type', type, [...path, 'accelerator']),
    count: read('accelerator-count', String(count), [...path, 'accelerator']),
  };
  const isDynamic = dynamic.type.kind === 'dynamic' || dynamic.count.kind === 'dynamic';
  return isDynamic ? { dynamic } : { known: { [type]: String(count) } };
}

function plain(value: number | undefined): string | undefined {
  return value ? String(value) : undefined;
}

function gigabytes(value: number | undefined): string | undefined {
  return value ? `${String(value)}G` : undefined;
}
