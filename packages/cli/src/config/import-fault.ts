/** Why a module could not be imported, and in which line of the file if V8 says so. */
export function importFault(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? '';
  const line = /^:(\d+)/.exec(stack.slice(stack.indexOf(path) + path.length))?.[1];
  return stack.includes(path) && line !== undefined ? `${error.message} (line ${line})` : error.message;
}
