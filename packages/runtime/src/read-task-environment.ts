import type { ComponentSpec, RunContext, StoreConfig, TaskInput } from '@tiphys/contract';
import { contractVersion, decodeWire, environmentName, isSpilled, parseRunContext, unpackSpec } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { parseJson, TaskError } from '@tiphys/diagnostics';
import type { Check } from './check-shape.ts';
import {
  anything,
  checkFlag,
  checkList,
  checkMap,
  checkMembers,
  checkObject,
  checkOneOf,
  checkText,
  checkVariant,
} from './check-shape.ts';
import type { TaskEnvironment } from './task-request.ts';

const checkArgument: Check = (value, place) => {
  if (typeof value !== 'string') {
    checkVariant({
      concat: checkMembers({ concat: checkList(checkArgument) }),
      ifPresent: checkMembers(
        { ifPresent: checkText, then: checkList(checkArgument) },
        { else: checkList(checkArgument) },
      ),
      json: checkMembers({ json: checkArgument }),
      executorInput: anything,
      outputMetadataFile: anything,
      parameter: checkMembers({ parameter: checkText }),
      outputFile: checkMembers({ outputFile: checkText }),
      inputArtifact: checkMembers({ inputArtifact: checkText }, { get: checkProperty, key: checkText }),
      outputArtifact: checkMembers({ outputArtifact: checkText }, { get: checkProperty, key: checkText }),
      job: checkMembers({ job: checkText }),
    })(value, place);
  }
};
const checkProperty = checkOneOf('uri', 'path', 'name', 'metadata');

const checkType = checkOneOf(
  'STRING',
  'NUMBER_INTEGER',
  'NUMBER_DOUBLE',
  'BOOLEAN',
  'LIST',
  'STRUCT',
  'TASK_FINAL_STATUS',
);
const checkArtifactType = checkMembers(
  {},
  { schemaTitle: checkText, schemaUri: checkText, instanceSchema: checkText, schemaVersion: checkText },
);

const checkTemplate: Check = (value, place) => {
  checkVariant({
    value: anything,
    text: checkMembers({ text: checkArgument }),
    items: checkMembers({ items: checkList(checkTemplate) }),
    members: checkMembers({ members: checkList(checkMembers({ key: checkArgument, value: checkTemplate })) }),
  })(value, place);
};

const checkImporter = checkMembers({ uri: checkArgument }, { metadata: checkTemplate, reimport: checkFlag });

const checkClaim = checkMembers({ action: checkText }, { owned: checkFlag });

const checkPodValue = checkMembers({ kind: checkOneOf('constant', 'dynamic') });
const checkAmounts: Check = (value, place) => {
  checkObject(value, place);
  for (const [name, amount] of Object.entries(value as object)) checkPodValue(amount, `${place}.${name}`);
};

const checkTaskConfig = checkMembers(
  { inputs: checkList(checkText) },
  {
    env: checkMembers({
      own: checkMap(checkArgument),
      from: checkList(checkMembers({ name: checkText, from: checkObject })),
    }),
    volumes: checkMembers({
      list: checkList(checkMembers({ name: checkText, source: checkObject })),
      mounts: checkList(checkMembers({ volume: checkText, path: checkText })),
    }),
    resources: checkMembers(
      { requests: checkAmounts, limits: checkAmounts },
      { accelerator: checkMembers({ type: checkPodValue, count: checkPodValue }) },
    ),
    affinity: checkMembers({}, { nodeAffinity: checkPodValue, podAffinity: checkObject, podAntiAffinity: checkObject }),
    tolerations: checkList(checkPodValue),
    nodeSelector: checkPodValue,
  },
);

const checkSpec = checkMembers(
  {
    component: checkText,
    image: checkArgument,
    command: checkList(checkArgument),
    args: checkList(checkArgument),
    inputs: checkMembers(
      {},
      {
        parameters: checkMap(checkMembers({ type: checkType }, { optional: checkFlag })),
        artifacts: checkMap(checkMembers({ type: checkArtifactType }, { list: checkFlag, optional: checkFlag })),
      },
    ),
    outputs: checkMembers(
      {},
      {
        parameters: checkMap(checkMembers({ type: checkType })),
        artifacts: checkMap(checkMembers({ type: checkArtifactType }, { list: checkFlag, metadata: checkObject })),
      },
    ),
  },
  {
    env: checkMap(checkArgument),
    publish: checkMap(checkText),
    importer: checkImporter,
    claim: checkClaim,
    taskConfig: checkTaskConfig,
    secretEnv: checkList(checkText),
    node: checkFlag,
  },
);

const checkInput = checkMembers(
  {},
  {
    p: checkObject,
    t: checkObject,
    a: checkMap(anything),
    u: checkMap(checkText),
    k: checkObject,
    v: checkObject,
    c: anything,
  },
);

const checkRun = checkMembers({
  pipeline: checkText,
  name: checkText,
  uid: checkText,
  created: checkText,
  node: checkText,
  pod: checkText,
});

const placeMembers = {
  endpoint: checkText,
  region: checkText,
  secure: checkFlag,
  style: checkOneOf('path', 'virtual'),
  credentials: checkOneOf('environment', 'identity', 'none'),
  sts: checkText,
};

const checkStore = checkMembers(
  { root: checkText },
  {
    ...placeMembers,
    places: checkList(checkMembers({ prefix: checkText }, placeMembers)),
    client: checkOneOf('tiphys', 'minio'),
  },
);

/**
 * Reads what the manifest says to the launcher from its environment variables (contract C5). Throws `TaskError`, with a
 * sentence that names the variable and the place in it, for anything that is missing or wrong.
 */
export function readTaskEnvironment(env: Readonly<Record<string, string | undefined>>): TaskEnvironment {
  const run = readRun(env);
  const spec = readSpec(env);
  const input = read(joinInput(env), environmentName.input, decodeWire);
  checkInput(input, environmentName.input);
  const inputObject = input as Readonly<Record<string, unknown>>;
  for (const [name, argument] of Object.entries(inputObject['t'] ?? {})) {
    checkArgument(argument, `${environmentName.input}.t.${name}`);
  }
  const keepLog = env[environmentName.log] !== 'pod';
  const probe = env[environmentName.probe];
  const contract = {
    spec,
    input: input as unknown as TaskInput,
    run,
    keepLog,
    graceSeconds: readGrace(env[environmentName.grace]),
    ...(probe !== undefined && { probe: checkedName(probe) }),
  };
  if (env[environmentName.store] === undefined) {
    return contract;
  }
  const store = read(env, environmentName.store, parseJson);
  checkStore(store, environmentName.store);
  return { ...contract, store: store as unknown as StoreConfig };
}

/** A Kubernetes pod has 30 seconds unless it says otherwise. */
function readGrace(text = '30'): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TaskError(
    `The environment variable ${environmentName.grace} is ${JSON.stringify(text)}, not whole seconds.`,
  );
}

/** A name of a file that is written; it may not lead anywhere else. */
function checkedName(name: string): string {
  if (/^[-\w]+$/.test(name)) return name;
  throw new TaskError(
    `The environment variable ${environmentName.probe} is ${JSON.stringify(name)}, which is no name.`,
  );
}

/** Puts an input that came in pieces together. */
function joinInput(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
  const pieces: string[] = [];
  for (;;) {
    const piece = env[`${environmentName.input}_${pieces.length}`];
    if (piece === undefined) break;
    pieces.push(piece);
  }
  if (pieces.length === 0) return env;
  return { ...env, [environmentName.input]: Buffer.from(pieces.join(''), 'base64').toString('utf8') };
}

function readRun(env: Readonly<Record<string, string | undefined>>): RunContext {
  const run = read(env, environmentName.run, parseRunContext) as Readonly<Record<string, string>>;
  const version = run['v'];
  if (version !== String(contractVersion)) {
    throw new TaskError(
      `The manifest (TIPHYS_RUN) speaks version ${version ?? 'none'} of the launcher contract, this launcher version ${contractVersion}. Use the launcher image that the manifest was compiled for.`,
    );
  }
  checkRun(run, environmentName.run);
  const attempt = env[environmentName.attempt];
  return { ...(run as unknown as RunContext), v: contractVersion, ...(attempt !== undefined && { attempt }) };
}

function readSpec(env: Readonly<Record<string, string | undefined>>): ComponentSpec {
  const packed = read(env, environmentName.spec, parseJson);
  checkObject(packed, environmentName.spec);
  const texts = env[environmentName.texts] === undefined ? [] : read(env, environmentName.texts, parseJson);
  checkList(checkText)(texts, environmentName.texts);
  const spec = unpackSpec(packed as JsonObject, texts as readonly JsonValue[]);
  checkSpec(spec, environmentName.spec);
  return spec as unknown as ComponentSpec;
}

/** Takes the variables of the contract out of an environment: user code sees what it would see without a launcher. */
export function withoutContract(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !name.startsWith('TIPHYS_')) {
      kept[name] = value;
    }
  }
  return kept;
}

function read(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  parse: (text: string) => JsonValue,
): JsonValue {
  const text = env[name];
  if (text === undefined) {
    throw new TaskError(
      `The environment variable ${name} is missing: the launcher must be started by a compiled manifest.`,
    );
  }
  try {
    const value = parse(text);
    if (isSpilled(value)) {
      throw new TaskError(`The environment variable ${name} holds a reference instead of its value.`);
    }
    return value;
  } catch (error) {
    if (error instanceof URIError) {
      throw new TaskError(`The environment variable ${name} cannot be read: ${error.message}`);
    }
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new TaskError(`The environment variable ${name} is not JSON: ${error.message}`);
    }
    throw error;
  }
}
