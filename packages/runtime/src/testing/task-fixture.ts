import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { ComponentSpec, RunContext } from '@tiphys/contract';
import {
  contractVersion,
  decodeWire,
  encodeWire,
  environmentName,
  packSpec,
  printInertJson,
  printRunContext,
} from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import { readTaskEnvironment } from '../read-task-environment.ts';
import { runTask } from '../run-task.ts';
import type { TaskRequest, TaskResult } from '../task-request.ts';

/** A component that needs nothing but what a test says. */
export function component(spec: Partial<ComponentSpec>): ComponentSpec {
  return {
    component: 'comp-test',
    image: 'image:1',
    command: [],
    args: [],
    inputs: {},
    outputs: {},
    ...spec,
  };
}

/** A component that runs a shell script; `args` become `$1` and so on. */
export function shell(script: string, args: ComponentSpec['args'], spec: Partial<ComponentSpec> = {}): ComponentSpec {
  return component({ command: ['sh', '-ec', script, 'sh'], args, ...spec });
}

/** The environment that a manifest would give the launcher. */
export function contractEnvironment(
  spec: ComponentSpec,
  input: JsonValue,
  { attempt, ...run }: Partial<RunContext> = {},
): Record<string, string> {
  const context = {
    v: contractVersion,
    pipeline: 'pipe',
    name: 'run-1',
    uid: 'uid-1',
    created: '2026-01-02T03:04:05Z',
    node: 'run-1.main.task',
    pod: 'pod-1',
    ...run,
  };
  return {
    [environmentName.spec]: printInertJson(packSpec(spec)),
    [environmentName.input]: encodeWire(input),
    [environmentName.run]: printRunContext(context),
    ...(attempt !== undefined && { [environmentName.attempt]: attempt }),
  };
}

/** A directory, a file store in it, and a way to run tasks against it. */
export interface Bed {
  readonly directory: string;
  readonly store: ArtifactStore;
  readonly warnings: string[];
  /** Runs a task in a fresh pod directory. */
  run(
    spec: ComponentSpec,
    input?: JsonValue,
    more?: Partial<TaskRequest> & { readonly context?: Partial<RunContext> },
  ): Promise<Ran>;
}

/** A result with everything that a test asks about. */
export interface Ran {
  readonly result: TaskResult;
  readonly base: string;
  readonly stdout: string;
  readonly stderr: string;
  /** A published output, decoded. */
  published(key: string): Promise<JsonValue>;
  publishedText(key: string): Promise<string>;
}

/** Makes a bed and runs `test` in it; the directory is removed afterwards. */
export async function withBed(test: (bed: Bed) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-runtime-'));
  const store = openStore({ root: `file://${directory}/store` });
  const warnings: string[] = [];
  let pods = 0;
  const run: Bed['run'] = async (spec, input = {}, { context, ...more } = {}) => {
    const base = join(directory, `pod-${++pods}`);
    const stdout = textSink();
    const stderr = textSink();
    const result = await runTask({
      task: readTaskEnvironment(contractEnvironment(spec, input, context)),
      store,
      base,
      workdir: directory,
      localUris: true,
      env: process.env,
      stdout: stdout.stream,
      stderr: stderr.stream,
      warn: (message) => warnings.push(message),
      ...more,
    });
    const publishedText = async (key: string): Promise<string> => readFile(join(more.base ?? base, 'out', key), 'utf8');
    return {
      result,
      base,
      stdout: stdout.text(),
      stderr: stderr.text(),
      publishedText,
      published: async (key) => decodeWire(await publishedText(key)),
    };
  };
  try {
    await test({ directory, store, warnings, run });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A stream that keeps what is written to it. */
export function textSink(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

/** Runs `test` with a temporary directory, which is removed afterwards. */
export async function withDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-runtime-'));
  try {
    await test(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
