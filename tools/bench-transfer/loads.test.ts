import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseLoads } from './loads.ts';

test('all loads are chosen, or the one of that name', () => {
  expect(chooseLoads({ smoke: false })).toHaveLength(3);
  expect(chooseLoads({ smoke: false, only: '1 GiB' })).toMatchObject([{ files: 1, bytes: 1024 ** 3 }]);
  expect(chooseLoads({ smoke: true, only: '96 MiB' })).toHaveLength(1);
});

test('a name that no load has ends the benchmark before it begins', () => {
  const program = join(import.meta.dirname, 'bench-transfer.ts');
  const { status, stderr } = spawnSync(process.execPath, [program, '--only', '10000x1KiB'], { encoding: 'utf8' });
  expect(stderr).toBe(
    'error: there is no load "10000x1KiB", only "1 GiB", "1000 x 64 KiB", "10000 x 1 KiB"\n(--help tells more)\n',
  );
  expect(status).toBe(2);
});
