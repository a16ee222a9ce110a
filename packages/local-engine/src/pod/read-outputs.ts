import { readFile } from 'node:fs/promises';
import type { Template } from '../manifest/manifest.ts';
import type { PodPaths } from './pod-paths.ts';

/** What the files that a pod left say, and what is missing. */
export interface ReadOutputs {
  readonly parameters: ReadonlyMap<string, string>;
  /** Set when an output without a default was not written. */
  readonly problem?: string;
}

/** Reads the output parameters of a pod that has ended (argo-facts 3.3); one newline at the end is no part of a value. */
export async function readOutputs(template: Template, paths: PodPaths): Promise<ReadOutputs> {
  const parameters = new Map<string, string>();
  let problem: string | undefined;
  for (const { name, valueFrom } of template.outputs?.parameters ?? []) {
    const path = valueFrom?.path;
    const local = path === undefined ? undefined : paths.toLocal(path);
    const text = local === undefined ? undefined : await readText(local);
    const value = text?.replace(/\n$/, '') ?? valueFrom?.default;
    if (value === undefined) {
      problem ??= `the output parameter "${name}" was not written: ${path ?? 'it has no path'} does not exist`;
    } else {
      parameters.set(name, value);
    }
  }
  return { parameters, ...(problem === undefined ? {} : { problem }) };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
