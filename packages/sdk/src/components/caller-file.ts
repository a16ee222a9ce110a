/**
 * The file that called a function of this package: the first one on the stack that is none of ours. Undefined where the stack
 * does not tell.
 */
export function callerFile(): string | undefined {
  const lines = new Error().stack?.split('\n').slice(1) ?? [];
  const files = lines.flatMap(
    (line) => /((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):\d+:\d+\)?$/.exec(line)?.[1] ?? [],
  );
  const [own] = files;
  if (own === undefined) return undefined;
  const folder = own.replace(/[\\/]components[\\/][^\\/]*$/, '');
  return files.find((file) => !(file.startsWith(folder) && /[\\/](components|pipeline)[\\/][^\\/]*$/.test(file)));
}
