/** What happens to a value on its way into a pod, in the words of Argo and the kubelet. */

/**
 * One of Argo's substitution passes (argo-facts 2.1): `{{x}}` inside a template's JSON is replaced by Go's
 * `strconv.Quote(value)`, and the whole must be JSON again.
 */
export function argoPass(template: unknown, values: Readonly<Record<string, string>>): unknown {
  const text = JSON.stringify(template).replace(/\{\{(.*?)\}\}/gs, (tag, name: string) => {
    const value = values[name.trim()];
    if (value === undefined) {
      throw new Error(`evaluated ${tag}`);
    }
    return goQuote(value).slice(1, -1);
  });
  return JSON.parse(text) as unknown;
}

/** Go's `strconv.Quote`; code points that Go prints as they are stay, which is right for all but a few. */
function goQuote(text: string): string {
  const short: Record<string, string> = {
    '\u0007': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  };
  short['\v'] = '\\v';
  short['"'] = '\\"';
  short['\\'] = '\\\\';
  const quoted = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (short[character] !== undefined) {
      return short[character];
    }
    return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character;
  });
  return `"${quoted.join('')}"`;
}

/** The kubelet's expansion of `$(NAME)` in env, command and args (k8s.io/kubernetes/third_party/forked/golang/expansion). */
export function kubeletExpand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (match, name: string | undefined) =>
    name === undefined ? '$' : (variables[name] ?? match),
  );
}
