import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bundle } from '../build/bundle.mjs';

beforeAll(async () => {
  // The demo starts what is built, as a user's command line does.
  await bundle({ only: 'packages/cli' });
});

test('npm run demo compiles the example, says where the manifest is, and runs it', () => {
  const store = mkdtempSync(join(tmpdir(), 'tiphys-demo-'));
  try {
    const demo = fileURLToPath(new URL('demo.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [demo, '--store', store], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('$ npx tiphys compile examples/demo/pipeline.yaml -o .tiphys/demo/workflow.yaml');
    expect(stdout).toContain('argo submit .tiphys/demo/workflow.yaml');
    expect(stdout).toMatch(/demo-\w{5} succeeded in/);
    expect(stdout).toMatch(/decision +released at score 0\.92\n/);
    expect(stdout).toMatch(/summary +44 words, 21 in the vocabulary: released at score 0\.92\n/);
    expect(stdout).toMatch(/words +44\n/);
    expect(stderr).toMatch(/for-loop-1\[2\]\/count-words succeeded/);
    expect(stderr).toMatch(/condition-4 skipped/);
    expect(stderr).toMatch(/say-goodbye succeeded/);
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
});
