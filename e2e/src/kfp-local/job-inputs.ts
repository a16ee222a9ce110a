import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson, printJson, type JsonValue } from '@tiphys/diagnostics';
import type { Job } from './job.ts';

/** What a run of a job is given. */
export interface JobInputs {
  readonly arguments: Readonly<Record<string, JsonValue>>;
  readonly artifacts: Readonly<Record<string, { readonly path: string; readonly type: string }>>;
}

/** Makes a folder for a run and files for the artifacts in it. */
export async function makeJobInputs(job: Job, folder: string): Promise<JobInputs> {
  await mkdir(folder, { recursive: true });
  const artifacts = Object.entries(job.artifacts).map(async ([name, type]) => {
    const file = path.join(folder, `input-${name}`);
    await writeFile(file, `text of ${name}`);
    return [name, { path: file, type }] as const;
  });
  return {
    arguments: parseJson(printJson(job.arguments).replaceAll('FOLDER', folder)) as JobInputs['arguments'],
    artifacts: Object.fromEntries(await Promise.all(artifacts)),
  };
}
