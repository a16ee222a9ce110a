import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emitManifest, workflowSpec } from '@tiphys/backend-argo';
import { compilePipeline, createPlaceOf, runBackend } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import type { TiphysConfig } from '@tiphys/config';
import { loadPipeline } from '@tiphys/ir';
import { describe, expect, test } from 'vitest';
import { mirrored } from '../../examples/extending/cluster-defaults/mirrored.ts';
import clusterDefaults from '../../examples/extending/cluster-defaults/tiphys.config.ts';
import { kubernetesJobs } from '../../examples/extending/kubernetes-jobs/kubernetes-jobs.ts';
import jobs from '../../examples/extending/kubernetes-jobs/tiphys.config.ts';
import policy from '../../examples/extending/policy/policy.ts';

const root = resolve(import.meta.dirname, '..', '..');
const hello = readFileSync(join(root, 'examples', 'hello', 'pipeline.yaml'), 'utf8');
const demo = readFileSync(join(root, 'examples', 'demo', 'pipeline.yaml'), 'utf8');
const greeting = readFileSync(join(root, 'examples', 'extending', 'kubernetes-jobs', 'pipeline.yaml'), 'utf8');

function pluginsOf({ plugins = [] }: TiphysConfig): readonly Plugin[] {
  return plugins.filter((plugin) => typeof plugin !== 'string');
}

function compile(text: string, plugins: readonly Plugin[]) {
  const { pipeline } = loadPipeline(text, { file: 'pipeline.yaml' });
  if (pipeline === undefined) throw new Error('the pipeline is not valid');
  return { ...compilePipeline(pipeline, { plugins }), placeOf: createPlaceOf(pipeline) };
}

test.each(['cluster-defaults', 'policy', 'kubernetes-jobs'])('%s passes its own check with the testkit', (name) => {
  const check = join(root, 'examples', 'extending', name, 'check.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=@tiphys/source', check], {
    encoding: 'utf8',
  });
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
});

describe('cluster-defaults', () => {
  const plugins = pluginsOf(clusterDefaults);

  test('every pod has the defaults, and its image from the mirror', () => {
    const { plan, diagnostics } = compile(hello, plugins);
    const { manifest, diagnostics: more } = emitManifest(plan!, { ...clusterDefaults, plugins });
    expect([...diagnostics, ...more]).toEqual([]);
    const spec = workflowSpec(manifest!);
    const batch = { key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoSchedule' };
    expect(spec).toMatchObject({
      podPriorityClassName: 'batch',
      podMetadata: { labels: { team: 'forecasts', 'cost-centre': '4711' } },
      tolerations: [batch],
    });
    const images = JSON.stringify(manifest).match(/"image":"[^"]*"/g) ?? [];
    expect(images.length).toBeGreaterThan(3);
    expect(images.filter((image) => !image.startsWith('"image":"registry.example/mirror/'))).toEqual([]);
  });

  test('a pod with tolerations of its own keeps them', () => {
    const hook = plugins[0]!.argo!.template!;
    const { plan } = compile(hello, []);
    const own = { key: 'gpu', operator: 'Exists' };
    const context = { plan: plan!, report: () => expect.unreachable() };
    expect(hook({ name: 'a', tolerations: [own] }, context).tolerations).toMatchObject([own, { key: 'dedicated' }]);
    expect(hook({ name: 'a' }, context)).toEqual({ name: 'a' });
  });

  test('what only the run knows is said', () => {
    const dynamic: Plugin = {
      name: 'dynamic',
      passes: [
        {
          name: 'image',
          description: 'Makes images dynamic.',
          slot: 'final',
          run: (plan) => ({
            ...plan,
            executors: Object.fromEntries(
              Object.entries(plan.executors).map(([name, executor]) => [
                name,
                executor.kind === 'container' ? { ...executor, dynamic: { image: 'img' } } : executor,
              ]),
            ),
          }),
        },
      ],
    };
    const { diagnostics, plan } = compile(hello, [dynamic, ...plugins]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning cluster-defaults/unknown-image',
      'warning cluster-defaults/unknown-image',
    ]);
    expect(plan!.executors['comp-greet']).toMatchObject({ image: 'alpine:3.20' });
  });

  test.each([
    ['alpine', 'm/docker.io/library/alpine'],
    ['alpine:3.20', 'm/docker.io/library/alpine:3.20'],
    ['team/train@sha256:ab', 'm/docker.io/team/train@sha256:ab'],
    ['quay.io/team/train:1', 'm/quay.io/team/train:1'],
    ['localhost/train', 'm/localhost/train'],
    ['host:5000/train', 'm/host:5000/train'],
    ['m/quay.io/train', 'm/quay.io/train'],
  ])('the copy of %s is %s', (image, copy) => expect(mirrored(image, 'm')).toBe(copy));
});

describe('policy', () => {
  const findings = (text: string) => compile(text, [policy]).diagnostics;

  test('a pinned image with limits passes', () => expect(findings(greeting)).toEqual([]));

  test.each(['alpine', 'alpine:latest', 'host:5000/alpine'])('%s is refused, at its place and with a hint', (image) => {
    const text = greeting.replace('alpine:3.20', image);
    const line = text.split('\n').findIndex((one) => one.includes(`image: ${image}`)) + 1;
    expect(findings(text)).toEqual([
      expect.objectContaining({
        code: 'policy/not-pinned',
        severity: 'error',
        message: `"comp-greet" runs the image ${image}, which may change.`,
        hint: expect.stringMatching(/^Pin it/) as string,
        path: ['deploymentSpec', 'executors', 'exec-greet', 'container', 'image'],
        range: expect.objectContaining({ start: expect.objectContaining({ line }) as object }) as object,
      }),
    ]);
  });

  test.each(['alpine@sha256:ab', 'host:5000/alpine:1'])('%s is pinned', (image) => {
    expect(findings(greeting.replace('alpine:3.20', `'${image}'`))).toEqual([]);
  });

  test('a container without limits is refused', () => {
    expect(findings(hello).map(({ code, message, range }) => [code, message, range !== undefined])).toEqual([
      ['policy/no-limits', '"comp-greet" has no limit for cpu and memory.', true],
      ['policy/no-limits', '"comp-shout" has no limit for cpu and memory.', true],
    ]);
  });
});

describe('kubernetes-jobs', () => {
  function job(text: string, plugins = pluginsOf(jobs), pipelineRoot: string | undefined = jobs.pipelineRoot) {
    const { plan, placeOf } = compile(text, plugins);
    const [plugin] = plugins;
    const options = pipelineRoot === undefined ? {} : { pipelineRoot };
    const { value, diagnostics } = runBackend(plugin!.name, plugin!.backends![0]!, plan!, options, placeOf);
    return { diagnostics, documents: (value?.documents ?? []) as unknown as readonly Job[] };
  }

  test('the launcher makes of the environment of the Job what it makes of one of Argo', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiphys-jobs-'));
    try {
      const { documents, diagnostics } = job(greeting, pluginsOf(jobs), `file://${folder}/store`);
      expect(diagnostics).toEqual([]);
      const { containers } = documents[0]!.spec.template.spec;
      const known: Record<string, string> = { JOB: 'greeting-x1', JOB_UID: 'uid', POD: 'greeting-x1-y2' };
      const fill = (text: string) => text.replaceAll(/\$\((\w+)\)/g, (all, name: string) => known[name] ?? all);
      const env = containers[0]!.env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, fill(value)]]));
      const main = join(root, 'packages', 'launcher', 'src', 'main.ts');
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=@tiphys/source', main, 'run'], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], TIPHYS_BASE: join(folder, 'base'), ...Object.fromEntries(env) },
      });
      expect({ stdout, stderr, status }).toMatchObject({ stdout: 'Hello, world!\n', stderr: '', status: 0 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the Job names the store, the keys and the limits', () => {
    const { documents } = job(greeting);
    const [container] = documents[0]!.spec.template.spec.containers;
    expect(documents[0]).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { generateName: 'greeting-' },
    });
    expect(container).toMatchObject({
      image: 'alpine:3.20',
      command: ['/tiphys/launcher', 'run'],
      resources: { limits: { cpu: '500m', memory: '64Mi' } },
    });
    expect(container!.env).toContainEqual({
      name: 'TIPHYS_STORE',
      value: '{"endpoint":"minio.example:9000","secure":true,"root":"s3://artifacts/pipelines"}',
    });
  });

  test.each<[string, string, RegExp]>([
    ['two tasks', hello, /^kubernetes-jobs\/one-task A Job runs one task; the pipeline has 2[.]$/],
    ['a nested pipeline', demo, /^kubernetes-jobs\/one-task /],
    [
      'a parameter without a default',
      greeting.replace(/\n *defaultValue: world\n *isOptional: true/, ''),
      /^kubernetes-jobs\/no-value .*"name" has no default/,
    ],
    [
      'the time of the run',
      greeting.replace('; cat "$1"; echo', '; echo {{$.pipeline_job_create_time_utc}}'),
      /^kubernetes-jobs\/unsupported "greet" has a placeholder for the time of the run/,
    ],
    [
      'a retry',
      greeting.replace('taskInfo:', 'retryPolicy: {maxRetryCount: 2}\n        taskInfo:'),
      /^kubernetes-jobs\/unsupported "greet" has a retry/,
    ],
  ])('%s is refused, at its place', (_, text, message) => {
    const { diagnostics } = job(text);
    expect(diagnostics.map(({ code, message: said }) => `${code} ${said}`)[0]).toMatch(message);
    expect(diagnostics[0]).toMatchObject({ severity: 'error' });
    expect(diagnostics[0]!.range).toBeDefined();
    expect(diagnostics[0]!.hint).toBeDefined();
  });

  test('a workspace is refused', () => {
    const { plan, placeOf } = compile(greeting, []);
    const workspace = { size: '1Gi', accessModes: ['ReadWriteOnce'] };
    const asking = { ...plan!, pipeline: { ...plan!.pipeline, workspace } };
    const [plugin] = pluginsOf(jobs);
    const options = { pipelineRoot: 's3://a/b' };
    const { diagnostics } = runBackend(plugin!.name, plugin!.backends![0]!, asking, options, placeOf);
    expect(diagnostics.map(({ message }) => message)).toEqual(['"greet" has a workspace.']);
  });

  test.each([
    ['s3://a/b', '/s3'],
    ['gs://a/b', '/gcs'],
  ])('artifacts of %s are below %s', (pipelineRoot, mountPath) => {
    const [container] = job(greeting, pluginsOf(jobs), pipelineRoot).documents[0]!.spec.template.spec.containers;
    expect(container).toMatchObject({ volumeMounts: [{ mountPath: '/tiphys' }, { mountPath }] });
  });

  test('a root with settings is refused', () => {
    const settings = { store: {}, secret: { name: 's', accessKey: 'a', secretKey: 'k' } };
    const { diagnostics } = job(greeting, [kubernetesJobs(settings)], 's3://a/b?endpoint=c:1');
    expect(diagnostics.map(({ code }) => code)).toEqual(['kubernetes-jobs/no-root']);
  });
});

/** The part of a Job that the tests look at. */
interface Job {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value?: string }[] }[];
      };
    };
  };
}
