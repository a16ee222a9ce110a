import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runProcess } from '../run-process.ts';
import { address, bridge } from './addresses.ts';
import { podGroups, processesOf, removeGroups } from './control-groups.ts';

/** What the machine was like before a test bed: kept in its folder, so that a later process can set it back. */
interface Before {
  /** Process that owns the test bed, with the time of its start: numbers are used again. */
  readonly owner: string;
  /** Folders whose place can't be chosen, and that were not there. */
  readonly absent: readonly string[];
  /** Control groups of pods that were not there: whoever is in them later is of this test bed. */
  readonly absentGroups?: readonly string[];
  readonly forwarding: string;
}

/** Variable that every process of a test bed has in its environment: the folder of the test bed. */
const MARK = 'TIPHYS_E2E';

const PREFIX = 'tiphys-e2e-';
const FORWARDING = '/proc/sys/net/ipv4/ip_forward';
const FIXED_FOLDERS = ['/run/containerd', '/var/lib/cni', '/var/lib/kubelet', '/var/log/containers'];
/** Of test beds. Asked once: a test bed has a folder of its own for what is temporary. */
const TEMPORARY = tmpdir();

/** Addresses on the loopback interface. */
export const OWN_ADDRESSES: readonly string[] = [address.apiServer, address.dns, address.minio];

/** Makes the folder of a test bed and writes down what will have to be set back. */
export async function makeState(): Promise<string> {
  const state = path.join(TEMPORARY, `${PREFIX}${String(process.pid)}`);
  for (const folder of ['logs', 'tmp']) await mkdir(path.join(state, folder), { recursive: true });
  const before: Before = {
    owner: (await startOf(String(process.pid))) ?? '',
    absent: FIXED_FOLDERS.filter((folder) => !existsSync(folder)),
    absentGroups: (await podGroups()).filter((folder) => !existsSync(folder)),
    forwarding: await readFile(FORWARDING, 'utf8'),
  };
  await writeFile(path.join(state, 'before.json'), JSON.stringify(before));
  process.env[MARK] = state;
  // Cases, builds and programs that are stopped in their middle leave things there, which go with the test bed.
  process.env['TMPDIR'] = path.join(state, 'tmp');
  return state;
}

/**
 * Sets back all that a test bed did to the machine: processes, mounts, addresses, network interfaces, control groups, folders. Parts
 * that were taken back already are no fault. Gives a sentence for each thing that is still there.
 */
export async function takeBack(state: string): Promise<string[]> {
  const before = JSON.parse(await readFile(path.join(state, 'before.json'), 'utf8')) as Before;
  await killAll(state, before);
  for (const point of await mountsBelow(state)) await runProcess('umount', ['--lazy', point]);
  for (const own of OWN_ADDRESSES) await runProcess('ip', ['address', 'del', `${own}/32`, 'dev', 'lo']);
  await runProcess('ip', ['link', 'delete', bridge]);
  await removeGroups(before.absentGroups ?? []);
  await writeFile(FORWARDING, before.forwarding);
  for (const folder of before.absent) await rm(folder, { recursive: true, force: true });
  const faults = await leftBehind(state, before);
  process.env['TMPDIR'] = TEMPORARY;
  if (faults.length === 0) await rm(state, { recursive: true, force: true });
  return faults;
}

/**
 * Kills every process of a test bed, until there are none: those with its mark, what they started, and what is in the control groups of its
 * pods. The last are processes of containers whose parents died before anybody saw them together.
 */
async function killAll(state: string, before: Before): Promise<void> {
  const end = Date.now() + LONGEST_DEATH;
  for (;;) {
    const marked = (await markedProcesses(state)).map(({ pid }) => Number(pid));
    const living = [...marked, ...(await processesOf(before.absentGroups ?? []))];
    // One that the kernel does not let die is told as left behind.
    if (living.length === 0 || Date.now() > end) return;
    for (const pid of living) tryToKill(pid);
    await delay(20);
  }
}

/** In milliseconds. */
const LONGEST_DEATH = 30_000;

/** Sets back what test beds left whose process is gone: it was killed, or crashed. */
export async function takeBackLeftovers(): Promise<string[]> {
  const faults: string[] = [];
  for (const name of (await readdir(TEMPORARY)).filter((entry) => entry.startsWith(PREFIX))) {
    const state = path.join(TEMPORARY, name);
    const text = await readFile(path.join(state, 'before.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { owner } = JSON.parse(text) as Before;
    if (owner !== '' && (await startOf(owner.split(' ')[0] ?? '')) === owner) continue;
    process.stderr.write(`taking back what an earlier run left in ${state}\n`);
    faults.push(...(await takeBack(state)));
  }
  return faults;
}

async function leftBehind(state: string, before: Before): Promise<string[]> {
  const links = networkInterfaces();
  const rules = await runProcess('iptables-save', []).catch(() => undefined);
  const groups = before.absentGroups ?? [];
  return [
    ...(await markedProcesses(state)).map(({ pid, name }) => `process ${pid} (${name})`),
    ...(await mountsBelow(state)).map((point) => `mount ${point}`),
    ...Object.values(links)
      .flat()
      .flatMap((own) => (own !== undefined && OWN_ADDRESSES.includes(own.address) ? [`address ${own.address}`] : [])),
    ...(links[bridge] === undefined ? [] : [`network interface ${bridge}`]),
    ...(await processesOf(groups)).map((pid) => `process ${String(pid)} in a pod`),
    ...groups.filter((folder) => existsSync(folder)).map((folder) => `control group ${folder}`),
    ...before.absent.filter((folder) => existsSync(folder)).map((folder) => `folder ${folder}`),
    ...(rules?.stdout ?? '')
      .split('\n')
      .filter((rule) => rule.includes(bridge) || rule.includes(address.pods.replace(/0\/16$/, '')))
      .map((rule) => `packet filter rule ${rule}`),
  ];
}

interface Process {
  readonly pid: string;
  readonly name: string;
}

/** Processes with the mark of a test bed, and all that they started: those in containers have environments of their own. */
async function markedProcesses(state: string): Promise<Process[]> {
  const all = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((pid) => describe(pid, state)),
  );
  const living = all.filter((one) => one !== undefined).filter(({ pid }) => pid !== String(process.pid));
  const marked = new Set(living.filter((one) => one.marked).map(({ pid }) => pid));
  for (let size = -1; size !== marked.size;) {
    size = marked.size;
    for (const { pid, parent } of living) if (marked.has(parent)) marked.add(pid);
  }
  return living.filter(({ pid }) => marked.has(pid));
}

async function describe(
  pid: string,
  state: string,
): Promise<(Process & { parent: string; marked: boolean }) | undefined> {
  try {
    const fields = await statOf(pid);
    // A zombie waits for its parent only.
    if (fields.state === 'Z') return undefined;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    return {
      pid,
      name: fields.name,
      parent: fields.parent,
      marked: environment.split('\0').includes(`${MARK}=${state}`),
    };
  } catch {
    return undefined; // ended in the meantime
  }
}

async function startOf(pid: string): Promise<string | undefined> {
  return statOf(pid).then(
    ({ started }) => `${pid} ${started}`,
    () => undefined,
  );
}

/** proc(5): the name is in parentheses and may hold anything; the rest is counted behind it. */
async function statOf(pid: string): Promise<{ name: string; state: string; parent: string; started: string }> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const end = text.lastIndexOf(')');
  const fields = text.slice(end + 2).split(' ');
  const field = (number: number): string => fields[number - 3] ?? '';
  return { name: text.slice(text.indexOf('(') + 1, end), state: field(3), parent: field(4), started: field(22) };
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

/** Mount points below a folder, the latest first. */
async function mountsBelow(folder: string): Promise<string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8');
  const points = table.split('\n').map((line) => line.split(' ')[4] ?? '');
  return points.filter((point) => point.startsWith(`${folder}/`)).reverse();
}
