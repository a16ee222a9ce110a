import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactValue, ComponentSpec } from '@tiphys/contract';
import { decodeWire } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { errorMessage } from '@tiphys/diagnostics';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import type { TaskResult } from '@tiphys/runtime';
import type { ArtifactStore } from '@tiphys/storage';
import {
  component,
  contractEnvironment,
  textSink,
  withDirectory,
} from '../../../packages/runtime/src/testing/task-fixture.ts';
import { createObjectStore } from '../../../packages/storage/src/object-store.ts';
import { createS3Driver } from '../../../packages/storage/src/s3/s3-driver.ts';
import { startFaultProxy } from '../../../packages/storage/src/testing/fault-proxy.ts';
import type { TreeContent } from '../../../packages/storage/src/testing/local-tree.ts';
import { readTree, writeTree } from '../../../packages/storage/src/testing/local-tree.ts';
import { randomFault, randomNumbers } from '../../../packages/storage/src/testing/random-fault.ts';

/** What became of a task. `wrong` is a fault of Tiphys. */
export interface Outcome {
  readonly seed: number;
  readonly kind: 'right' | 'failed' | 'wrong';
  /** Why it failed or is wrong. */
  readonly reason: string;
  /** Connections with trouble. */
  readonly faults: number;
  /** Size of the input, which is that of the output. */
  readonly bytes: number;
}

/** Copies its input to its output, and says how many bytes that is, once in short and once in long. */
const copying: ComponentSpec = component({
  command: [
    'sh',
    '-ec',
    'cp -R "$1" "$2"; printf %s "$3" > "$4"; head -c 60000 /dev/zero | tr "\\0" "$3" > "$5"',
    'sh',
    { inputArtifact: 'in', get: 'path' },
    { outputArtifact: 'out', get: 'path' },
    { parameter: 'digit' },
    { outputFile: 'short' },
    { outputFile: 'long' },
  ],
  inputs: { artifacts: { in: { type: {} } }, parameters: { digit: { type: 'STRING' } } },
  outputs: { artifacts: { out: { type: {} } }, parameters: { short: { type: 'STRING' }, long: { type: 'STRING' } } },
  publish: { out: 'artifacts/out', short: 'parameters/short' },
});

const mebibyte = 2 ** 20;

/**
 * Runs a task whose every connection to the store may have trouble, and looks at what became of it over connections without.
 *
 * @param address `http://key:secret@host:port/bucket`
 */
export async function runInterruptedTask(seed: number, address: string): Promise<Outcome> {
  const random = randomNumbers(seed);
  const { host, pathname, username: accessKey, password: secretKey } = new URL(address);
  const root = `s3:/${pathname}/faults/${seed}`;
  const open = (endpoint: string): ArtifactStore =>
    createObjectStore(
      createS3Driver({ endpoint }, () => Promise.resolve({ accessKey, secretKey }), {
        // The smallest parts that S3 takes, so that transfers have many connections to lose.
        partBytes: 5 * mebibyte,
        smallBytes: 16 * 1024,
        silenceMilliseconds: 3000,
        retry: { attempts: 6, baseMilliseconds: 5, maximumMilliseconds: 100 },
      }),
      root,
    );
  const clean = open(host);
  let outcome: Outcome | undefined;
  await withDirectory(async (directory) => {
    const local = join(directory, 'source');
    const content = randomContent(random);
    await (typeof content === 'string' ? writeFile(local, content) : writeTree(local, content));
    const { digest, stamp, bytes } = await clean.uploadTree(local, `${root}/source`);
    const given = { name: 'in', uri: `${root}/source`, digest, ...(stamp !== undefined && { stamp }) };
    let faults = 0;
    const proxy = await startFaultProxy(host, () => {
      const fault = randomFault(random, Math.min(bytes, 2 * mebibyte));
      if (fault.kind !== 'none') faults += 1;
      return fault;
    });
    try {
      const digit = String(seed % 10);
      const base = join(directory, 'pod');
      const result = await run(open(proxy.endpoint), base, given, digit, String(seed));
      const told = await judge(result, base, clean, content, digit).catch((error: unknown) => ({
        kind: 'wrong' as const,
        reason: errorMessage(error),
      }));
      outcome = { seed, faults, bytes, ...told };
    } finally {
      await proxy.close();
    }
  });
  return outcome ?? { seed, kind: 'wrong', reason: 'it was never run', faults: 0, bytes: 0 };
}

/** A file of up to 12 MiB, most of them small, or a directory. */
function randomContent(random: () => number): string | TreeContent {
  const text = (length: number): string => {
    const unit = Array.from({ length: 1000 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
    return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  };
  if (random() < 0.5) return text(Math.floor(random() ** 4 * 12 * mebibyte));
  const files = Array.from({ length: Math.ceil(random() * 30) }, (_, index): [string, string | null] => [
    `${random() < 0.5 ? '' : 'sub/'}${index}`,
    random() < 0.1 ? null : text(Math.floor(random() ** 3 * 40_000)),
  ]);
  return Object.fromEntries(files);
}

async function run(
  store: ArtifactStore,
  base: string,
  input: JsonObject,
  digit: string,
  uid: string,
): Promise<TaskResult> {
  const { stream } = textSink();
  const task: JsonValue = { p: { digit }, a: { in: [input] }, c: true };
  return runTask({
    task: readTaskEnvironment(contractEnvironment(copying, task, { uid })),
    store,
    base,
    workdir: base,
    localUris: true,
    env: { PATH: process.env['PATH'] },
    stdout: stream,
    stderr: stream,
    warn: () => undefined,
  });
}

async function judge(
  { phase, message, exitCode, record }: TaskResult,
  base: string,
  clean: ArtifactStore,
  content: string | TreeContent,
  digit: string,
): Promise<Pick<Outcome, 'kind' | 'reason'>> {
  const published = await readFile(join(base, 'out/out'), 'utf8').catch(() => undefined);
  if (phase !== 'Succeeded') {
    if (exitCode === 0 || message === undefined || message === '') return wrong('it failed without saying so');
    return { kind: 'failed', reason: message };
  }
  if (published === undefined) return wrong('it succeeded without outputs');
  const [artifact] = decodeWire(published) as unknown as readonly ArtifactValue[];
  const recorded = record.outputs?.artifacts['out']?.[0];
  if (artifact?.uri !== recorded?.uri || artifact?.digest === undefined) return wrong('the record has other outputs');
  const local = join(base, 'read');
  await clean.downloadTree(artifact.uri, local, { digest: artifact.digest });
  const stored = typeof content === 'string' ? await readFile(local, 'utf8') : await readTree(local);
  const isSame =
    typeof content === 'string'
      ? stored === content
      : JSON.stringify(sorted(stored)) === JSON.stringify(sorted(content));
  if (!isSame) return wrong('the output is not the input');
  if (record.outputs?.parameters['short'] !== digit) return wrong('a parameter is wrong');
  return { kind: 'right', reason: '' };
}

function wrong(reason: string): Pick<Outcome, 'kind' | 'reason'> {
  return { kind: 'wrong', reason };
}

function sorted(tree: string | TreeContent): unknown {
  return Object.entries(tree).sort(([left], [right]) => (left < right ? -1 : 1));
}
