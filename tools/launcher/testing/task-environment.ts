import type { ComponentSpec } from '@tiphys/contract';
import { environmentName, packSpec, printInertJson } from '@tiphys/contract';

/** What a manifest gives the launcher, as `NAME=value`, for a task without inputs whose store is in its volume. */
export function taskEnvironment(spec: Partial<ComponentSpec>): string[] {
  const whole = { component: 'c', image: 'i', command: [], args: [], inputs: {}, outputs: {}, ...spec };
  return Object.entries({
    [environmentName.spec]: printInertJson(packSpec(whole)),
    [environmentName.input]: '{}',
    [environmentName.run]: 'v=2&pipeline=p&name=r&uid=u&created=2026-01-01T00:00:00Z&node=r.m.t&pod=pod',
    [environmentName.store]: '{"root":"file:///tiphys/store"}',
  }).map(([name, value]) => `${name}=${value}`);
}
