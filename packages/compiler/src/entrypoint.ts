/** What an image runs when nobody says otherwise: `ENTRYPOINT` and `CMD` of its build file. */
export interface Entrypoint {
  readonly command: readonly string[];
  /** Used where the container has no arguments of its own. */
  readonly args?: readonly string[];
}

/** The entrypoint of an image, by its full name first. */
export function findEntrypoint(
  entrypoints: Readonly<Record<string, Entrypoint>>,
  image: string,
): Entrypoint | undefined {
  const name = [image, untagged(image)].find((candidate) => Object.hasOwn(entrypoints, candidate));
  return name === undefined ? undefined : entrypoints[name];
}

/** `host:5000/team/image:tag@sha256:..` without tag and digest; the colon of a port stays. */
function untagged(image: string): string {
  return image.replace(/@[^/]*$/, '').replace(/:[^/:]*$/, '');
}
