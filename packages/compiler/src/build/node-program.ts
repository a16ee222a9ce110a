import type { ContainerSpec } from '@tiphys/ir';
import { ignored } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/**
 * Whether an executor is a `node` program that any Node can run: `runtime: node` in the executor's part of the platform
 * `tiphys`, which the TypeScript SDK writes. Everybody else runs it in its image. Whatever else stands there is named.
 */
export function isNodeProgram(context: BuildContext, label: string, container: ContainerSpec): boolean {
  const config = executorConfig(context.pipeline.platform?.platforms['tiphys'], label);
  if (config === undefined) return false;
  const path = ['platforms', 'tiphys', 'deploymentSpec', 'executors', label];
  for (const [name, value] of Object.entries(config)) {
    if (name === 'runtime' && value === 'node' && container.command[0] === 'node') continue;
    const why = 'all that is read is the runtime "node", of a command that starts with node.';
    context.report(ignored(context.place([...path, name]), `${name} of the executor "${label}"`, why));
  }
  return config['runtime'] === 'node' && container.command[0] === 'node';
}

/** Platforms other than `kubernetes` are handed on as they were read. */
function executorConfig(platform: unknown, label: string): Readonly<Record<string, unknown>> | undefined {
  return record(record(record(record(platform)?.['deploymentSpec'])?.['executors'])?.[label]);
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
