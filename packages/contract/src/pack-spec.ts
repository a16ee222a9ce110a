import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Argument } from './argument.ts';
import type { ComponentSpec } from './component-spec.ts';
import { packType, unpackType } from './pack-type.ts';

/**
 * The short form of a component spec, for manifests: what is empty is left out, a declaration that is nothing but a type
 * is that type's name, `publish` is `true` where every output is published under its own name, and a text that stands in `shared` is `{"text": <its index>}`. `unpackSpec` undoes it.
 */
export function packSpec(spec: ComponentSpec, shared: readonly string[] = []): JsonObject {
  const { command, args, inputs, outputs, publish, ...rest } = spec;
  const words = (list: readonly Argument[]): readonly JsonValue[] => list.map((word) => packWord(word, shared));
  return {
    ...(rest as unknown as JsonObject),
    ...(command.length > 0 && { command: words(command) }),
    ...(args.length > 0 && { args: words(args) }),
    ...packPorts('inputs', inputs),
    ...packPorts('outputs', outputs),
    ...(publish && { publish: packAllPublished(publish, outputs) }),
  };
}

/**
 * A component spec from its short form. What has another form than `packSpec` gives is handed on as it is, so that
 * whoever checks the result can say what is wrong with it.
 */
export function unpackSpec(packed: JsonObject, shared: readonly JsonValue[] = []): JsonObject {
  const words = (list: JsonValue = []): JsonValue =>
    Array.isArray(list) ? (list as readonly JsonValue[]).map((word) => unpackWord(word, shared)) : list;
  return {
    ...packed,
    command: words(packed['command']),
    args: words(packed['args']),
    inputs: unpackPorts(packed['inputs']),
    outputs: unpackPorts(packed['outputs']),
    ...(isObject(packed['publish']) && { publish: mapValues(packed['publish'], unpackPublished) }),
    ...(packed['publish'] === true && { publish: ownNames(packed['outputs']) }),
  };
}

function packWord(word: Argument, shared: readonly string[]): JsonValue {
  const index = typeof word === 'string' ? shared.indexOf(word) : -1;
  return index < 0 ? (word as JsonValue) : { text: index };
}

function unpackWord(word: JsonValue, shared: readonly JsonValue[]): JsonValue {
  const index = isObject(word) ? word['text'] : undefined;
  return typeof index === 'number' ? (shared[index] ?? word) : word;
}

function packPorts(key: string, ports: ComponentSpec['inputs'] | ComponentSpec['outputs']): JsonObject {
  const parameters = mapValues(ports.parameters ?? {}, ({ type, ...more }): JsonValue =>
    Object.keys(more).length === 0 ? type : { type, ...more },
  );
  const artifacts = mapValues(ports.artifacts ?? {}, ({ type, ...more }): JsonValue => {
    const short = packType(type);
    return Object.keys(more).length === 0 && typeof short === 'string' ? short : { type: short, ...more };
  });
  const packed = { ...(ports.parameters && { parameters }), ...(ports.artifacts && { artifacts }) };
  return Object.keys(packed).length === 0 ? {} : { [key]: packed };
}

function unpackPorts(ports: JsonValue = {}): JsonValue {
  if (!isObject(ports)) return ports;
  const { parameters, artifacts } = ports;
  return {
    ...ports,
    ...(isObject(parameters) && {
      parameters: mapValues(parameters, (port) => (typeof port === 'string' ? { type: port } : port)),
    }),
    ...(isObject(artifacts) && { artifacts: mapValues(artifacts, unpackArtifact) }),
  };
}

function unpackArtifact(port: JsonValue): JsonValue {
  if (typeof port === 'string') return { type: unpackType(port) };
  return isObject(port) && typeof port['type'] === 'string' ? { ...port, type: unpackType(port['type']) } : port;
}

function packAllPublished(publish: Readonly<Record<string, string>>, outputs: ComponentSpec['outputs']): JsonValue {
  const all = ownNames(outputs as JsonObject);
  const names = Object.keys(all);
  const isAll = names.length === Object.keys(publish).length && names.every((name) => publish[name] === all[name]);
  return isAll ? true : mapValues(publish, packPublished);
}

/** Every output under its own name; of two with one name the artifact. */
function ownNames(outputs: JsonValue = {}): Record<string, string> {
  const kinds = isObject(outputs) ? Object.entries(outputs) : [];
  return Object.fromEntries(
    kinds.flatMap(([kind, ports]) =>
      isObject(ports) ? Object.keys(ports).map((name) => [name, `${kind}/${name}`]) : [],
    ),
  );
}

/** Most outputs are published under their own name: then the kind says it all. */
function packPublished(output: string, name: string): string {
  return output === `parameters/${name}` || output === `artifacts/${name}` ? output.slice(0, -name.length - 1) : output;
}

function unpackPublished(output: JsonValue, name: string): JsonValue {
  return typeof output === 'string' && !output.includes('/') ? `${output}/${name}` : output;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  // fromEntries defines members, so that a name `__proto__` stays a name.
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
