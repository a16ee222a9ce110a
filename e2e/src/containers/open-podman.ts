import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { busyboxArchive, pythonArchive } from '../cluster/images.ts';
import { debianPrograms } from '../cluster/debian-programs.ts';
import { mustRun, runProcess } from '../run-process.ts';

/** A podman with images of its own. */
export interface Podman {
  /** What makes `podman` this one. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs it; throws where it fails. */
  readonly call: (...args: readonly string[]) => Promise<string>;
}

/** An image whose user is not root, with a file in its working directory, a variable, and an entrypoint that would fail. */
const ownImage = 'localhost/tiphys/own:1';

/**
 * Opens podman with its images in a folder: Python with the SDK in it as `python:3.12`, Python without as `python:3.11`, a shell as `busybox`,
 * and `ownImage` of `pipelines.py`.
 *
 * @returns a text says why containers cannot be run here
 */
export async function openPodman(folder: string): Promise<Podman | string> {
  const version = await runProcess('podman', ['--version']).catch(() => undefined);
  if (version?.code !== 0) return 'no podman';
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'no root on Linux';
  const shell = await busyboxArchive();
  const problems: string[] = [];
  for (const [index, settings] of (await likelySettings()).entries()) {
    const podman = await podmanIn(path.join(folder, String(index)), settings);
    await podman.call('load', '--quiet', '--input', shell);
    const tried = await runProcess('podman', ['run', '--rm', 'busybox', 'true'], { env: podman.env });
    if (tried.code === 0) {
      await loadPythons(podman);
      return podman;
    }
    problems.push(tried.stderr.trim());
  }
  return `podman cannot run containers here: ${problems.join('; ')}`;
}

/** As podman is; and as it has to be on machines that are containers or small virtual machines themselves. */
async function likelySettings(): Promise<readonly string[]> {
  const limits = '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n';
  const runc = path.join(await debianPrograms(), 'usr/sbin/runc');
  return ['', limits, `${limits}[engine]\nruntime = "runc"\n[engine.runtimes]\nrunc = ["${runc}"]\n`];
}

async function podmanIn(folder: string, settings: string): Promise<Podman> {
  await mkdir(folder, { recursive: true });
  const [config, storage] = [path.join(folder, 'containers.conf'), path.join(folder, 'storage.conf')];
  await writeFile(config, settings);
  const places = `graphroot = "${path.join(folder, 'images')}"\nrunroot = "${path.join(folder, 'run')}"\n`;
  await writeFile(storage, `[storage]\ndriver = "overlay"\n${places}`);
  const env = { CONTAINERS_CONF: config, CONTAINERS_STORAGE_CONF: storage };
  return { env, call: (...args) => mustRun('podman', args, { env }) };
}

async function loadPythons({ call }: Podman): Promise<void> {
  await call('load', '--quiet', '--input', await pythonArchive());
  const installed = 'pip install --quiet --no-deps kfp==2.17.0';
  await call('run', '--name', 'with-sdk', 'python:3.11', 'sh', '-ec', installed);
  await call('commit', '--quiet', 'with-sdk', 'localhost/python:3.12');
  // Not from the one before: podman cannot add a layer to that, as the archive does not say what its layers are.
  const script = 'useradd --create-home --uid 1234 app && mkdir /app && echo "print(6 * 7)" > /app/main.py';
  await call('run', '--name', 'own', 'python:3.11', 'sh', '-ec', `${installed} && ${script}`);
  const changes = ['USER app', 'WORKDIR /app', 'ENV GREETING=hello', 'ENTRYPOINT ["false"]'];
  await call('commit', '--quiet', ...changes.flatMap((change) => ['--change', change]), 'own', ownImage);
  await call('rm', 'with-sdk', 'own');
}

/** Ends what still runs, and removes the folder that podman was opened in. */
export async function closePodman(podman: Podman | string, folder: string): Promise<void> {
  if (typeof podman !== 'string') await podman.call('rm', '--all', '--force', '--time', '0');
  // Podman leaves its folders of images mounted.
  const mounts = (await readFile('/proc/self/mounts', 'utf8').catch(() => '')).split('\n');
  const own = mounts.map((line) => line.split(' ')[1] ?? '').filter((place) => place.startsWith(`${folder}/`));
  for (const place of own.reverse()) await mustRun('umount', [place]);
  await rm(folder, { recursive: true, force: true });
}
