import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pipeline that a plugin is tried on. */
export interface TestPipeline {
  readonly name: string;
  /** IR, as YAML or JSON. */
  readonly text: string;
  /** Whether it can be run where there is no cluster: shell commands, nothing from a Secret, nothing imported. */
  readonly local: boolean;
}

function bundled(name: string, local: boolean): TestPipeline {
  return {
    name,
    local,
    text: readFileSync(join(import.meta.dirname, '..', 'pipelines', name, 'pipeline.yaml'), 'utf8'),
  };
}

/**
 * Small pipelines as the KFP SDK compiles them, which together have what most plugins look at: a single task; artifacts,
 * retries and variables; loops, branches, a nested pipeline and an exit task; an importer and options of pods.
 */
export const testPipelines: readonly TestPipeline[] = [
  bundled('single', true),
  bundled('chain', true),
  bundled('control', true),
  bundled('cluster', false),
];
