import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, mkdtemp, open, realpath, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeDirectory } from '@tiphys/storage';
import { runLogFile } from '../run/local-run-files.ts';

/** The files of one run: `<workdir>/runs/<run>`. */
export interface RunFiles {
  readonly directory: string;
  /** What `temporaryDirectory` makes is in here. */
  readonly temporary: string;
  /** The directory of a pod, made at the first call. Attempts and pods whose hashed names collide have their own. */
  podDirectory(podName: string, nodeName: string): Promise<string>;
  /** Where a volume is that the pods of the run share. */
  volumeDirectory(name: string): string;
  /** Where an output artifact of a pod is kept, by the name of its directory. */
  artifactPath(podDirectory: string, artifact: string): string;
  /** The path of a node's task under which its output is known; the workflow itself has none. */
  taskOf(nodeName: string): string;
  /** Where the output of a task goes. */
  logFile(nodeName: string, attempt: number): string;
  /**
   * A new `TMPDIR` for a pod, since the SDK's components leave files in theirs. Its path is short: sockets are made there,
   * and the path of a socket must be.
   */
  temporaryDirectory(): Promise<string>;
  /** Removes what a task left, while others go on. What cannot be removed stays. */
  remove(path: string): void;
  /** Removes the directories of all pods: what an earlier life of the run left. */
  removePods(): Promise<void>;
  /** Removes the volumes that the pods of the run shared. */
  removeVolumes(): Promise<void>;
  /** Removes what `temporaryDirectory` made; then all is gone that was to be removed. */
  close(): Promise<void>;
}

/**
 * Lays out the files of a run and makes its directory. Paths come without symbolic links.
 *
 * @param pathOf the task's path of a node
 */
export async function createRunFiles(
  workdir: string,
  run: string,
  pathOf: (nodeName: string) => string,
): Promise<RunFiles> {
  const wanted = join(workdir, 'runs', run);
  await makeDirectory(join(wanted, 'pods'));
  const directory = await realpath(wanted);
  const temporary = await mkdtemp(join(tmpdir(), 'tiphys-'));
  const owners = new Map<string, string>();
  const removals = new Set<Promise<void>>();
  let pods = 0;
  const taskOf = (nodeName: string): string => pathOf(nodeName) || 'workflow';
  return {
    directory,
    temporary,
    async podDirectory(podName, nodeName) {
      let name = podName;
      for (let number = 2; owners.has(name) && owners.get(name) !== nodeName; number += 1) {
        name = `${podName}-${number}`;
      }
      owners.set(name, nodeName);
      const path = join(directory, 'pods', name);
      await makeDirectory(path);
      return path;
    },
    volumeDirectory: (name) => join(directory, 'volumes', name),
    artifactPath: (pod, artifact) => join(directory, 'artifacts', pod, artifact),
    taskOf,
    logFile(nodeName, attempt) {
      return runLogFile(directory, taskOf(nodeName), attempt);
    },
    async temporaryDirectory() {
      pods += 1;
      const path = join(temporary, String(pods));
      await mkdir(path);
      return path;
    },
    remove(path) {
      const removal: Promise<void> = rm(path, { recursive: true, force: true })
        .catch(() => undefined)
        .finally(() => removals.delete(removal));
      removals.add(removal);
    },
    async removePods() {
      await rm(join(directory, 'pods'), { recursive: true, force: true });
      await makeDirectory(join(directory, 'pods'));
    },
    removeVolumes: () => rm(join(directory, 'volumes'), { recursive: true, force: true }),
    async close() {
      await Promise.all(removals);
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

/** Opens a log file for appending, with the directories above it. */
export async function openLog(path: string): Promise<FileHandle> {
  await makeDirectory(dirname(path));
  return open(path, 'a');
}

const tailBytes = 4096;

/**
 * The last lines of a log, up to 20, for the message of a failure. Read at once: what follows from the failure is told after it.
 */
export function readTail(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const from = Math.max(0, size - tailBytes);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    const bytesRead = readSync(file, buffer, 0, buffer.length, from);
    const lines = buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n');
    return lines
      .slice(from > 0 && lines.length > 1 ? 1 : 0)
      .slice(-20)
      .join('\n');
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
