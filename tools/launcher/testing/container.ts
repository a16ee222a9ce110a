import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { debianPrograms } from '../../../e2e/src/cluster/debian-programs.ts';

/** A container to be run by runc, without any image store or daemon. */
export interface Container {
  /** Root file system. */
  readonly root: string;
  readonly args: readonly string[];
  /** Environment as `NAME=value`. */
  readonly env?: readonly string[];
  /** What is mounted, from container path to host path. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** 0 keeps all of Docker's default capabilities; others have none, and a root that is read only. */
  readonly user?: number;
  readonly memoryBytes?: number;
  /** Sees what was printed so far; may send a signal to the first process. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** What came of it. */
export interface EndedContainer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const defaultCapabilities = [
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE',
]
  .join(' ')
  .split(' ')
  .map((name) => `CAP_${name}`);

/** Limits of open files, soft and hard: not what Node would make of them. */
export const openFiles = { soft: 1000, hard: 4000 };

/** Runs a container to its end, as a kubelet's runtime would. */
export async function runContainer(container: Container): Promise<EndedContainer> {
  const runc = path.join(await debianPrograms(), 'usr/sbin/runc');
  const bundle = await mkdtemp(path.join(tmpdir(), 'tiphys-container-'));
  const id = `tiphys-test-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(path.join(bundle, 'config.json'), JSON.stringify(configuration(container, id)));
    await mkdir(path.join(bundle, 'state'));
    const global = ['--root', path.join(bundle, 'state')];
    const child = spawn(runc, [...global, 'run', '--bundle', bundle, id], { stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = (signal: NodeJS.Signals): void => {
      spawn(runc, [...global, 'kill', id, signal], { stdio: 'ignore' });
    };
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      container.onOutput?.(stdout, kill);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return await new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  } finally {
    await rm(bundle, { recursive: true });
  }
}

function configuration({ root, args, env = [], mounts = {}, user = 0, memoryBytes }: Container, id: string): object {
  const capabilities = user === 0 ? defaultCapabilities : [];
  return {
    ociVersion: '1.0.2',
    process: {
      terminal: false,
      user: { uid: user, gid: user },
      args,
      env,
      cwd: '/',
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      rlimits: [{ type: 'RLIMIT_NOFILE', ...openFiles }],
      noNewPrivileges: user !== 0,
    },
    root: { path: root, readonly: user !== 0 },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      {
        destination: '/dev',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'],
      },
      { destination: '/sys/fs/cgroup', type: 'cgroup', source: 'cgroup', options: ['nosuid', 'noexec', 'nodev', 'ro'] },
      ...Object.entries(mounts).map(([destination, source]) => ({
        destination,
        source,
        type: 'none',
        options: ['bind', 'rw'],
      })),
    ],
    linux: {
      cgroupsPath: `/${id}`,
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      ...(memoryBytes !== undefined && { resources: { memory: { limit: memoryBytes } } }),
    },
  };
}
