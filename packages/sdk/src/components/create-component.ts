import type { Types } from '../types/type.ts';
import type { ComponentData } from './any-component.ts';
import { componentBrand } from './any-component.ts';
import type { Component } from './component-types.ts';

/** Makes the component that users hold. */
export function createComponent<Inputs extends Types, Outputs extends Types>(
  data: ComponentData & { readonly inputs: Inputs; readonly outputs: Outputs },
): Component<Inputs, Outputs> {
  const { name, inputs, outputs } = data;
  return Object.freeze({ [componentBrand]: data, name, inputs, outputs });
}
