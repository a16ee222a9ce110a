import type { AnyValue, ResourceSettings } from '../model.ts';
import { isValue } from '../model.ts';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { badQuantity } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { constantJson } from './constant-json.ts';

/**
 * The resources of a container, in the texts of today's KFP and, where they are known, in the numbers of older ones too: the
 * Python SDK writes both.
 */
export function resourcesJson(resources: ResourceSettings): JsonObject {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, accelerator } = resources;
  return {
    ...quantity('cpuRequest', cpuRequest, cpuNumber),
    ...quantity('cpuLimit', cpuLimit, cpuNumber),
    ...quantity('memoryRequest', memoryRequest, gigabytes),
    ...quantity('memoryLimit', memoryLimit, gigabytes),
    ...(accelerator !== undefined && { accelerator: acceleratorJson(accelerator) }),
  };
}

function quantity(
  name: string,
  given: string | AnyValue | undefined,
  toNumber: (text: string) => number | undefined,
): JsonObject {
  if (given === undefined) return {};
  const field = `resource${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  if (isValue(given)) return { [field]: constantJson(given, name).json };
  const number = toNumber(given) ?? fail(badQuantity({ option: name, text: given }));
  return { [field]: given, [name]: number };
}

function acceleratorJson({ type, count }: NonNullable<ResourceSettings['accelerator']>): JsonObject {
  const text = (given: string | number | AnyValue): JsonValue =>
    isValue(given) ? constantJson(given, 'accelerator').json : String(given);
  return {
    ...(!isValue(count) && { count: String(count) }),
    resourceCount: text(count),
    resourceType: text(type),
    ...(!isValue(type) && { type }),
  };
}

function cpuNumber(text: string): number | undefined {
  const match = /^(\d+(?:[.]\d+)?)(m?)$/.exec(text);
  return match === null ? undefined : Number(match[1]) / (match[2] === 'm' ? 1000 : 1);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Gigabytes of 10^9, which is what the numbers mean. */
function gigabytes(text: string): number | undefined {
  const match = /^(\d+(?:[.]\d+)?)([KMGTPE]i?)?$/.exec(text);
  return match === null ? undefined : (Number(match[1]) * (units[match[2] ?? ''] ?? 1)) / 1e9;
}
