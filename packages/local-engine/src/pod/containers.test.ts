import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, runText } from '../testing/run-fixture.ts';

/**
 * A `docker` that writes down what it is asked and runs the command as a process: of `run` all flags are taken off, and the
 * paths of mounts are the local ones, so it suits commands that use none.
 */
const program = `#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$1" in
  image) grep -q "^$5 " "$IMAGES" && sed -n "s|^$5 ||p" "$IMAGES" ;;
  pull) echo 'Error: trying again' >&2; [ "$3" = new:1 ] && echo "$3 /app" >> "$IMAGES" || { echo 'Error: no such image' >&2; exit 125; } ;;
  ps) echo left-1; echo left-2 ;;
  run)
    shift
    while [ $# -gt 0 ]; do
      case "$1" in
        --name | --label | --security-opt | --mount | --workdir | --user | --userns) shift 2 ;;
        --init) shift ;;
        --env) case "$2" in *=*) export "$2" ;; esac; shift 2 ;;
        --entrypoint) entrypoint=$2; shift 2 ;;
        *) break ;;
      esac
    done
    shift
    exec "$entrypoint" "$@" ;;
  cp) cp -r "\${2#*:}" "$3" ;;
esac
`;

async function fakeDocker(
  name = 'docker',
): Promise<{ env: Record<string, string>; calls: () => Promise<string>; directory: string }> {
  const directory = await makeTestDirectory();
  const bin = join(directory, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, name), program);
  await chmod(join(bin, name), 0o755);
  const file = join(directory, 'calls');
  const images = join(directory, 'images');
  await writeFile(images, ['registry/work:1 ', 'init:1 ', 'work:1 ', 'w ', 'own:1 /srv', ''].join('\n'));
  const env = { PATH: `${bin}:/usr/bin:/bin`, CALLS: file, IMAGES: images, HOST: 'of this machine' };
  return { directory, env, calls: () => readFile(file, 'utf8') };
}

const secret = 'not for command lines';

test('the command of a compiled task runs in its image, and sees the files of its pod', async () => {
  const { env, calls } = await fakeDocker();
  const work = launcherTemplate(
    'work',
    {
      args: ['printf "%s %s" "$HOST" "$1" > "$0"', { outputFile: 'out' }, 'given'],
      outputs: { parameters: { out: { type: 'STRING' } } },
    },
    {},
  );
  const container = { ...(work['container'] as object), image: 'registry/work:1' };
  const result = await runText(
    dagManifest([{ name: 'a', template: 'work', arguments: input('{}') }], [{ ...work, container }]),
    { executor: 'docker', env },
  );
  expect(result.tasks['a']).toMatchObject({ phase: 'Succeeded', parameters: { out: 'of this machine given' } });
  const run = (await calls()).split('\n').find((line) => line.startsWith('run '));
  expect(run).toContain('--entrypoint sh registry/work:1 -c');
  expect(run).toContain('--mount type=bind,source=');
  // The environment of this machine is none of the container's.
  expect(run).not.toContain('--env HOST');
  expect((await calls()).trim().split('\n').at(-1)).toMatch(/^rm --force /);
});

test('a container of a hand-written manifest: variables by name, outputs fetched, gone afterwards', async () => {
  const { env, calls, directory } = await fakeDocker();
  const path = join(directory, 'out');
  const result = await runText(
    {
      kind: 'Workflow',
      spec: {
        entrypoint: 'main',
        templates: [
          {
            name: 'main',
            dag: { tasks: [{ name: 'a', template: 'work' }] },
            outputs: { parameters: [{ name: 'o', valueFrom: { parameter: '{{tasks.a.outputs.parameters.o}}' } }] },
          },
          {
            name: 'work',
            volumes: [{ name: 'v', emptyDir: {} }],
            initContainers: [{ name: 'first', image: 'init:1', command: ['true'] }],
            container: {
              image: 'work:1',
              command: ['sh', '-c', `printf %s "$SECRET" > ${path}`],
              env: [{ name: 'SECRET', value: secret }],
              volumeMounts: [{ name: 'v', mountPath: '/v' }],
            },
            outputs: { parameters: [{ name: 'o', valueFrom: { path } }] },
          },
        ],
      },
    },
    { executor: 'docker', env },
  );
  expect(result).toMatchObject({ phase: 'Succeeded', outputs: { o: secret } });
  const lines = (await calls()).trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'version',
    'image',
    'run',
    'rm',
    'image',
    'run',
    'cp',
    'rm',
  ]);
  expect(lines[2]).toContain('--entrypoint true init:1');
  expect(lines[5]).toContain('--env SECRET --');
  expect(lines[5]).toContain(',target=/v');
  expect(lines.join('\n')).not.toContain(secret);
});

/** A task of a compiled pipeline, in an image. */
function workIn(image: string, env: Readonly<Record<string, string>> = {}): ReturnType<typeof launcherTemplate>[] {
  const work = launcherTemplate('work', { args: ['echo "$HOST" >&2'], env }, {});
  return [{ ...work, container: { ...(work['container'] as object), image } }];
}

function tasks(...names: readonly string[]): Parameters<typeof dagManifest>[0] {
  return names.map((name) => ({ name, template: 'work', arguments: input('{}') }));
}

test('a variable that this machine has with the same value is given to the container, too', async () => {
  const { env, calls } = await fakeDocker();
  const manifest = dagManifest(tasks('a'), workIn('w', { HOST: 'of this machine' }));
  await runText(manifest, { executor: 'docker', env });
  expect(runsOf(await calls())[0]).toContain('--env HOST ');
});

test('a container starts where its image says, else in a folder of its task, and as the user who started the run', async () => {
  const { env, calls } = await fakeDocker();
  const user = `--user ${process.getuid?.()}:${process.getgid?.()}`;
  await runText(dagManifest(tasks('a'), workIn('own:1')), { executor: 'docker', env });
  await runText(dagManifest(tasks('a'), workIn('w')), { executor: 'docker', env });
  const [own, other] = runsOf(await calls());
  expect(own).not.toContain('--workdir');
  expect(own).toContain(user);
  expect(other).toMatch(/--workdir \S+\/work /);
});

test('an image that is not there is pulled once, however many tasks need it', async () => {
  const { env, calls } = await fakeDocker();
  const result = await runText(dagManifest(tasks('a', 'b', 'c'), workIn('new:1')), { executor: 'docker', env });
  expect(result.phase).toBe('Succeeded');
  expect((await calls()).split('\n').filter((line) => line.startsWith('pull'))).toEqual(['pull --quiet new:1']);
});

test('an image that cannot be pulled fails the task with what the program said last', async () => {
  const { env } = await fakeDocker();
  const result = await runText(dagManifest(tasks('a'), workIn('old:1')), { executor: 'docker', env });
  expect(result.tasks['a']).toMatchObject({
    phase: 'Failed',
    message: 'The image old:1 is not on this machine, and docker cannot pull it: no such image',
  });
});

test('a run that goes on ends the containers that an earlier life of it has left', async () => {
  const { env, calls, directory } = await fakeDocker();
  const manifest = dagManifest(tasks('a'), workIn('old:1'));
  const options = { executor: 'docker', env, workdir: directory } as const;
  await runText(manifest, options);
  await runText(manifest, { ...options, resume: 'wf' });
  const lines = (await calls()).split('\n');
  expect(lines).toContain('ps --all --quiet --filter label=tiphys.run=uid-1');
  expect(lines).toContain('rm --force left-1 left-2');
});

test('podman is asked once whether its containers can have an init, docker always has one', async () => {
  const podman = await fakeDocker('podman');
  await runText(dagManifest(tasks('a', 'b'), workIn('w')), { executor: 'podman', env: podman.env });
  const lines = await podman.calls();
  expect(lines.match(/^create --init .* w true$/gm)).toHaveLength(1);
  expect(runsOf(lines)[0]).toContain('--init');
  const docker = await fakeDocker();
  await runText(dagManifest(tasks('a'), workIn('w')), { executor: 'docker', env: docker.env });
  expect(await docker.calls()).not.toMatch(/^create/m);
  expect(runsOf(await docker.calls())[0]).toContain('--init');
});

function runsOf(calls: string): readonly string[] {
  return calls.split('\n').filter((line) => line.startsWith('run '));
}

test('an interruption ends the container', async () => {
  const { env, calls, directory } = await fakeDocker();
  const ready = join(directory, 'ready');
  await mkdir(ready);
  const result = await runText(
    {
      kind: 'Workflow',
      spec: {
        entrypoint: 'main',
        templates: [
          { name: 'main', container: { image: 'w', command: ['sh', '-c', `touch ${ready}/now; exec sleep 60`] } },
        ],
      },
    },
    { executor: 'docker', env, signal: abortWhenReady(ready) },
  );
  expect(result.phase).toBe('Failed');
  expect((await calls()).trim().split('\n').at(-1)).toMatch(/^rm --force /);
});

test('a program that is not there is said before anything runs', async () => {
  const run = runText(dagManifest([], []), { executor: 'podman', env: { PATH: '/nowhere' } });
  await expect(run).rejects.toMatchObject({ diagnostics: [{ code: 'RUN-045' }] });
});
