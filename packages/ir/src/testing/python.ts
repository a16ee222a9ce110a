/// <reference types="node" />
import { execFileSync } from 'node:child_process';

/** A Python that has the KFP SDK (and so PyYAML); `undefined` if there is none. `TIPHYS_PYTHON` names one. */
export function findPython(): string | undefined {
  const candidate = process.env['TIPHYS_PYTHON'] ?? 'python3';
  try {
    execFileSync(candidate, ['-c', 'import kfp, yaml'], { stdio: 'ignore' });
    return candidate;
  } catch {
    return undefined;
  }
}
