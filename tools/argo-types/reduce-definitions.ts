import type { Definitions, Shape } from '@tiphys/argo-types';

const prefix = '#/definitions/';

/**
 * What Argo publishes for a type that its servers read more liberally. `IntOrString` is a plain `string` in the OpenAPI, yet
 * every server takes a number, and some fields (ports of probes) take nothing else.
 */
const corrections: Definitions = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
};

/**
 * Keeps of Swagger 2.0 definitions what is reachable from `roots`, and of that only what makes a type: no descriptions, formats
 * or defaults.
 *
 * @throws Error when a root or a `$ref` names a definition that is not there
 */
export function reduceDefinitions(
  definitions: Readonly<Record<string, unknown>>,
  roots: readonly string[],
): Definitions {
  const found = new Map<string, Shape>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`there is no definition "${name}"`);
    const shape = corrections[name] ?? reduceShape(definition as Shape);
    found.set(name, shape);
    waiting.push(...referencedNames(shape));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The part of a schema that a type depends on; keys in one fixed order, properties sorted. */
function reduceShape(schema: Shape): Shape {
  const { type, $ref, required, items, additionalProperties, properties } = schema;
  return {
    ...(type === undefined ? {} : { type }),
    ...($ref === undefined ? {} : { $ref }),
    ...(schema.enum === undefined ? {} : { enum: schema.enum }),
    ...(required === undefined ? {} : { required: [...required].sort() }),
    ...(items === undefined ? {} : { items: reduceShape(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: reduceAdditional(additionalProperties) }),
    ...(properties === undefined ? {} : { properties: mapSorted(properties, reduceShape) }),
  };
}

function reduceAdditional(schema: Shape | boolean): Shape | boolean {
  return typeof schema === 'boolean' ? schema : reduceShape(schema);
}

function mapSorted<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)]));
}

function referencedNames(shape: Shape): string[] {
  const own = shape.$ref === undefined ? [] : [nameOfReference(shape.$ref)];
  const { items, additionalProperties, properties = {} } = shape;
  const below = [items, additionalProperties, ...Object.values(properties)].filter((part) => typeof part === 'object');
  return [...own, ...below.flatMap(referencedNames)];
}

function nameOfReference(reference: string): string {
  if (!reference.startsWith(prefix)) throw new Error(`"${reference}" points outside of the definitions`);
  return reference.slice(prefix.length);
}
