import type { Template } from '../manifest/manifest.ts';
import type { TaskVariables } from '../template/scope.ts';
import type { ArtifactSource, ArtifactSources } from './artifact-source.ts';

/** The artifacts that can be referred to at one place of a manifest, by names such as `tasks.a.outputs.artifacts.x`. */
export interface ArtifactScope {
  get(key: string): ArtifactSource | undefined;
  keys(): readonly string[];
}

/**
 * The input artifacts of a bound template, and those that its tasks made.
 *
 * @param artifactsOf the output artifacts of a task; undefined for one that has none, or that has not ended
 */
export function createArtifactScope(
  { inputs }: Template,
  { prefix, names }: Pick<TaskVariables, 'prefix' | 'names'>,
  artifactsOf: (task: string) => ArtifactSources | undefined,
): ArtifactScope {
  const own = new Map<string, ArtifactSource>(
    (inputs?.artifacts ?? []).flatMap(({ name, source }) =>
      source === undefined ? [] : [[`inputs.artifacts.${name}`, source] as const],
    ),
  );
  const outputs = '.outputs.artifacts.';
  return {
    get(key) {
      const [task, name] = key.startsWith(`${prefix}.`) ? key.slice(prefix.length + 1).split(outputs) : [];
      return task === undefined || name === undefined ? own.get(key) : artifactsOf(task)?.get(name);
    },
    keys: () => [
      ...own.keys(),
      ...[...names()].flatMap((task) =>
        [...(artifactsOf(task)?.keys() ?? [])].map((name) => `${prefix}.${task}${outputs}${name}`),
      ),
    ],
  };
}
