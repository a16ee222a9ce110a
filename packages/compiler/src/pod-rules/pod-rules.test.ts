import { formatPath } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import type { CompileOptions } from '../compile-options.ts';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';
import type { PodExtras } from './pod-extras.ts';

const task = (name: string): string =>
  `${name}: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: a}}}}}`;

function compile(options: CompileOptions, platforms: object = {}): ReturnType<typeof compilePipeline> {
  const text = pipelineText({ tasks: `${task('train-a')}\n${task('report')}` });
  return compilePipeline(load(`${text}\n---\n${JSON.stringify({ platforms })}`), options);
}

function extrasOf(options: CompileOptions, platforms: object = {}): Readonly<Record<string, PodExtras | undefined>> {
  const { plan, diagnostics } = compile(options, platforms);
  expect(diagnostics).toEqual([]);
  return Object.fromEntries(plan?.scopes['root']?.tasks.map(({ name, extras }) => [name, extras]) ?? []);
}

function faults(pods: CompileOptions['pods'], platforms: object = {}): readonly string[] {
  return compile({ ...(pods && { pods }) }, platforms).diagnostics.map(
    ({ code, path, message, hint, range }) =>
      `${code} ${formatPath(path)} | ${message} | ${hint ?? ''}${range === undefined ? ' without a place' : ''}`,
  );
}

const own = (config: unknown): object => ({ tiphys: { deploymentSpec: { executors: { 'exec-echo': config } } } });
const kubernetes = (config: unknown): object => ({
  kubernetes: { deploymentSpec: { executors: { 'exec-echo': config } } },
});

test('defaults, then rules in their order, then the pipeline itself', () => {
  const { report, 'train-a': train } = extrasOf(
    {
      pods: {
        defaults: { labels: { team: 'a' }, pod: { priorityClassName: 'low', tolerations: [{ key: 'x' }] } },
        tasks: [
          { match: { task: 'train*' }, pod: { priorityClassName: 'high', tolerations: [{ key: 'y' }] } },
          { match: { task: 'train-?', component: 'echo' }, pod: { runtimeClassName: 'gvisor' } },
          { match: { task: 'train' }, pod: { nodeName: 'never' } },
          { match: { component: 'comp-other' }, pod: { nodeName: 'never' } },
        ],
      },
    },
    own({ pod: { runtimeClassName: 'kata' } }),
  );
  expect(report).toEqual({
    labels: { team: 'a' },
    pod: { priorityClassName: 'low', tolerations: [{ key: 'x' }], runtimeClassName: 'kata' },
  });
  expect(train).toEqual({
    labels: { team: 'a' },
    pod: { priorityClassName: 'high', tolerations: [{ key: 'x' }, { key: 'y' }], runtimeClassName: 'kata' },
  });
});

test('labels that the pipeline gives choose tasks; a point in a pattern is a point', () => {
  const tier = (value: string): CompileOptions => ({
    pods: { tasks: [{ match: { labels: { tier: value } }, pod: { nodeName: 'n' } }] },
  });
  const labelled = kubernetes({ podMetadata: { labels: { tier: 'gpu.a' } } });
  expect(extrasOf(tier('gpu*'), labelled)['report']).toEqual({ pod: { nodeName: 'n' } });
  expect(extrasOf(tier('gpu.?'), labelled)['report']).toEqual({ pod: { nodeName: 'n' } });
  expect(extrasOf(tier('gpu?'), labelled)['report']).toBeUndefined();
  expect(extrasOf(tier('gp..a'), labelled)['report']).toBeUndefined();
  expect(extrasOf(tier('gpu'))['report']).toBeUndefined();
});

test('a sidecar without a command runs what its image is said to run', () => {
  const pods = { defaults: { sidecars: [{ name: 'proxy', image: 'proxy:1' }] } };
  const options = { pods, entrypoints: { proxy: { command: ['/proxy'], args: ['--all'] } } };
  expect(extrasOf(options)['report']?.sidecars).toEqual([
    { name: 'proxy', image: 'proxy:1', command: ['/proxy'], args: ['--all'] },
  ]);
  expect(faults(pods)[0]).toMatch(/^CMP-043 root\.dag\.tasks\.report \| The sidecar "proxy" has no command.*"proxy:1"/);
});

test('CMP-040, CMP-041: what Kubernetes does not know, with its place in the platform document', () => {
  expect(faults(undefined, own({ pod: { runtimeClasName: 'x' }, sidecar: [], container: { command: ['a'] } }))).toEqual(
    [
      expect.stringMatching(/^CMP-040 .*exec-echo\.pod\.runtimeClasName \| .*\| Did you mean "runtimeClassName"\?$/),
      expect.stringMatching(/^CMP-040 .*exec-echo\.sidecar \| .*\| Did you mean "sidecars"\?$/),
      expect.stringMatching(/^CMP-040 .*exec-echo\.container\.command \| "command" is not known here/),
    ],
  );
  expect(faults(undefined, own({ pod: { hostNetwork: 'yes' }, sidecars: [{ name: 's' }], labels: { a: 1 } }))).toEqual([
    expect.stringMatching(/^CMP-041 .*exec-echo\.pod\.hostNetwork \| It has to be true or false/),
    expect.stringMatching(/^CMP-041 .*exec-echo\.sidecars\[0\] \| It needs the field "image"/),
    expect.stringMatching(/^CMP-041 .*exec-echo\.labels\.a \| It has to be text/),
  ]);
  const spread = { topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'Never' };
  expect(faults(undefined, own({ pod: { topologySpreadConstraints: [spread] } }))[0]).toContain(
    'It has to be one of DoNotSchedule, ScheduleAnyway',
  );
  const unknown = { tiphys: { deploymentSpec: { executors: { 'exec-ech': {} } } } };
  expect(faults(undefined, unknown)[0]).toMatch(/^CMP-040 .* \| Did you mean "exec-echo"\?$/);
});

test('texts that API servers would refuse, and fields that have another place', () => {
  const found = faults(
    undefined,
    own({
      labels: { 'a b': 'x', 'example.com/c': 'y z' },
      pod: { serviceAccountName: 'Bad_Name', containers: [] },
      container: { command: ['x'], resources: { limits: { cpu: '1 core', memory: '4Gi', 'nvidia.com/gpu': 2 } } },
    }),
  );
  expect(found).toEqual([
    expect.stringMatching(/^CMP-041 .*labels\["a b"\] \| It has to be under a name of letters/),
    expect.stringMatching(/^CMP-041 .*labels\["example\.com\/c"\] \| It has to be at most 63 letters/),
    expect.stringMatching(/^CMP-041 .*pod\.serviceAccountName \| It has to be a name of small letters/),
    expect.stringMatching(/^CMP-040 .*pod\.containers \| .* \| The container of the task is "container"/),
    expect.stringMatching(/^CMP-040 .*container\.command \| .* \| The component of the task says it\.$/),
    expect.stringMatching(/^CMP-041 .*limits\.cpu \| It has to be an amount such as 2, 500m or 4Gi/),
  ]);
});

test('what does not go with the rest of the pod', () => {
  const volume = { emptyDirMounts: [{ volumeName: 'scratch', mountPath: '/s' }] };
  const found = (extras: PodExtras): readonly string[] =>
    faults({ tasks: [{ match: { task: 'report' }, ...extras }] }, kubernetes(volume));
  const command = ['x'];
  expect(found({ pod: { volumes: [{ name: 'scratch' }, { name: 'tiphys' }, { name: 'a' }] } })).toEqual([
    expect.stringMatching(/^CMP-042 root\.dag\.tasks\.report \| .*two volumes "scratch"/),
    expect.stringMatching(/^CMP-042 .*two volumes "tiphys"/),
  ]);
  const mounts = { volumeMounts: [{ name: 'scratc', mountPath: '/t' }] };
  expect(found({ sidecars: [{ name: 's', image: 'i', command, ...mounts }] })).toEqual([
    expect.stringMatching(/^CMP-025 .*"scratc" \| Did you mean "scratch"\?$/),
  ]);
  expect(found({ container: { volumeMounts: [{ name: 'scratch', mountPath: '/s' }] } })[0]).toMatch(/^CMP-021/);
  expect(found({ sidecars: [{ name: 'wait', image: 'i', command }] })[0]).toMatch(/^CMP-027 .*sidecar .*"wait"/);
  expect(found({ sidecars: [{ name: 'A b', image: 'i', command }] })[0]).toMatch(/^CMP-027 .*small letters/);
  expect(found({ container: { env: [{ name: 'TIPHYS_RUN', value: '' }] } })[0]).toMatch(/^CMP-044/);
  expect(found({ labels: { run: '{{workflow.name}}' } })[0]).toMatch(/^CMP-045 .*workflow\.name/);
  const good = { name: 's', image: 'i', command, volumeMounts: [{ name: 'scratch', mountPath: '/any' }] };
  expect(found({ sidecars: [good] })).toEqual([]);
});
