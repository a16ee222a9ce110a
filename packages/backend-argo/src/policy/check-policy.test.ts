import { compilePipeline, createPlaceOf } from '@tiphys/compiler';
import type { PodRules } from '@tiphys/compiler';
import { loadPipeline } from '@tiphys/ir';
import { expect, test } from 'vitest';
import { emitManifest } from '../emit-manifest.ts';
import type { EmitOptions } from '../options.ts';
import { checkPolicy } from './check-policy.ts';

const task = (name: string): object => ({ componentRef: { name: `comp-${name}` } });

function found(
  level: 'restricted' | 'baseline',
  config: object,
  { pods, ...emit }: EmitOptions & { readonly pods?: PodRules } = {},
): readonly string[] {
  const container = { image: 'i', command: ['c'] };
  const ir = {
    pipelineInfo: { name: 'p' },
    schemaVersion: '2.1.0',
    components: { 'comp-a': { executorLabel: 'exec-a' }, 'comp-b': { executorLabel: 'exec-b' } },
    deploymentSpec: { executors: { 'exec-a': { container }, 'exec-b': { container } } },
    root: { dag: { tasks: { a: task('a'), b: { ...task('b'), retryPolicy: { maxRetryCount: 1 } } } } },
  };
  const executors = { 'exec-b': config };
  const platform = { platforms: { kubernetes: { deploymentSpec: { executors } } } };
  const { pipeline } = loadPipeline(`${JSON.stringify(ir)}\n---\n${JSON.stringify(platform)}`, { file: 'test.yaml' });
  if (pipeline === undefined) throw new Error('the IR has faults');
  const { plan } = compilePipeline(pipeline, pods === undefined ? {} : { pods });
  if (plan === undefined) throw new Error('the plan has faults');
  const options = { ...emit, placeOf: createPlaceOf(pipeline) };
  return checkPolicy(plan, options, level, emitManifest(plan, options)).map(
    ({ code, path, range, message }) =>
      `${code} ${path.join('.')} ${message}${path.length > 0 && range === undefined ? ' without a place' : ''}`,
  );
}

test('pods are made to suit the profile, whatever volumes and init containers they have', () => {
  const config = {
    secretAsVolume: [{ secretName: 's', mountPath: '/s' }],
    initContainers: [{ name: 'before', image: 'i' }],
    emptyDirMounts: [{ volumeName: 'v', mountPath: '/v' }],
  };
  expect(found('restricted', config)).toEqual([]);
  expect(found('baseline', config, { podSecurity: 'baseline' })).toEqual([]);
});

test('a task that asks for root, with its place', () => {
  expect(found('restricted', { securityContext: { runAsUser: 0 } })).toEqual([
    'POL-007 root.dag.tasks.b "b" breaks the profile restricted: it runs as root in the container "main"',
  ]);
  expect(found('baseline', { securityContext: { runAsUser: 0 } })).toEqual([]);
});

test('what a configuration adds, in templates and in patches', () => {
  const pods: PodRules = {
    tasks: [
      {
        match: { task: 'b' },
        pod: { hostNetwork: true, volumes: [{ name: 'h', hostPath: { path: '/x' } }] },
        sidecars: [{ name: 's', image: 'i', command: ['c'], securityContext: { privileged: true } }],
      },
    ],
  };
  const breaks = 'root.dag.tasks.b "b" breaks the profile baseline: it';
  expect(found('baseline', {}, { pods })).toEqual([
    `POL-001 ${breaks} shares a namespace with its node (hostNetwork)`,
    `POL-004 ${breaks} mounts /x of its node (volume "h")`,
    `POL-002 ${breaks} is privileged in the container "s"`,
  ]);
});

test('what the containers of a configuration ask for or leave open', () => {
  const pods: PodRules = {
    tasks: [
      {
        match: { task: 'b' },
        container: {
          securityContext: {
            allowPrivilegeEscalation: true,
            capabilities: { add: ['SYS_ADMIN'] },
            seccompProfile: { type: 'Unconfined' },
          },
        },
      },
    ],
  };
  const codes = found('restricted', {}, { pods }).map((line) => line.split(' ', 1)[0]);
  expect(new Set(codes)).toEqual(new Set(['POL-003', 'POL-005', 'POL-006']));
});

test('templates that move into further objects are looked at too', () => {
  const moved = found('restricted', { securityContext: { runAsUser: 0 } }, { templatesPerWorkflow: 1 });
  expect(moved).toEqual([expect.stringMatching(/^POL-007 root\.dag\.tasks\.b/)]);
});

test('POL-008: pods that are made for baseline are told of once', () => {
  expect(found('restricted', { securityContext: { runAsUser: 0 } }, { podSecurity: 'baseline' })).toEqual([
    expect.stringMatching(/^POL-008 /),
    expect.stringMatching(/^POL-007 root\.dag\.tasks\.b/),
  ]);
});
