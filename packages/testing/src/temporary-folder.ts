import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string | undefined;

/** A new empty folder, which is removed with all others when this process ends: until then a test can look at what was made. */
export function temporaryFolder(): Promise<string> {
  if (root === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'tiphys-testing-'));
    process.once('exit', () => {
      rmSync(made, { recursive: true, force: true });
    });
    root = made;
  }
  return mkdtemp(join(root, 'run-'));
}
