import type { ContainerSpec } from '@tiphys/ir';
import { ignored } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/**
 * Whether an executor is a `node` program that any Node can run: `runtime: node` in the executor's part of the platform
 * `tiphys`, which the TypeScript SDK writes. Everybody else runs it in its image.
 */
export function isNodeProgram(context: BuildContext, label: string, container: ContainerSpec): boolean {
  const config = Object.hasOwn(context.tiphys, label) ? context.tiphys[label] : undefined;
  if (config?.runtime !== 'node') return false;
  if (container.command[0] === 'node') return true;
  const place = context.place(['platforms', 'tiphys', 'deploymentSpec', 'executors', label, 'runtime']);
  context.report(ignored(place, `runtime of the executor "${label}"`, 'the command does not start with node.'));
  return false;
}
