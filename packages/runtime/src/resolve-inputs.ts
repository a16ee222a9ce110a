import type { ArtifactType, ArtifactValue, ComponentSpec, WireArtifact } from '@tiphys/contract';
import { unpackType } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { parseJson, TaskError } from '@tiphys/diagnostics';
import { renderText } from '@tiphys/expr';
import type { PlaceholderValues } from '@tiphys/expr';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { checkMembers, checkObject, checkText } from './check-shape.ts';
import { coerceParameter } from './coerce-parameter.ts';
import { own } from './own.ts';
import { resolveSpilled } from './resolve-spilled.ts';
import { resolveStatuses } from './resolve-statuses.ts';
import { taskConfig } from './task-config.ts';
import type { TaskEnvironment } from './task-request.ts';

/** A task's inputs, complete. */
export interface ResolvedInputs extends Values {
  /** Names of the inputs that were given and are not null; defaults do not count. */
  readonly present: ReadonlySet<string>;
}

const checkArtifact = checkMembers(
  { name: checkText, uri: checkText },
  { type: checkObject, metadata: checkObject, digest: checkText, stamp: checkText },
);

/**
 * Brings a task's inputs together: fetches what was spilled, renders constants with placeholders against the other inputs,
 * applies defaults and type rules, and says what a task is told of its pod. Names that the component does not declare are passed on, unchecked, as KFP does.
 */
export async function resolveInputs(
  task: TaskEnvironment,
  store: ArtifactStore,
  placeholders: (inputs: ResolvedInputs) => PlaceholderValues,
  warn: (message: string) => void,
): Promise<ResolvedInputs> {
  const given = await resolveGiven(task, store, placeholders, warn);
  const { taskConfig: spec } = task.spec;
  if (spec === undefined) return given;
  const values = placeholders(given);
  const config = taskConfig(spec, {
    values: (await resolveSpilled(store, task.input.v ?? {})) as JsonObject,
    run: task.run,
    render: (argument) => renderText(argument, values) ?? '',
  });
  const told = Object.fromEntries(spec.inputs.map((name) => [name, config]));
  return {
    ...given,
    parameters: { ...given.parameters, ...told },
    present: new Set([...given.present, ...spec.inputs]),
  };
}

/** What the task itself is given. */
async function resolveGiven(
  task: TaskEnvironment,
  store: ArtifactStore,
  placeholders: (inputs: ResolvedInputs) => PlaceholderValues,
  warn: (message: string) => void,
): Promise<ResolvedInputs> {
  const { spec, input } = task;
  const given = await resolveStatuses(task, (await resolveSpilled(store, input.p ?? {})) as JsonObject, store, warn);
  const artifacts = await resolveArtifacts(store, spec, input.a ?? {});
  for (const [name, artifactSpec] of Object.entries(spec.inputs.artifacts ?? {})) {
    if (own(artifacts, name) === undefined && artifactSpec.optional !== true) {
      const producer = own(input.u ?? {}, name);
      const reason =
        producer === undefined ? 'the task that should make it gave none' : `the task "${producer}" did not succeed`;
      throw new TaskError(`The input artifact "${name}" is missing: ${reason}.`);
    }
  }
  const present = new Set(Object.keys(artifacts));
  const declared = spec.inputs.parameters ?? {};
  const templates = input.t ?? {};
  const parameters = new Map<string, JsonValue>();
  const put = (name: string, value: JsonValue | undefined): void => {
    const parameter = own(declared, name);
    const result =
      parameter === undefined
        ? (value ?? undefined)
        : coerceParameter(name, parameter, value, own(input.u ?? {}, name));
    if (result !== undefined) {
      parameters.set(name, result);
    }
    if (value !== undefined && value !== null) {
      present.add(name);
    }
  };
  for (const name of new Set([...Object.keys(declared), ...Object.keys(given)])) {
    if (!Object.hasOwn(templates, name)) {
      put(name, own(given, name));
    }
  }
  // Rendered from the values above only, so that their order does not matter.
  const values = placeholders({ parameters: Object.fromEntries(parameters), artifacts, present: new Set(present) });
  for (const [name, template] of Object.entries(templates)) {
    const text = renderText(template, values);
    const isText = (own(declared, name)?.type ?? 'STRING') === 'STRING';
    put(name, text === undefined || isText ? text : parsed(text));
  }
  return { parameters: Object.fromEntries(parameters), artifacts, present };
}

/** A rendered text for a parameter that is no text: its JSON value, if it is one. */
function parsed(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

async function resolveArtifacts(
  store: ArtifactStore,
  spec: ComponentSpec,
  given: Readonly<Record<string, readonly WireArtifact[] | null>>,
): Promise<Record<string, readonly ArtifactValue[]>> {
  const artifacts = new Map<string, readonly ArtifactValue[]>();
  for (const [name, list] of Object.entries(given)) {
    const resolved = await resolveSpilled(store, list as unknown as JsonValue);
    if (resolved === null) {
      continue;
    }
    // Collected artifacts of nested loops are one flat list (kfp-semantics 12.5); absent ones are left out.
    const type = own(spec.inputs.artifacts ?? {}, name)?.type;
    const values = flatten(resolved)
      .filter((value) => value !== null)
      .map((value) => completeArtifact(value, type));
    values.forEach((value, index) => checkArtifact(value, `TIPHYS_IN.a.${name}[${index}]`));
    artifacts.set(name, values as unknown as readonly ArtifactValue[]);
  }
  return Object.fromEntries(artifacts);
}

/** What a user gives a pipeline may be no more than a URI; it then has the last part of that as its name. A type may be in its short form. */
function completeArtifact(value: JsonValue, type: ArtifactType | undefined): JsonValue {
  const given = typeof value === 'string' ? { uri: value } : value;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return value;
  const { uri, type: own } = given as JsonObject;
  const name = typeof uri === 'string' ? (uri.split('/').findLast((part) => part !== '') ?? uri) : '';
  return {
    name,
    ...(type !== undefined && { type: { ...type } }),
    ...given,
    ...(typeof own === 'string' && { type: unpackType(own) }),
  };
}

function flatten(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value.flatMap((item: JsonValue) => flatten(item)) : [value];
}
