import { expect, test } from 'vitest';
import { leafPod } from '../policy/leaf-pod.ts';
import { emit } from '../testing/emit.ts';

const pipeline = (config: object, pipelineConfig: object = {}): string =>
  `${JSON.stringify({
    pipelineInfo: { name: 'test' },
    schemaVersion: '2.1.0',
    components: { 'comp-a': { executorLabel: 'exec-a' } },
    deploymentSpec: { executors: { 'exec-a': { container: { image: 'busybox', command: ['true'] } } } },
    root: { dag: { tasks: { a: { componentRef: { name: 'comp-a' } } } } },
  })}\n---\n${JSON.stringify({
    platforms: { kubernetes: { deploymentSpec: { executors: { 'exec-a': config } }, pipelineConfig } },
  })}`;
const init = { initContainers: [{ name: 'i', image: 'x' }] };

test('every container of a pod suits the restricted standard', () => {
  const { spec, template } = emit(pipeline(init));
  const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  expect(spec.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    fsGroup: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(spec.templateDefaults?.container?.securityContext).toEqual(container);
  expect(template('a').initContainers?.[0]?.securityContext).toEqual(container);
  const pod = leafPod(template('a'), spec);
  const all = [...pod.containers, ...(pod.initContainers ?? [])];
  expect(all.map(({ name }) => name).sort()).toEqual(['i', 'init', 'main', 'tiphys', 'wait']);
  for (const { securityContext } of all) expect(securityContext).toEqual(container);
});

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Containers of the pod of the template `a` that see the token which the manifest itself mounts. */
function withToken(...given: Parameters<typeof emit>): readonly string[] {
  const { spec, template } = emit(...given);
  const pod = leafPod(template('a'), spec);
  const volume = pod.volumes?.find(({ projected }) => projected !== undefined)?.name;
  return [...(pod.initContainers ?? []), ...pod.containers]
    .filter(({ volumeMounts = [] }) => volumeMounts.some((at) => at.name === volume && at.mountPath === tokenPath))
    .map(({ name }) => name);
}

test("only Argo's own containers see the token of the service account", () => {
  const { spec, template } = emit(pipeline(init));
  expect(leafPod(template('a'), spec).automountServiceAccountToken).toBe(false);
  expect(withToken(pipeline(init))).toEqual(['init', 'wait']);
  expect(withToken(pipeline(init), { podSecurity: 'baseline' })).toEqual([]);
});

test('who makes volume claims needs it too', () => {
  const claim = pipeline({}).replace('"image":"busybox","command":["true"]', '"image":"argostub/createpvc"');
  expect(withToken(claim)).toEqual(['init', 'main', 'wait']);
});

test('limits of a run are those of the Workflow', () => {
  const ttl = { resourceTtlOnCompletion: 1, resourceTtlOnSuccess: 2, resourceTtlOnFailure: 3 };
  const pipelineConfig = { activeDeadlineSeconds: 5, ...ttl };
  const { spec } = emit(pipeline({}, pipelineConfig));
  expect(spec.activeDeadlineSeconds).toBe(5);
  expect(spec.ttlStrategy).toEqual({
    secondsAfterCompletion: 1,
    secondsAfterSuccess: 2,
    secondsAfterFailure: 3,
  });
});

test('baseline leaves the user to the image', () => {
  const { spec, template } = emit(pipeline(init), { podSecurity: 'baseline' });
  expect(spec.securityContext).toBeUndefined();
  expect(spec.templateDefaults?.container?.securityContext).toBeUndefined();
  expect(template('a').initContainers?.[0]?.securityContext).toBeUndefined();
  expect(spec.podSpecPatch).not.toContain('securityContext');
});

test('a task that asks for root is root, whatever pods are by default', () => {
  const { template } = emit(pipeline({ securityContext: { runAsUser: 0 } }));
  expect(template('a').container?.securityContext).toEqual({
    runAsUser: 0,
    runAsNonRoot: false,
    capabilities: { drop: ['ALL'] },
  });
});
