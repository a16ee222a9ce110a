import type { Types } from '../types/type.ts';

/** A component as its declaration says it. */
export interface RegisteredComponent {
  readonly name: string;
  readonly inputs?: Types;
  readonly outputs?: Types;
  readonly run: (inputs: unknown, artifacts: unknown) => unknown;
}

const components: RegisteredComponent[] = [];

/** Remembers a component of this program. */
export function register(component: RegisteredComponent): void {
  components.push(component);
}

/** The component of a name, if it was remembered. */
export function findRegistered(name: string): RegisteredComponent | undefined {
  return components.find((component) => component.name === name);
}
