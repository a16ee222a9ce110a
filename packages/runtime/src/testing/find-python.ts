import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** A Python that can `import kfp`: `TIPHYS_PYTHON`, or `python3` on the path. */
export function findPython(): string | undefined {
  const candidates = [process.env['TIPHYS_PYTHON'], 'python3'].filter((name) => name !== undefined && name !== '');
  return candidates.find(
    (name) => spawnSync(name as string, ['-c', 'import kfp.dsl'], { stdio: 'ignore' }).status === 0,
  );
}

/** An environment in which `python3` is that Python. */
export function pythonEnvironment(python: string): Record<string, string> {
  const path = process.env['PATH'] ?? '';
  return { PATH: python.includes('/') ? `${dirname(python)}:${path}` : path };
}
