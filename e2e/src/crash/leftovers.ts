import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Whoever has been told to end has done so by then. */
const MILLISECONDS = 20_000;

/**
 * Waits until no process is there that has this in its environment, such as `NAME=value`. Gives those that do not end, as their command
 * lines; none where the system does not tell.
 */
export async function leftovers(variable: string): Promise<readonly string[]> {
  const deadline = Date.now() + MILLISECONDS;
  for (;;) {
    const found = await processesWith(variable);
    if (found.length === 0 || Date.now() > deadline) return found;
    await delay(20);
  }
}

async function processesWith(variable: string): Promise<readonly string[]> {
  const names = await readdir('/proc').catch(() => []);
  const commands = names.filter((name) => /^\d+$/.test(name)).map(async (pid) => commandWith(pid, variable));
  return (await Promise.all(commands)).flat();
}

async function commandWith(pid: string, variable: string): Promise<readonly string[]> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    if (!environment.split('\0').includes(variable)) return [];
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1');
    return [`${pid} ${command.replaceAll(/[\0\n]/g, ' ').slice(0, 100)}`];
  } catch {
    return [];
  }
}
