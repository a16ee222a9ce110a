import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bundle } from '../build/bundle.mjs';

beforeAll(async () => {
  // The demo starts what is built, as a user's command line does.
  await bundle({ only: 'packages/sdk' });
  await bundle({ only: 'packages/cli' });
});

test('npm run demo compiles the example, says where the manifest is, and runs it', () => {
  const store = mkdtempSync(join(tmpdir(), 'tiphys-demo-'));
  try {
    const demo = fileURLToPath(new URL('demo.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [demo, '--store', store], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('$ npx tiphys compile examples/churn/pipeline.ts -o .tiphys/demo/workflow.yaml');
    expect(stdout).toContain('argo submit .tiphys/demo/workflow.yaml');
    expect(stdout).toMatch(/churn-\w{5} succeeded in/);
    expect(stdout).toMatch(/accuracy +0\.84\n/);
    expect(stdout).toMatch(/decision +registered as churn\n/);
    expect(stderr).toMatch(/for-loop-1\[2\]\/train-model succeeded/);
    expect(stderr).toMatch(/condition-4 skipped/);
    const [, card = ''] = /card +(\S+)\n/.exec(stdout) ?? [];
    expect(readFileSync(card, 'utf8')).toMatch(/^# Who leaves\?\n\n84\.0 % right: registered as churn\./);
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
});
