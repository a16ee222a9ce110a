/**
 * The environment as the pod and the image set it. The stub hides variables that would change Node or its loader by turning
 * their first letter into the control character of the same letter (see stub/environment.c); this turns it back. Variables
 * are only given to the user's command, never to this process.
 */
export function restoreEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [restoreName(name), value]));
}

function restoreName(name: string): string {
  const first = name.charCodeAt(0);
  return first >= 1 && first <= 26 ? String.fromCharCode(first | 0x40) + name.slice(1) : name;
}
