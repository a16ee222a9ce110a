import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readMemoryEvents } from './memory-events.ts';

async function read(files: Readonly<Record<string, string>>): Promise<ReturnType<typeof readMemoryEvents>> {
  const root = await mkdtemp(join(tmpdir(), 'tiphys-memory-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    return readMemoryEvents(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

const version2 = 'low 0\nhigh 0\nmax 12\noom 2\noom_kill 3\noom_group_kill 0\n';
const version1 = 'oom_kill_disable 0\nunder_oom 0\noom_kill 4\n';

test('version 2, in a control group name space of its own', async () => {
  const files = { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/memory.events': version2 };
  expect(await read({ ...files, 'sys/fs/cgroup/memory.max': '134217728\n' })).toEqual({
    kills: 3,
    limitBytes: 2 ** 27,
  });
  expect(await read({ ...files, 'sys/fs/cgroup/memory.max': 'max\n' })).toEqual({ kills: 3 });
});

test('version 2, where the path of the host is seen', async () => {
  const group = 'sys/fs/cgroup/kubepods/pod:1/a';
  const files = { 'proc/self/cgroup': '0::/kubepods/pod:1/a\n', 'sys/fs/cgroup/memory.events': 'oom_kill 99\n' };
  expect(await read({ ...files, [`${group}/memory.events`]: version2 })).toEqual({ kills: 3 });
});

test('version 1, whose group is mounted where the root should be', async () => {
  const mount = 'sys/fs/cgroup/memory';
  const files = {
    'proc/self/cgroup': '12:cpu,cpuacct:/kubepods/a\n4:memory:/kubepods/a\n0::/\n',
    [`${mount}/memory.oom_control`]: version1,
  };
  expect(await read({ ...files, [`${mount}/memory.limit_in_bytes`]: '1048576\n' })).toEqual({
    kills: 4,
    limitBytes: 2 ** 20,
  });
  expect(await read({ ...files, [`${mount}/memory.limit_in_bytes`]: '9223372036854771712\n' })).toEqual({ kills: 4 });
});

test('a kernel that says nothing', async () => {
  expect(await read({})).toBeUndefined();
  expect(await read({ 'proc/self/cgroup': '0::/\n' })).toBeUndefined();
  expect(
    await read({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/memory.events': 'low 0\n' }),
    'kernels before 4.13 do not count',
  ).toBeUndefined();
});
