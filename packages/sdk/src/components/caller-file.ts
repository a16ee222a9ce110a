/**
 * The file that called a function of this package: the third frame of the stack, after this function and the one that asks.
 * Undefined where the stack does not tell.
 */
export function callerFile(): string | undefined {
  const frame = new Error().stack?.split('\n')[3] ?? '';
  return /((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):\d+:\d+\)?$/.exec(frame)?.[1];
}
