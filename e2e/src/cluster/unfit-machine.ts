import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { podGroups, processesOf } from './control-groups.ts';
import { OWN_ADDRESSES } from './take-back.ts';

/** What a machine has to have, beside what is built: a Debian with Go, in short. */
const PROGRAMS = ['apt-get', 'dpkg-deb', 'go', 'ip', 'npm', 'openssl', 'python3', 'tar'] as const;

/** Numbers of capabilities that root in a container often lacks (linux/capability.h). */
const CAPABILITIES = { CAP_NET_ADMIN: 12, CAP_SYS_ADMIN: 21 } as const;

/** Says why this machine can't hold a test bed, if so. */
export async function unfitMachine(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'the test bed needs Linux';
  if (process.getuid?.() !== 0)
    return 'the test bed needs root: it mounts, makes network name spaces and control groups';
  const lacking = missingCapabilities(readFileSync('/proc/self/status', 'utf8'));
  if (lacking.length > 0) return `the test bed needs all rights of root, and ${lacking.join(' and ')} is missing`;
  const absent = PROGRAMS.filter((program) => !isProgram(program, process.env['PATH'] ?? ''));
  if (absent.length > 0) return `the test bed needs ${absent.join(', ')}: Debian's programs and Go`;
  const taken = Object.values(networkInterfaces())
    .flat()
    .find((own) => own !== undefined && OWN_ADDRESSES.includes(own.address));
  if (taken !== undefined) return `the address ${taken.address} is in use: is another test bed running?`;
  return foreignPods(await podGroups());
}

/** Says so where another kubelet has pods on this machine: both would sweep the same control groups. */
export async function foreignPods(groups: readonly string[]): Promise<string | undefined> {
  for (const group of groups) {
    const processes = await processesOf([group]);
    const some = `${processes.slice(0, 5).join(', ')}${processes.length > 5 ? ' and more' : ''}`;
    if (processes.length > 0) return `another kubelet has pods on this machine: processes ${some} are in ${group}`;
  }
  return undefined;
}

/** Capabilities that a process does not have, by its `/proc/self/status`. */
export function missingCapabilities(status: string): readonly string[] {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return Object.entries(CAPABILITIES)
    .filter(([, bit]) => ((effective >> BigInt(bit)) & 1n) === 0n)
    .map(([name]) => name);
}

function isProgram(name: string, search: string): boolean {
  return search.split(':').some((folder) => existsSync(path.join(folder, name)));
}
