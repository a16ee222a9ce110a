import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ComponentSpec } from '@tiphys/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mustRun } from '../../e2e/src/run-process.ts';
import { checksumCipher, createPartChecksum } from '../../packages/storage/src/s3/part-checksum.ts';
import { architectures } from './architectures.ts';
import { nodeFlag } from './node-flag.ts';
import { emulator } from './parts.ts';
import type { Container, EndedContainer } from './testing/container.ts';
import { openFiles, runContainer } from './testing/container.ts';
import type { Roots } from './testing/roots.ts';
import { makeRoots } from './testing/roots.ts';
import { taskEnvironment } from './testing/task-environment.ts';
import { unpackImage } from './testing/unpack-image.ts';

const image = path.join(import.meta.dirname, `../../packages/launcher/image/launcher-${process.arch}.tar`);

/** Why these tests cannot run here, if so. */
const missing =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'no root on Linux'
    : !existsSync('/sys/fs/cgroup/memory') && !existsSync('/sys/fs/cgroup/cgroup.controllers')
      ? 'no control groups'
      : existsSync(image)
        ? undefined
        : 'no launcher image: nx build launcher';
if (missing !== undefined) process.stderr.write(`skipped: ${missing}\n`);

describe.skipIf(missing !== undefined)('the built launcher', { timeout: 120_000 }, () => {
  let scratch: string;
  let launcherRoot: string;
  let roots: Roots;
  let volume: string;

  beforeAll(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'tiphys-any-image-'));
    launcherRoot = path.join(scratch, 'launcher');
    await unpackImage(image, launcherRoot);
    roots = await makeRoots();
  }, 300_000);
  afterAll(async () => rm(scratch, { recursive: true, force: true }));

  beforeEach(async () => {
    // As the kubelet makes an emptyDir.
    volume = await mkdtemp(path.join(scratch, 'volume-'));
    await chmod(volume, 0o777);
  });

  async function install(user = 65532): Promise<EndedContainer> {
    return runContainer({
      root: launcherRoot,
      args: ['/tiphys-launcher', 'install', '/tiphys'],
      user,
      mounts: { '/tiphys': volume },
    });
  }

  /** Installs as the init container does, then runs a task as the main container does. */
  async function runTask(
    spec: Partial<ComponentSpec>,
    container: Omit<Container, 'args'>,
    env: readonly string[] = [],
  ): Promise<EndedContainer> {
    expect(await install(container.user)).toEqual({ code: 0, stdout: '', stderr: '' });
    const log = path.join(volume, 'termination-log');
    await writeFile(log, '');
    await chmod(log, 0o666);
    return runContainer({
      ...container,
      args: ['/tiphys/launcher', 'run'],
      env: [...env, ...taskEnvironment(spec)],
      mounts: { '/tiphys': volume, '/dev/termination-log': log },
    });
  }

  const terminationMessage = async (): Promise<string> => readFile(path.join(volume, 'termination-log'), 'utf8');

  const names = ['debian', 'busybox', 'musl', 'scratch'] as const;
  /** What images may set for their own programs, and what would break a Node or a loader that believed it. */
  const hostile = [
    'NODE_OPTIONS=--no-such-flag --require /missing.js',
    'NODE_EXTRA_CA_CERTS=/missing',
    'NODE_TLS_REJECT_UNAUTHORIZED=0',
    'LD_LIBRARY_PATH=/hostile',
    'LD_PRELOAD=/missing.so',
    'LD_BIND_NOW=1',
    'GLIBC_TUNABLES=glibc.malloc.check=3',
    'OPENSSL_CONF=/missing',
    'SSL_CERT_FILE=/missing',
    'UV_THREADPOOL_SIZE=none',
    'GCONV_PATH=/missing',
    'TZ=Nowhere/Land',
    'LANG=xx_XX.UTF-8',
    'lower=case',
    'EMPTY=',
    'UMLAUT=äöü',
  ];

  test.each(names.flatMap((name) => [0, 12345].map((user) => [name, user] as const)))(
    'gives a command in %s, as user %d, all that is its own and nothing else',
    async (name, user) => {
      // Preloads and missing libraries are for the launcher to survive; a dynamic probe would not.
      const env = name === 'debian' || name === 'musl' ? hostile.filter((each) => !each.startsWith('LD_')) : hostile;
      const ended = await runTask({ command: ['/probe', '7', 'argument'] }, { root: roots[name], user }, [
        'PATH=/bin:/usr/bin',
        ...env,
      ]);
      const lines = ended.stdout.trimEnd().split('\n');
      const of = (kind: string): string[] => lines.filter((line) => line.startsWith(`${kind} `)).sort();
      expect(ended).toMatchObject({
        code: 7,
        stderr: 'error output\ntiphys: The command ended with exit code 7.\n',
      });
      expect(of('env').filter((line) => !line.startsWith('env HOME='))).toEqual(
        ['PATH=/bin:/usr/bin', ...env].map((each) => `env ${each}`).sort(),
      );
      // A home that cannot be written to is replaced; see docs/adr/0007.
      expect(of('env')).toContainEqual(
        expect.stringMatching(user === 0 ? /^env HOME=\/(root)?$/ : /^env HOME=\/tiphys\//),
      );
      expect(of('descriptor')).toEqual(['descriptor 0', 'descriptor 1', 'descriptor 2']);
      expect(of('open files')).toEqual([`open files ${openFiles.soft} ${openFiles.hard}`]);
      expect(lines).toContain('SigBlk:\t0000000000000000');
      expect(lines).toContain('SigIgn:\t0000000000000000');
      expect(lines).toContain(`user ${user} ${user}`);
      expect(lines).toContain('argument argument');
      expect(await terminationMessage()).toBe('The command ended with exit code 7.\nerror output');
    },
  );

  test('an image with files that change loaders and OpenSSL changes nothing for the launcher', async () => {
    const root = path.join(scratch, 'hostile');
    await mkdir(root);
    await mustRun('cp', ['-a', `${roots.scratch}/.`, root]);
    await mkdir(path.join(root, 'etc/ssl'), { recursive: true });
    await mkdir(path.join(root, 'hostile'));
    await writeFile(path.join(root, 'etc/ld.so.preload'), '/hostile/libc.so.6\n');
    await writeFile(path.join(root, 'etc/ssl/openssl.cnf'), 'nodejs_conf = [ what\n');
    for (const library of ['libc.so.6', 'libstdc++.so.6']) {
      await writeFile(path.join(root, 'hostile', library), 'no library');
    }
    const ended = await runTask({ command: ['/probe', '0'] }, { root }, hostile);
    expect(ended).toMatchObject({ code: 0, stderr: 'error output\n' });
    expect(ended.stdout).toContain('env LD_LIBRARY_PATH=/hostile\n');
  });

  test('JavaScript runs on the launcher’s Node in an image without anything', async () => {
    const script = 'console.log(process.version, process.env.NODE_ENV); process.exitCode = 3';
    const ended = await runTask({ command: ['/tiphys/node', '-e', script] }, { root: roots.scratch, user: 12345 }, [
      'NODE_ENV=of the image',
    ]);
    expect(ended).toMatchObject({ code: 3, stdout: `${process.version} of the image\n` });
  });

  test('a pod with 128 MiB has room for the launcher and the command', async () => {
    const container = { root: roots.busybox, user: 12345, memoryBytes: 128 * 2 ** 20 };
    const ended = await runTask(
      {
        // 64 MiB of memory in one process of the shell's.
        command: [
          '/bin/sh',
          '-c',
          'busybox dd if=/dev/zero of=/dev/null bs=64M count=1 2>&1 | busybox tail -1; printf done > "$0"',
        ],
        args: [{ outputFile: 'o' }],
        outputs: { parameters: { o: { type: 'STRING' } } },
        publish: { o: 'parameters/o' },
      },
      container,
      ['PATH=/bin'],
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(path.join(volume, 'out/o'), 'utf8')).toBe('"done"');
  });

  test('a command that uses more memory than there is fails with a message that says so', async () => {
    const container = { root: roots.busybox, user: 12345, memoryBytes: 128 * 2 ** 20 };
    const exec = 'exec busybox dd if=/dev/zero of=/dev/null bs=512M count=1';
    const killed = await runTask({ command: ['/bin/sh', '-c', exec] }, container, ['PATH=/bin']);
    expect(killed.code).toBe(137);
    expect(killed.stderr).toContain('killed by SIGKILL (exit code 137). It ran out of memory');
    expect(killed.stderr).toContain('the limit of 128 MiB');
    expect(await terminationMessage()).toContain('ran out of memory');
    await rm(volume, { recursive: true });
    await mkdir(volume);
    await chmod(volume, 0o777);
    const child = 'busybox dd if=/dev/zero of=/dev/null bs=512M count=1; exit 4';
    const survived = await runTask({ command: ['/bin/sh', '-c', child] }, container, ['PATH=/bin']);
    expect(survived.code).toBe(4);
    expect(survived.stderr).toContain('exit code 4. It ran out of memory');
  });

  test.each([
    [['missing'], 127, 'The program "missing" was not found in the image (PATH is /bin:/usr/bin).'],
    [['/probe.sh'], 127, 'its interpreter (the one in its "#!" line, or its dynamic loader) is not in the image.'],
    [['/etc'], 126, 'permission denied: it is a directory, or not marked as executable'],
    [['/etc/debian_version'], 126, 'permission denied'],
  ] as const)('says why %j does not start', async (command, code, message) => {
    const root = path.join(scratch, 'programs');
    if (!existsSync(root)) {
      await mustRun('cp', ['-a', roots.debian, root]);
      await mkdir(path.join(root, 'etc'), { recursive: true });
      await writeFile(path.join(root, 'etc/debian_version'), '12\n');
    }
    const ended = await runTask({ command }, { root, user: 12345 }, ['PATH=/bin:/usr/bin']);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(message);
    expect(await terminationMessage()).toContain(message);
  });

  test('each signal reaches the command once, and only the command decides what it means', async () => {
    const ended = await runTask(
      {
        command: [
          '/bin/sh',
          '-c',
          "n=0; trap 'n=$((n+1)); echo got $n; [ $n = 2 ] && exit 33' TERM; echo ready; while :; do sleep 60 & wait; done",
        ],
      },
      {
        root: roots.debian,
        user: 12345,
        onOutput: (stdout, kill) => {
          if (stdout.endsWith('ready\n') || stdout.endsWith('got 1\n')) kill('SIGTERM');
        },
      },
      ['PATH=/bin:/usr/bin'],
    );
    expect(ended).toMatchObject({ code: 33, stdout: 'ready\ngot 1\ngot 2\n' });
  });

  test('orphans are collected while the command runs, and do not outlive it', async () => {
    // Ten orphans end at once, whose zombies must go; another one left the group and sleeps, and holds the output open.
    const script = [
      'i=0; while [ $i -lt 10 ]; do (sh -c "exit 0" &) ; i=$((i+1)); done',
      'until ! grep -l "^State:.Z" /proc/[0-9]*/status 2> /dev/null; do :; done',
      '(setsid sleep 600 &)',
      'echo done',
    ].join('\n');
    const ended = await runTask({ command: ['/bin/sh', '-c', script] }, { root: roots.busybox, user: 12345 }, [
      'PATH=/bin',
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/done\n$/);
  });

  test('lets its heap of new objects not grow with the number of files', async () => {
    const script = `tr '\\0' ' ' < /proc/1/cmdline`;
    const { stdout } = await runTask({ command: ['sh', '-c', script] }, { root: roots.busybox });
    expect(stdout).toContain(`/tiphys/node --openssl-config=/tiphys/openssl.cnf ${nodeFlag} /tiphys/start.cjs run `);
  });

  test('gives back the pages of its program while a command runs, and goes on', async () => {
    // Half of what was there at first; if that does not come, the last figure says what did.
    const script = [
      'resident() { while read -r name kib _; do [ "$name" = RssFile: ] && echo "$kib"; done < /proc/1/status; }',
      'before=$(resident); i=0',
      'until now=$(resident); [ "$now" -lt $((before / 2)) ] || [ $i = 100 ]; do i=$((i + 1)); busybox sleep 0.1; done',
      'echo "$before $now"; printf done > "$0"; exit 5',
    ].join('\n');
    const ended = await runTask(
      {
        command: ['/bin/sh', '-c', script, { outputFile: 'o' }],
        outputs: { parameters: { o: { type: 'STRING' } } },
      },
      { root: roots.busybox, user: 12345 },
      ['PATH=/bin'],
    );
    const [before = 0, now = 0] = ended.stdout.split(' ').map(Number);
    expect(now).toBeLessThan(before / 2);
    expect(ended).toMatchObject({ code: 5, stderr: 'tiphys: The command ended with exit code 5.\n' });
    expect(await terminationMessage()).toBe('The command ended with exit code 5.');
  });

  const otherName = process.arch === 'arm64' ? 'x64' : 'arm64';
  const lengths = [1, 15, 65_536, 100_003];
  const otherImage = path.join(path.dirname(image), `launcher-${otherName}.tar`);

  test.skipIf(!existsSync(otherImage))(
    `the image for ${otherName} installs itself and runs a task, under an emulator`,
    async () => {
      const other = architectures.find(({ name }) => name === otherName);
      if (other === undefined) throw new Error(`no architecture ${otherName}`);
      const root = path.join(scratch, otherName);
      await unpackImage(otherImage, root);
      // Root, so that runc may make what the emulator and the shell are mounted on.
      const mounts = {
        '/tiphys': volume,
        '/emulator': await emulator(other),
        '/busybox': path.join(roots.busybox, 'bin/busybox'),
      };
      const installed = await runContainer({
        root,
        args: ['/emulator', '/tiphys-launcher', 'install', '/tiphys'],
        mounts,
      });
      expect(installed).toEqual({ code: 0, stdout: '', stderr: '' });
      // Not by the stub, which would start Node without the emulator. Programs of this machine run as they are.
      const ended = await runContainer({
        root,
        args: ['/emulator', '/tiphys/node', '/tiphys/start.cjs', 'run'],
        mounts,
        env: taskEnvironment({
          command: [
            '/busybox',
            'sh',
            '-c',
            'echo "$1"; printf done > "$0"; exit 6',
            { outputFile: 'o' },
            'from a task',
          ],
          outputs: { parameters: { o: { type: 'STRING' } } },
        }),
      });
      expect(ended).toMatchObject({
        code: 6,
        stdout: 'from a task\n',
        stderr: 'tiphys: The command ended with exit code 6.\n',
      });
      expect(await readFile(path.join(volume, 'outputs/o'), 'utf8')).toBe('done');
      const script = `
        // What an emulator says of memory is not what is there; the addon must not believe it.
        process.dlopen({ exports: {} }, '/tiphys/release-memory.node');
        // Stamps of large objects go from one kind of machine to another.
        const checksum = require('node:crypto').createCipheriv(...${JSON.stringify(checksumCipher)});
        for (const length of ${JSON.stringify(lengths)}) checksum.setAAD(Buffer.alloc(length, 'tiphys'));
        checksum.final();
        console.log(process.arch, process.version, checksum.getAuthTag().toString('hex'));`;
      const args = ['/emulator', '/tiphys/node', '-e', script];
      const checksum = createPartChecksum();
      for (const length of lengths) checksum.update(Buffer.alloc(length, 'tiphys'));
      expect(await runContainer({ root, args, mounts })).toEqual({
        code: 0,
        stdout: `${otherName} ${process.version} ${checksum.digest()}\n`,
        stderr: '',
      });
    },
  );

  test('installs again over what an interrupted copy left, and says what stops it', async () => {
    await writeFile(path.join(volume, 'node.partial'), 'half');
    expect((await install()).code).toBe(0);
    expect((await install()).code).toBe(0);
    expect(existsSync(path.join(volume, 'node.partial'))).toBe(false);
    await mkdir(path.join(scratch, 'closed'), { mode: 0o755 });
    const refused = await runContainer({
      root: launcherRoot,
      args: ['/tiphys-launcher', 'install', '/tiphys'],
      user: 65532,
      mounts: { '/tiphys': path.join(scratch, 'closed') },
    });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('the launcher cannot be installed: making /tiphys/');
    expect(refused.stderr).toContain('Permission denied');
    const usage = await runContainer({ root: launcherRoot, args: ['/tiphys-launcher', 'install'], user: 65532 });
    expect(usage.code).toBe(2);
  });
});
