import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a group dies with its parent, unless it was let go', () => {
  const module = fileURLToPath(new URL('kill-at-exit.ts', import.meta.url));
  // The held child shares the parent's output, which is therefore at its end only when both are gone.
  const script = `
    import { spawn } from 'node:child_process';
    import { killAtExit } from ${JSON.stringify(module)};
    const start = (stdout) => spawn('sleep', ['60'], { detached: true, stdio: ['ignore', stdout, 'ignore'] }).pid;
    killAtExit(start('inherit'));
    const free = start('ignore');
    killAtExit(free)();
    process.stdout.write(String(free), () => process.exit(0));
  `;
  const argv = ['--input-type=module', '-e', script];
  const { stdout, stderr, error } = spawnSync(process.execPath, argv, { encoding: 'utf8', timeout: 20_000 });
  expect(error, stderr).toBeUndefined();
  const free = Number(stdout);
  expect(free, stderr).toBeGreaterThan(1);
  // Throws if there is no such process.
  expect(process.kill(-free, 'SIGKILL')).toBe(true);
});
