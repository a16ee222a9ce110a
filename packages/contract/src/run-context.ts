/**
 * The text of the variable `TIPHYS_RUN`: `name=value`, joined by `&`, the values percent-encoded. Such a text needs no quotes, of
 * which each costs two characters in the JSON of a manifest, and is inert for Argo and the kubelet.
 *
 * @param known what the compiler knows
 * @param later what only the run knows: tags, or other text that is filled in and holds neither `&` nor `%`
 */
export function printRunContext(
  known: Readonly<Record<string, string | number>>,
  later: Readonly<Record<string, string>> = {},
): string {
  const encoded = Object.entries(known).map(([name, value]) => [name, encodeURIComponent(value)]);
  return [...encoded, ...Object.entries(later)].map((pair) => pair.join('=')).join('&');
}

/**
 * The members of a `TIPHYS_RUN`, whatever they are.
 *
 * @throws URIError for an encoding that is none
 */
export function parseRunContext(text: string): Readonly<Record<string, string>> {
  const pairs = text.split('&').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, decodeURIComponent(value.join('='))];
  });
  return Object.fromEntries(pairs);
}
