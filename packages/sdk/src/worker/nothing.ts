/** Whatever is called or taken of it is it again: in a bundled function no pipeline is built. */
export const nothing: unknown = new Proxy(() => nothing, {
  get: (_target, property) => (typeof property === 'symbol' ? undefined : nothing),
  apply: () => nothing,
});
