import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { foreignPods, missingCapabilities } from './unfit-machine.ts';

const status = (effective: string): string => `Name:\tnode\nCapPrm:\t000001ffffffffff\nCapEff:\t${effective}\n`;

test('root without the rights of a machine is no root', () => {
  expect(missingCapabilities(status('000001ffffffffff'))).toEqual([]);
  // What Docker gives a container.
  expect(missingCapabilities(status('00000000a80425fb'))).toEqual(['CAP_NET_ADMIN', 'CAP_SYS_ADMIN']);
  expect(missingCapabilities(status('0000000000200000'))).toEqual(['CAP_NET_ADMIN']);
});

test('pods of another kubelet are a reason, what an earlier one left empty is none', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'tiphys-groups-'));
  try {
    const group = path.join(root, 'kubepods');
    await mkdir(path.join(group, 'besteffort'), { recursive: true });
    const list = path.join(group, 'besteffort', 'cgroup.procs');
    await writeFile(list, '');
    expect(await foreignPods([group])).toBeUndefined();
    await writeFile(list, '11\n12\n13\n14\n15\n16\n');
    expect(await foreignPods([path.join(root, 'none'), group])).toBe(
      `another kubelet has pods on this machine: processes 11, 12, 13, 14, 15 and more are in ${group}`,
    );
  } finally {
    await rm(root, { recursive: true });
  }
});
