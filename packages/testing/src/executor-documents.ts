import { join } from 'node:path';
import type { JsonValue } from '@tiphys/diagnostics';
import type { InputArtifact, Types } from '@tiphys/sdk';
import { isArtifactType } from '@tiphys/sdk/run-function';
import type { ExecutorInput, ExecutorOutput, RegisteredComponent } from '@tiphys/sdk/run-function';
import { placeArtifacts } from './place-artifact.ts';
import type { GivenArtifact } from './values.ts';

/** What a launcher would tell a function: the given inputs, and a place in a folder for each artifact that it makes. */
export async function executorInput(
  { inputs = {}, outputs = {} }: Pick<RegisteredComponent, 'inputs' | 'outputs'>,
  given: Readonly<Record<string, unknown>>,
  folder: string,
): Promise<ExecutorInput> {
  const parameterValues: Record<string, JsonValue> = {};
  const artifacts: Record<string, ArtifactList> = {};
  for (const [name, type] of Object.entries(inputs)) {
    const value = given[name];
    if (value === undefined) continue;
    if (isArtifactType(type)) {
      const placed = await placeArtifacts(name, value as GivenArtifact | readonly GivenArtifact[], folder);
      artifacts[name] = { artifacts: placed.map(({ path, metadata }) => ({ name, uri: path, metadata })) };
    } else {
      parameterValues[name] = value as JsonValue;
    }
  }
  const made = Object.entries(outputs).filter(([, type]) => isArtifactType(type));
  return {
    inputs: { parameterValues, artifacts },
    outputs: {
      artifacts: Object.fromEntries(
        made.map(([name]) => [name, { artifacts: [{ name, uri: join(folder, 'outputs', name), metadata: {} }] }]),
      ),
    },
  };
}

type ArtifactList = NonNullable<NonNullable<ExecutorInput['inputs']>['artifacts']>[string];

/** What a function made, by the names of its outputs. */
export function madeOutputs(
  { outputs }: { readonly outputs: Types },
  { parameterValues, artifacts }: ExecutorOutput,
): Readonly<Record<string, JsonValue | InputArtifact | undefined>> {
  return Object.fromEntries(
    Object.entries(outputs).map(([output, type]) => {
      if (!isArtifactType(type)) return [output, parameterValues[output]];
      const { name = output, uri = '', metadata = {} } = artifacts[output]?.artifacts[0] ?? {};
      return [output, { type: type.title, name, uri, path: uri, metadata }];
    }),
  );
}
