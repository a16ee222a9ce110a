import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const packageFolder = resolve(import.meta.dirname, '..', '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiphys-configured-'));
  cpSync(resolve(packageFolder, '..', '..', 'examples', 'hello', 'pipeline.yaml'), join(folder, 'pipeline.yaml'));
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({
      pipelineRoot: 's3://from-config/x',
      kind: 'cron-workflow',
      schedule: { expressions: ['1 2 * * *'] },
    }),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function tiphys(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = createTestIo({ cwd: folder });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

test('compile takes what the configuration says, and a flag wins', async () => {
  const configured = await tiphys('compile', 'pipeline.yaml', '--config', 'config.json');
  expect(configured.out).toMatch(/^kind: CronWorkflow$/m);
  expect(configured.out).toContain('1 2 * * *');
  expect(configured.out).toContain('s3://from-config/x');
  const flags = ['--schedule', '3 4 * * *', '--timezone', 'UTC', '--pipeline-root', 's3://from-flag/x'];
  const flagged = await tiphys('compile', 'pipeline.yaml', '--config', 'config.json', ...flags);
  expect(flagged.out).toContain('3 4 * * *');
  expect(flagged.out).not.toMatch(/1 2 \* \* \*|from-config/);
  const kind = await tiphys('compile', 'pipeline.yaml', '--config', 'config.json', '--kind', 'workflow');
  expect(kind.out).toMatch(/^kind: Workflow$/m);
});

test.each(['compile', 'lint', 'explain', 'run'])('%s says with --verbose which file it used', async (command) => {
  const used = await tiphys(command, 'pipeline.yaml', '--config', 'config.json', '--verbose');
  expect(used.err).toContain('configuration: config.json\n');
  expect(used.code).toBe(0);
  const none = await tiphys(command, 'pipeline.yaml', '--no-config', '-v');
  expect(none.err).toContain('configuration: none\n');
});

test.each(['compile', 'lint', 'explain', 'run'])('%s stops at a configuration that is wrong', async (command) => {
  writeFileSync(join(folder, 'wrong.json'), '{ "pipelineRot": "s3://x/y" }');
  const { code, out, err } = await tiphys(command, 'pipeline.yaml', '--config', 'wrong.json');
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('hint: Did you mean "pipelineRoot"?');
});

/** In a process of its own, because module hooks and type stripping are Node's and not vitest's. */
test('a configuration may keep no logs, which the manifest says', async () => {
  writeFileSync(join(folder, 'no-logs.json'), JSON.stringify({ keepLogs: false }));
  const off = await tiphys('compile', 'pipeline.yaml', '--config', 'no-logs.json');
  expect(off.out).toMatch(/name: TIPHYS_LOG\n +value: pod\n/);
  expect((await tiphys('compile', 'pipeline.yaml', '--no-config')).out).not.toContain('TIPHYS_LOG');
});

test('the grace of a configuration is told to the pod and to the launcher', async () => {
  writeFileSync(join(folder, 'grace.json'), JSON.stringify({ graceSeconds: 120 }));
  const { out } = await tiphys('compile', 'pipeline.yaml', '--config', 'grace.json');
  expect(out).toMatch(/name: TIPHYS_GRACE\n +value: '120'\n/);
  expect(out).toContain('terminationGracePeriodSeconds: 120');
});

test('a TypeScript configuration runs as it is, with our packages installed nowhere near it', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `import { defineConfig } from '@tiphys/config';
import { root } from './root.ts';
export default defineConfig({ pipelineRoot: root satisfies string });\n`,
  );
  writeFileSync(join(folder, 'root.ts'), "export const root: string = 's3://typed/x';\n");
  const program = ['--conditions=@tiphys/source', join(packageFolder, 'src', 'main.ts')];
  const argv = [...program, 'compile', 'pipeline.yaml', '--config', 'typed.ts'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('s3://typed/x');
});

test('run leaves configured sidecars out and names them; compile has them', async () => {
  const sidecars = [{ name: 'proxy', image: 'proxy:1', command: ['/proxy'] }];
  const kubernetes = { tasks: [{ match: { task: 'shout' }, sidecars }] };
  writeFileSync(join(folder, 'sidecars.json'), JSON.stringify({ kubernetes }));
  const compiled = await tiphys('compile', 'pipeline.yaml', '--config', 'sidecars.json');
  expect(compiled.out).toContain('image: proxy:1');
  const ran = await tiphys('run', 'pipeline.yaml', '--config', 'sidecars.json');
  expect(ran.err).toContain('warning CMP-046');
  expect(ran.err).toContain('The sidecar "proxy" of "shout" does not run on this machine');
  expect(ran.code).toBe(0);
});
