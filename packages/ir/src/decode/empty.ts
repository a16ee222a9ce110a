/** Shared empty values for what a file leaves out. */
export const emptyMap: Readonly<Record<string, never>> = Object.freeze(Object.create(null) as Record<string, never>);

export const emptyList: readonly never[] = Object.freeze([]);

/** Both maps of inputs, outputs or arguments, empty. */
export const emptyPorts: { readonly parameters: typeof emptyMap; readonly artifacts: typeof emptyMap } = Object.freeze({
  parameters: emptyMap,
  artifacts: emptyMap,
});
