import { compilePipeline } from '@tiphys/compiler';
import type { PodExtras } from '@tiphys/compiler';
import { loadPipeline } from '@tiphys/ir';
import { expect, test } from 'vitest';
import type { Template } from '@tiphys/argo-types';
import { emitManifest } from '../emit-manifest.ts';
import { workflowSpec } from '../manifest.ts';
import type { EmitOptions } from '../options.ts';
import { effectivePod } from '../testing/effective-pod.ts';

const fixed = (constant: unknown): object => ({ runtimeValue: { constant } });
const train = { componentRef: { name: 'comp-train' }, inputs: { parameters: { x: fixed('a') } } };

/** Two tasks of one component, the second with extras, in a loop and with retries; options of the platform document. */
function emitted(extras: PodExtras, config: object = {}, emit: EmitOptions = {}) {
  const executors = { 'exec-train': { container: { image: 'i', command: ['c'] } } };
  const ir = {
    pipelineInfo: { name: 'p' },
    schemaVersion: '2.1.0',
    components: {
      'comp-train': {
        executorLabel: 'exec-train',
        inputDefinitions: { parameters: { x: { parameterType: 'STRING' } } },
      },
    },
    deploymentSpec: { executors },
    root: {
      inputDefinitions: { parameters: { where: { parameterType: 'STRUCT' } } },
      dag: {
        tasks: {
          first: train,
          second: {
            ...train,
            retryPolicy: { maxRetryCount: 2 },
            parameterIterator: { items: { raw: '["a","b"]' }, itemInput: 'x' },
          },
        },
      },
    },
  };
  const platform = { platforms: { kubernetes: { deploymentSpec: { executors: { 'exec-train': config } } } } };
  const { pipeline } = loadPipeline(`${JSON.stringify(ir)}\n---\n${JSON.stringify(platform)}`, { file: 'test.yaml' });
  if (pipeline === undefined) throw new Error('the IR has faults');
  const pods = { tasks: [{ match: { task: 'second' }, ...extras }] };
  const { plan, diagnostics } = compilePipeline(pipeline, { pods });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  const { manifest, diagnostics: found } = emitManifest(plan, emit);
  // Where a version refuses it there is none; such tests look at what was found.
  const templates = manifest === undefined ? [] : (workflowSpec(manifest).templates ?? []);
  const leaves = templates.filter(({ container }) => container !== undefined);
  expect(leaves).toHaveLength(manifest === undefined ? 0 : 2);
  const second = leaves.find(({ retryStrategy }) => retryStrategy !== undefined);
  return { found, first: leaves.find((leaf) => leaf !== second) as Template, second: second as Template };
}

test('fields that templates have stand in the template, the others are patched; only the chosen task has them', () => {
  const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' } as const;
  const { first, second } = emitted({
    labels: { team: 'a' },
    pod: {
      priorityClassName: 'high',
      serviceAccountName: 'trainer',
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      runtimeClassName: 'gvisor',
      topologySpreadConstraints: [spread],
      resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpus' }],
      terminationGracePeriodSeconds: 5,
    },
    container: {
      env: [{ name: 'A', value: 'b' }],
      resources: { limits: { 'nvidia.com/gpu': 1, 'rdma/hca': '1' }, claims: [{ name: 'gpu' }] },
    },
  });
  expect(second).toMatchObject({
    metadata: { labels: { team: 'a' } },
    priorityClassName: 'high',
    serviceAccountName: 'trainer',
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    container: { resources: { limits: { 'nvidia.com/gpu': 1, 'rdma/hca': '1' }, claims: [{ name: 'gpu' }] } },
  });
  const { pod, main } = effectivePod(second);
  expect(pod).toMatchObject({
    runtimeClassName: 'gvisor',
    topologySpreadConstraints: [spread],
    resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpus' }],
    terminationGracePeriodSeconds: 5,
  });
  expect(main).toMatchObject({ env: expect.arrayContaining([{ name: 'A', value: 'b' }]) as unknown });
  expect(JSON.stringify(first)).not.toMatch(/high|gvisor|gpu|trainer/);
});

test('the pipeline wins, lists join, and what only the run knows stays whole', () => {
  const where = { componentInputParameter: 'where' };
  const { second } = emitted(
    {
      labels: { team: 'a', tier: 'a' },
      pod: {
        tolerations: [{ key: 'config' }],
        imagePullSecrets: [{ name: 'config' }],
        nodeSelector: { disk: 'hdd', zone: 'a' },
      },
      container: { imagePullPolicy: 'Always', resources: { limits: { 'rdma/hca': '1' } } },
    },
    {
      podMetadata: { labels: { tier: 'b' } },
      imagePullPolicy: 'Never',
      imagePullSecret: [{ secretName: 'pipeline' }],
      nodeSelector: { labels: { disk: 'ssd' } },
      tolerations: [{ tolerationJson: where }],
    },
  );
  expect(second.metadata?.labels).toEqual({ team: 'a', tier: 'b' });
  expect(second.container?.imagePullPolicy).toBe('Never');
  const { pod } = effectivePod(second, { 'tolerations-0': '{"key":"run"}' });
  expect(pod).toMatchObject({
    nodeSelector: { disk: 'ssd', zone: 'a' },
    tolerations: [{ key: 'config' }, { key: 'run' }],
    imagePullSecrets: [{ name: 'config' }, { name: 'pipeline' }],
  });
});

test('sidecars and security contexts suit the profile of all pods, but for what they say themselves', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1', command: ['/proxy'] };
  const extras: PodExtras = {
    pod: { securityContext: { fsGroup: 1, supplementalGroups: [2] } },
    sidecars: [{ ...sidecar, securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } } }],
  };
  const { second } = emitted(extras);
  expect(second.sidecars).toEqual([
    {
      ...sidecar,
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      },
    },
  ]);
  expect(second.securityContext).toMatchObject({ runAsUser: 65532, fsGroup: 1, supplementalGroups: [2] });
  const baseline = emitted(extras, {}, { podSecurity: 'baseline' }).second;
  expect(baseline.sidecars?.[0]?.securityContext).toEqual({ capabilities: { add: ['NET_BIND_SERVICE'] } });
  expect(baseline.securityContext).toEqual({ fsGroup: 1, supplementalGroups: [2] });
});

test('ARG-020: what an Argo would drop, by the Kubernetes whose pods it knows', () => {
  const extras: PodExtras = {
    pod: {
      hostUsers: false,
      resourceClaims: [{ name: 'gpu', resourceClaimName: 'mine' }],
      securityContext: { supplementalGroupsPolicy: 'Strict' },
    },
    container: {
      resources: { claims: [{ name: 'gpu' }], limits: { hostUsers: '1' } },
      lifecycle: { stopSignal: 'SIGINT' },
    },
  };
  const found = (argoVersion: EmitOptions['argoVersion'] & string): readonly string[] =>
    emitted(extras, {}, { argoVersion }).found.map(
      ({ code, severity, message }) => `${code} ${severity} ${message.replace('The pod of "second" has ', '')}`,
    );
  const all = [
    'hostUsers, which needs Argo 3.6',
    'resourceClaims, which needs Argo 3.6.7',
    'supplementalGroupsPolicy, which needs Argo 3.6.7',
    'claims, which needs Argo 3.6',
    'stopSignal, which needs Argo 3.7',
  ];
  expect(found('3.5')).toEqual(all.map((text) => `ARG-020 error ${text}`));
  expect(found('any')).toEqual(all.map((text) => `ARG-020 warning ${text}`));
  // Its patch releases differ, and no one of them knows the last.
  expect(found('3.6')).toEqual([
    'ARG-020 warning resourceClaims, which needs Argo 3.6.7',
    'ARG-020 warning supplementalGroupsPolicy, which needs Argo 3.6.7',
    'ARG-020 error stopSignal, which needs Argo 3.7',
  ]);
  expect(found('3.7')).toEqual([]);
});

test('ARG-020 says what to do', () => {
  const hint = (argoVersion: EmitOptions['argoVersion'] & string): string | undefined =>
    emitted({ pod: { resources: { limits: { cpu: '1' } } } }, {}, { argoVersion }).found[0]?.hint;
  expect(hint('3.5')).toBe('Compile for Argo 3.6 or later, or leave resources out.');
  expect(hint('3.6')).toBe(
    'What is before 3.6.7 drops it in silence: see that the cluster has that, or leave resources out.',
  );
  expect(hint('any')).toBe('Say --argo-version 3.6 or later if the cluster has it; else leave resources out.');
});

test('a task may have the token of its account, or have none where others do', () => {
  const tokens = (automountServiceAccountToken: boolean, podSecurity: 'restricted' | 'baseline') => {
    const { pod } = effectivePod(emitted({ pod: { automountServiceAccountToken } }, {}, { podSecurity }).second);
    return [pod['automountServiceAccountToken'], JSON.stringify(pod['volumes'] ?? []).includes('serviceAccountToken')];
  };
  expect(tokens(true, 'restricted')).toEqual([true, false]);
  expect(tokens(false, 'restricted')).toEqual([false, true]);
  // Argo's own containers need one all the same.
  expect(tokens(false, 'baseline')).toEqual([false, true]);
});
