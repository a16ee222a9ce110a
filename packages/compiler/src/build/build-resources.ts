import type { DocumentPath } from '@tiphys/diagnostics';
import type { ResourceSpec } from '@tiphys/ir';
import { unsupported } from '../diagnostics.ts';
import type { Resources } from '../plan.ts';
import type { BuildContext } from './build-context.ts';

type Quantity = readonly [resource: string, text: string | undefined];

/**
 * Requests and limits of a container. The string fields win over the old numeric ones, whose memory is in gigabytes
 * (kfp-semantics 1.6). An accelerator is a limit only, under its own name.
 */
export function buildResources(context: BuildContext, spec: ResourceSpec, path: DocumentPath): Resources {
  const requests = quantities(context, path, [
    ['cpu', spec.resourceCpuRequest ?? plain(spec.cpuRequest)],
    ['memory', spec.resourceMemoryRequest ?? gigabytes(spec.memoryRequest)],
  ]);
  const accelerator = spec.accelerator ?? {};
  const acceleratorType = accelerator.resourceType ?? accelerator.type;
  const acceleratorCount = accelerator.resourceCount ?? accelerator.count;
  const limits = quantities(context, path, [
    ['cpu', spec.resourceCpuLimit ?? plain(spec.cpuLimit)],
    ['memory', spec.resourceMemoryLimit ?? gigabytes(spec.memoryLimit)],
    ...(acceleratorType && acceleratorCount ? [[acceleratorType, String(acceleratorCount)] as const] : []),
  ]);
  return { ...(requests && { requests }), ...(limits && { limits }) };
}

function quantities(
  context: BuildContext,
  path: DocumentPath,
  list: readonly Quantity[],
): Readonly<Record<string, string>> | undefined {
  const given = list.filter((entry): entry is readonly [string, string] => entry[1] !== undefined && entry[1] !== '');
  for (const [resource, text] of given) {
    if (`${resource}${text}`.includes('$.inputs')) {
      const feature = `A resource that is a parameter (${resource}: ${text})`;
      context.report(unsupported(context.place(path), feature, 'Give the quantity as a literal.'));
    }
  }
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function plain(value: number | undefined): string | undefined {
  return value ? String(value) : undefined;
}

function gigabytes(value: number | undefined): string | undefined {
  return value ? `${String(value)}G` : undefined;
}
