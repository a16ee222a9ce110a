/** The copy of an image in a mirror: `alpine` is `<mirror>/docker.io/library/alpine`. One that is there already stays. */
export function mirrored(image: string, mirror: string): string {
  if (image.startsWith(`${mirror}/`)) return image;
  const [first = '', ...rest] = image.split('/');
  // As container engines tell a registry from a folder of Docker Hub.
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (hasRegistry) return `${mirror}/${image}`;
  return `${mirror}/docker.io/${rest.length === 0 ? `library/${image}` : image}`;
}
