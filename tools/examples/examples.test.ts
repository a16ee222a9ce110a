import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const hasKfp = spawnSync(python, ['-c', 'import kfp'], { stdio: 'ignore' }).status === 0;
const skipped = hasKfp ? '' : ' (skipped: no python3 with kfp)';

test.skipIf(!hasKfp)(`every pipeline.yaml is what the SDK makes of pipeline.py${skipped}`, { timeout: 120_000 }, () => {
  const script = fileURLToPath(new URL('../../examples/compile.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [script, '--check'], { encoding: 'utf8' });
  expect(stdout, stderr).toBe('');
  expect(status).toBe(0);
});
