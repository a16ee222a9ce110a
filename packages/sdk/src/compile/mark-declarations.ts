/** `export const train = component(` and the like, at the start of a line: so nothing within a function is touched. */
const declaration =
  /^((?:export )?(?:const|let|var) \w+\s*=\s*|export default )(artifactType|component|containerComponent|loadComponent|pipeline)\(/gm;

/** `: integer.default(`, where a type is a member or an argument. */
const type =
  /([:(,[]\s*)((?:string|integer|double|boolean|list|struct|finalStatus|taskConfig|[A-Z]\w*)[.](?:default|optional|of|oneOf|describe|list)\()/g;

/** Tells a bundler that the declarations of a module, and the types in them, do nothing unless they are used. */
export function markDeclarations(source: string): string {
  return source.replace(declaration, '$1/* @__PURE__ */ $2(').replace(type, '$1/* @__PURE__ */ $2');
}
