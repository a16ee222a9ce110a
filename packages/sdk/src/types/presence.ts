/** Whether a task must give an input: `default` and `optional` ones it may leave out. */
export type Presence = 'required' | 'optional' | 'default';

/** Marks the type values of this package, whichever copy of it made them. */
export const identifier: unique symbol = Symbol.for('tiphys.sdk.type') as never;
