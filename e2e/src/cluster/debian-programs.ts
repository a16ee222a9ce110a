import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../build-cache.ts';
import { mustRun } from '../run-process.ts';

const PACKAGES = ['runc', 'containernetworking-plugins', 'busybox-static', 'debootstrap'];

/** Folder with Debian's container tools, unpacked and not installed: `usr/sbin/runc`, `usr/lib/cni` ... */
export function debianPrograms(): Promise<string> {
  return cached({
    name: 'debian-programs-12',
    recipe: PACKAGES,
    build: async (into) => {
      await mustRun('apt-get', ['download', ...PACKAGES], { cwd: into });
      for (const file of (await readdir(into)).filter((name) => name.endsWith('.deb'))) {
        await mustRun('dpkg-deb', ['-x', file, '.'], { cwd: into });
        await rm(path.join(into, file));
      }
    },
  });
}
