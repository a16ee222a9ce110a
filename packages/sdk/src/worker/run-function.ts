import type { JsonValue } from '@tiphys/diagnostics';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { InputArtifact, OutputArtifact } from '../components/artifacts.ts';
import { fitFault } from '../types/fits.ts';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { AnyParameterType } from '../types/parameter-type.ts';
import { isGivenBySystem } from '../types/parameter-type.ts';
import { isArtifactType } from '../types/type.ts';
import type { Types } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import { localPath } from './local-path.ts';
import type { RuntimeArtifact } from './output-artifact.ts';
import { outputArtifact } from './output-artifact.ts';
import type { RegisteredComponent } from './registry.ts';

/** What a launcher tells a task: KFP's `ExecutorInput`, of which empty parts are left out. */
export interface ExecutorInput {
  readonly inputs?: {
    readonly parameterValues?: Readonly<Record<string, JsonValue>>;
    readonly artifacts?: Readonly<Record<string, { readonly artifacts?: readonly RuntimeArtifact[] }>>;
  };
  readonly outputs?: {
    readonly artifacts?: Readonly<Record<string, { readonly artifacts?: readonly RuntimeArtifact[] }>>;
    readonly outputFile?: string;
  };
}

/** What a task tells its launcher: KFP's `ExecutorOutput`. */
export interface ExecutorOutput {
  readonly parameterValues: Readonly<Record<string, JsonValue>>;
  readonly artifacts: Readonly<Record<string, { readonly artifacts: readonly RuntimeArtifact[] }>>;
}

/**
 * Runs the function of a component once: checks and hands over its inputs, and gives what it made. Parameters come back as they
 * were declared, or the task has failed.
 */
export async function runFunction(component: RegisteredComponent, given: ExecutorInput): Promise<ExecutorOutput> {
  const { name, inputs = {}, outputs = {}, run } = component;
  const artifacts = await prepareArtifacts(outputs, given);
  const result = (await run(await readInputs(name, inputs, given), artifacts)) as
    Readonly<Record<string, unknown>> | undefined;
  const parameters = Object.entries(outputs).filter(([, type]) => !isArtifactType(type));
  const parameterValues: Record<string, JsonValue> = {};
  for (const [output, type] of parameters) {
    const value = await validated(result?.[output], type as AnyParameterType, `the output ${output} of ${name}`);
    parameterValues[output] = value as JsonValue;
  }
  const made = Object.entries(artifacts).map(([output, { name: artifact, uri, metadata }]) => [
    output,
    { artifacts: [{ name: artifact, uri, metadata }] },
  ]);
  return { parameterValues, artifacts: Object.fromEntries(made) as ExecutorOutput['artifacts'] };
}

/** Writes what a function made to where the launcher reads it. */
export async function writeOutput(output: ExecutorOutput, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(output));
}

async function readInputs(component: string, types: Types, given: ExecutorInput): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(types)) {
    values[name] = isArtifactType(type)
      ? inputArtifacts(type, given.inputs?.artifacts?.[name]?.artifacts)
      : await readParameter(component, name, type, given.inputs?.parameterValues?.[name]);
  }
  return values;
}

async function readParameter(
  component: string,
  name: string,
  type: AnyParameterType,
  given: JsonValue | undefined,
): Promise<unknown> {
  const value = given ?? type.defaultValue;
  if (value === undefined && type.presence === 'optional') return undefined;
  if (isGivenBySystem(type.kind)) return value;
  return validated(value, type, `the input ${name} of ${component}`);
}

async function validated(value: unknown, type: AnyParameterType, what: string): Promise<unknown> {
  const fault = value === undefined ? 'nothing' : fitFault(value, type);
  if (fault !== undefined) throw new TypeError(`${what} is a value of type ${describeType(type)}, not ${fault}`);
  const result = await type.schema?.['~standard'].validate(value);
  if (result?.issues !== undefined) {
    const issues = result.issues.map(({ message, path = [] }) =>
      [path.map(segment).join('.'), message].filter(Boolean).join(': '),
    );
    throw new TypeError(`${what} does not fit its schema: ${issues.join('; ')}`);
  }
  return result === undefined ? value : result.value;
}

function segment(part: unknown): string {
  return String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part);
}

function inputArtifacts(
  type: ArtifactType,
  given: readonly RuntimeArtifact[] = [],
): InputArtifact | readonly InputArtifact[] | undefined {
  const artifacts = given.map(({ name = '', uri = '', metadata = {}, customPath }): InputArtifact => {
    const mounted = customPath ?? localPath(uri);
    // An artifact that was imported into the workspace is there, and not where its URI says.
    const path = metadata['_kfp_workspace'] === true ? `/kfp-workspace/.artifacts${mounted}` : mounted;
    return { type: type.title, name, uri, path, metadata };
  });
  return type.isList ? artifacts : artifacts[0];
}

async function prepareArtifacts(outputs: Types, given: ExecutorInput): Promise<Record<string, OutputArtifact>> {
  const artifacts: Record<string, OutputArtifact> = {};
  for (const [name, type] of Object.entries(outputs)) {
    if (!isArtifactType(type)) continue;
    const runtime = given.outputs?.artifacts?.[name]?.artifacts?.[0] ?? { name };
    const path = runtime.customPath ?? localPath(runtime.uri ?? '');
    await mkdir(dirname(path), { recursive: true });
    artifacts[name] = outputArtifact(type.title, runtime, path);
  }
  return artifacts;
}
