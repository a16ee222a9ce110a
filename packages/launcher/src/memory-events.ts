import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MemoryEvents } from '@tiphys/runtime';

/**
 * Reads what the kernel says about this container's memory, from control groups of either version; nothing where it says
 * nothing. `root` is the root of the file system, for tests.
 */
export function readMemoryEvents(root = '/'): MemoryEvents | undefined {
  for (const { events, limit } of controlGroups(root)) {
    const kills = /^oom_kill (\d+)$/m.exec(contents(events) ?? '')?.[1];
    if (kills !== undefined) {
      const limitBytes = Number.parseInt(contents(limit) ?? '', 10);
      // Version 2 says "max" where there is no limit, version 1 a number that no machine has.
      const isLimit = Number.isFinite(limitBytes) && limitBytes < 2 ** 60;
      return { kills: Number(kills), ...(isLimit && { limitBytes }) };
    }
  }
  return undefined;
}

interface ControlGroup {
  readonly events: string;
  readonly limit: string;
}

/**
 * Where this process's group may be found. A container sees its own group either at its path or, where the path is the one of
 * the host, at the root of what is mounted.
 */
function controlGroups(root: string): readonly ControlGroup[] {
  const lines = (contents(join(root, 'proc/self/cgroup')) ?? '').split('\n').map((line) => line.split(':'));
  const path = (controllers: (names: string) => boolean): readonly string[] =>
    lines.filter(([, names]) => controllers(names ?? '')).flatMap(([, , ...rest]) => [rest.join(':'), '/']);
  const mount = join(root, 'sys/fs/cgroup');
  return [
    ...path((names) => names.split(',').includes('memory')).map((group) => ({
      events: join(mount, 'memory', group, 'memory.oom_control'),
      limit: join(mount, 'memory', group, 'memory.limit_in_bytes'),
    })),
    ...path((names) => names === '').map((group) => ({
      events: join(mount, group, 'memory.events'),
      limit: join(mount, group, 'memory.max'),
    })),
  ];
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
