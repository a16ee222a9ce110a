import { readdir, readFile, rm } from 'node:fs/promises';

/**
 * Ends commands of an earlier life of a run, which go on when their engine is killed, and removes their temporary files.
 * They are known by their `TMPDIR`; where the system does not tell the environment of processes, they are left alone.
 *
 * @param temporaries directories that only commands of this run have their `TMPDIR` in
 */
export async function killLeftovers(temporaries: readonly string[]): Promise<void> {
  const processes = await readdir('/proc').catch(() => []);
  for (const pid of processes.filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (temporaries.some((directory) => `\0${environment}`.includes(`\0TMPDIR=${directory}/`))) {
      kill(Number(pid));
    }
  }
  for (const directory of temporaries) {
    await rm(directory, { recursive: true, force: true });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
