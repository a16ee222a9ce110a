/**
 * The kubelet's expansion in command, args and env: `$(NAME)` becomes the variable's value if there is one, `$$` a `$`;
 * everything else stays (k8s.io/kubernetes/third_party/forked/golang/expansion).
 */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.includes('$')
    ? text.replace(/\$(?:\$|\(([^)]*)\))/g, (all, name: string | undefined) =>
        name === undefined ? '$' : (variables.get(name) ?? all),
      )
    : text;
}
