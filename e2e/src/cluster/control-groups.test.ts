import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { podGroups, processesOf, removeGroups } from './control-groups.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tiphys-groups-'));
});
afterEach(() => rm(root, { recursive: true }));

const group = async (name: string, ...pids: readonly number[]): Promise<string> => {
  const folder = path.join(root, name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'cgroup.procs'), pids.map((pid) => `${String(pid)}\n`).join(''));
  return folder;
};

test('a kubelet has a group in each hierarchy of the first version, and one in the second', async () => {
  await mkdir(path.join(root, 'memory'));
  await mkdir(path.join(root, 'kubepods'));
  expect(await podGroups(root)).toEqual([path.join(root, 'kubepods'), path.join(root, 'memory/kubepods')]);
});

test('processes of groups below count, and neither this one nor what a signal would not reach', async () => {
  const memory = await group('memory/kubepods');
  await group('memory/kubepods/besteffort/pod1/a', 11, 12);
  await group('memory/kubepods/besteffort/pod1/b', 13, process.pid);
  const other = await group('cpu/kubepods', 0, 1, 12);
  await group('cpu/elsewhere', 14);
  expect(await processesOf([memory, other, path.join(root, 'pids/kubepods')])).toEqual([11, 12, 13]);
});

test('groups go with those below them, and those that are not empty are told', async () => {
  const gone = path.join(root, 'memory/kubepods');
  await mkdir(path.join(gone, 'besteffort/pod1/a'), { recursive: true });
  // On a real hierarchy it is a process that keeps the folder; here it is a file.
  await mkdir(path.join(root, 'cpu/kubepods/besteffort'), { recursive: true });
  const held = await group('cpu/kubepods/burstable/pod2', 11);
  const groups = [gone, path.join(root, 'cpu/kubepods'), path.join(root, 'pids/kubepods')];
  expect(await removeGroups(groups)).toEqual([path.join(root, 'cpu/kubepods')]);
  await rm(path.join(held, 'cgroup.procs'));
  expect(await removeGroups(groups)).toEqual([]);
});
