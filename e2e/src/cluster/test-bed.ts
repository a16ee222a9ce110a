import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseJson } from '@tiphys/diagnostics';
import type { RunResult } from '@tiphys/local-engine';
import { openStore, type ArtifactStore } from '@tiphys/storage';
import { REPOSITORY } from '../find-pipelines.ts';
import { mustRun, runProcess } from '../run-process.ts';
import { address, minioService, namespace } from './addresses.ts';
import { storeKeys } from './argo.ts';
import type { Cluster } from './cluster.ts';
import { localCorpusObjects } from './corpus-objects.ts';
import { createManifest, endOfWorkflow, type EndedWorkflow } from './workflows.ts';

/** What a case has to work with. */
export interface TestBed extends Cluster {
  /** Whether everything is asked for, at full size. */
  readonly full: boolean;
  /** The store of the cluster, where artifacts and records of all runs are. */
  readonly store: ArtifactStore;
  /** Compiles a file, or IR text, with the command line of this checkout. */
  compile(pipeline: Pipeline, ...options: readonly string[]): Promise<string>;
  /** Creates what a manifest holds and waits for the end of its workflow. */
  run(manifest: string, space?: string): Promise<EndedWorkflow>;
  /** Runs a pipeline in the local engine, with parameters as `NAME=TEXT`. */
  runLocally(pipeline: Pipeline, parameters?: readonly string[]): Promise<RunResult>;
}

/** Path of a pipeline's file, or its text. */
export type Pipeline = string | { readonly ir: string };

const TIPHYS = path.join(REPOSITORY, 'packages/cli/bin/tiphys.js');

/** Makes a running cluster handy. */
export function openTestBed(cluster: Cluster, full: boolean): TestBed {
  const endpoint = `${address.minio}:${String(minioService.port)}`;
  return {
    ...cluster,
    full,
    store: openStore({ root: 'minio://mlpipeline/v2/artifacts', endpoint, secure: false }, storeKeys),
    compile: (pipeline, ...options) => {
      const [file, input] = source(pipeline);
      return mustRun(process.execPath, [TIPHYS, 'compile', file, ...options], { input });
    },
    run: async (manifest, space = namespace.workflows) =>
      endOfWorkflow(cluster.api, await createManifest(cluster.api, manifest, space), undefined, space),
    runLocally: async (pipeline, parameters = []) => {
      const [file, input] = source(pipeline);
      const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-local-'));
      try {
        const given = parameters.flatMap((text) => ['-p', text]);
        const objects = await localCorpusObjects(folder);
        const args = [TIPHYS, 'run', file, '--json', '--store', path.join(folder, 'store'), ...objects, ...given];
        const done = await runProcess(process.execPath, args, { input });
        if (done.stdout === '') throw new Error(`the local run gave nothing: ${done.stderr}`);
        return parseJson(done.stdout) as unknown as RunResult;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function source(pipeline: Pipeline): readonly [file: string, input: string] {
  return typeof pipeline === 'string' ? [pipeline, ''] : ['-', pipeline.ir];
}
