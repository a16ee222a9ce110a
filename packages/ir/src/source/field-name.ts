/** The canonical (proto-JSON) name of a field that may be written in the proto's own snake_case. */
export function toCamelCase(name: string): string {
  return name.includes('_') ? name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()) : name;
}

/** The proto's own name of a field. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
