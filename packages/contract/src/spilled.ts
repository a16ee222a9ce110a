import type { JsonValue } from '@tiphys/diagnostics';
import type { SpilledValue } from './task-input.ts';
import { spilledBrand } from './task-input.ts';

/**
 * Makes the reference that travels instead of a large value. Only objects made here, or read back by `decodeWire`, count
 * as spilled: a user's object that looks the same is a user's object. Copying one with `...` loses that.
 */
export function createSpilled(reference: SpilledValue['tiphys:ref']): SpilledValue {
  const value = { 'tiphys:ref': reference };
  Object.defineProperty(value, spilledBrand, { value: true });
  return Object.freeze(value) as SpilledValue;
}

/** Whether `value` stands for one that was too large to travel. Looks at this value only, not inside it. */
export function isSpilled(value: JsonValue): value is SpilledValue {
  return typeof value === 'object' && value !== null && spilledBrand in value;
}
