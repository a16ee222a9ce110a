import { strict as assert } from 'node:assert';
import type { JsonValue } from '@tiphys/diagnostics';
import { namespace, nodeName } from '../addresses.ts';
import type { ClusterCase } from '../case.ts';
import { expectPods } from '../expect-pods.ts';
import type { ShellPipeline, ShellTask } from '../shell-pipeline.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { TestBed } from '../test-bed.ts';

type Members = Readonly<Record<string, JsonValue>>;

/** A task that fails unless it sees in its pod what its options ask for. */
interface Effect {
  readonly script: string;
  readonly task?: Omit<ShellTask, 'script'>;
  /** Of the platform `tiphys`. */
  readonly tiphys?: Members;
  readonly inputs?: ShellPipeline['inputs'];
  /** Fields of the pod's spec, for what the task cannot see. */
  readonly pod?: Members;
  /** Objects that the task uses, by their path in the namespace. */
  readonly objects?: Readonly<Record<string, object>>;
}

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'open sesame' } };
const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
};
/** Which attempt a pod is: the end of the name that Argo writes on it. */
const attempt = [{ name: 'NODE', fieldPath: "metadata.annotations['workflows.argoproj.io/node-name']" }];

const effects: Readonly<Record<string, Effect>> = {
  'name-from-a-parameter': {
    objects: { 'secrets/effects-dynamic': { ...secret, metadata: { name: 'effects-dynamic' } } },
    inputs: { which: 'effects-dynamic' },
    task: {
      kubernetes: {
        secretAsEnv: [
          {
            secretNameParameter: { componentInputParameter: 'which' },
            keyToEnv: [{ secretKey: 'password', envVar: 'WORD' }],
          },
        ],
      },
    },
    script: '[ "$WORD" = "open sesame" ]',
  },
  'config-map-from-a-parameter': {
    objects: {
      'configmaps/effects-dynamic': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'effects-dynamic' },
        data: { mode: 'fast' },
      },
    },
    inputs: { which: 'effects-dynamic' },
    task: {
      kubernetes: {
        configMapAsVolume: [
          { configMapNameParameter: { componentInputParameter: 'which' }, mountPath: '/settings' },
          { configMapNameParameter: { componentInputParameter: 'which' }, mountPath: '/again' },
        ],
      },
    },
    script: '[ "$(cat /settings/mode)" = fast ] && [ "$(cat /again/mode)" = fast ]',
  },
  'claim-of-our-own': {
    objects: { 'persistentvolumeclaims/effects': { ...claim, metadata: { name: 'effects' } } },
    task: { kubernetes: { pvcMount: [{ constant: 'effects', mountPath: '/data', subPath: 'inner' }] } },
    script: 'echo kept > /data/x && [ "$(cat /data/x)" = kept ] && grep -q " /data " /proc/mounts',
  },
  'claim-from-a-parameter': {
    objects: { 'persistentvolumeclaims/effects-dynamic': { ...claim, metadata: { name: 'effects-dynamic' } } },
    inputs: { which: 'effects-dynamic' },
    task: {
      kubernetes: { pvcMount: [{ pvcNameParameter: { componentInputParameter: 'which' }, mountPath: '/data' }] },
    },
    script: 'echo kept > /data/x && grep -q " /data " /proc/mounts',
  },
  'placement-from-parameters': {
    inputs: {
      where: { 'kubernetes.io/hostname': nodeName },
      bears: [{ key: 'nobody', operator: 'Exists' }],
    },
    task: {
      kubernetes: {
        nodeSelector: { nodeSelectorJson: { componentInputParameter: 'where' } },
        tolerations: [{ tolerationJson: { componentInputParameter: 'bears' } }],
        fieldPathAsEnv: [{ name: 'NODE', fieldPath: 'spec.nodeName' }],
      },
    },
    script: `[ "$NODE" = ${nodeName} ]`,
    pod: { nodeSelector: { 'kubernetes.io/hostname': nodeName } },
  },
  'second-attempt': {
    // What is patched into the first pod of a task is in that of its second attempt too.
    objects: { 'secrets/effects-again': { ...secret, metadata: { name: 'effects-again' } } },
    inputs: { which: 'effects-again' },
    task: {
      retries: 1,
      kubernetes: {
        fieldPathAsEnv: attempt,
        secretAsEnv: [
          {
            secretNameParameter: { componentInputParameter: 'which' },
            keyToEnv: [{ secretKey: 'password', envVar: 'WORD' }],
          },
        ],
      },
    },
    tiphys: { pod: { hostname: 'renamed' }, container: { env: [{ name: 'EXTRA', value: 'set' }] } },
    script:
      'case "$NODE" in *"(0)") exit 3;; esac; [ "$WORD" = "open sesame" ] && [ "$HOSTNAME" = renamed ] && [ "$EXTRA" = set ]',
  },
  'labels-and-field-paths': {
    task: {
      kubernetes: {
        podMetadata: { labels: { team: 'vision' }, annotations: { note: 'by hand' } },
        fieldPathAsEnv: [
          { name: 'TEAM', fieldPath: "metadata.labels['team']" },
          { name: 'NOTE', fieldPath: "metadata.annotations['note']" },
          { name: 'POD', fieldPath: 'metadata.name' },
        ],
      },
    },
    script: '[ "$TEAM" = vision ] && [ "$NOTE" = "by hand" ] && [ "$POD" = "$HOSTNAME" ]',
  },
  'in-a-loop': {
    task: {
      forEach: ['a', 'b'],
      kubernetes: {
        podMetadata: { labels: { team: 'loop' } },
        fieldPathAsEnv: [{ name: 'TEAM', fieldPath: "metadata.labels['team']" }],
      },
    },
    script: '[ "$TEAM" = loop ]',
  },
  'sidecar-with-retries': {
    // Each attempt has a sidecar of its own, and ends though that never does. Whoever comes first waits at the pipe for the other.
    task: { retries: 1, outputs: ['word'] },
    tiphys: {
      pod: { volumes: [{ name: 'site', emptyDir: {} }], terminationGracePeriodSeconds: 1 },
      container: { volumeMounts: [{ name: 'site', mountPath: '/site' }] },
      sidecars: [
        {
          name: 'server',
          image: 'busybox:1.36',
          command: [
            'sh',
            '-c',
            // Without -f it returns when it listens.
            'echo served > /site/index.html; httpd -p 8080 -h /site; mkfifo /site/up; : > /site/up; exec sleep 1000000',
          ],
          volumeMounts: [{ name: 'site', mountPath: '/site' }],
        },
      ],
    },
    script:
      'mkfifo /site/up; cat /site/up; wget -q -O /tmp/word http://127.0.0.1:8080/; [ "$(cat /tmp/word)" = served ] && cp /tmp/word "$0"',
  },
  'host-aliases-and-patched-fields': {
    tiphys: {
      pod: {
        hostAliases: [{ ip: '10.9.8.7', hostnames: ['db.example'] }],
        hostname: 'renamed',
        dnsConfig: { searches: ['found.example'] },
      },
      container: { env: [{ name: 'EXTRA', value: 'set' }] },
    },
    script:
      'grep -q "10.9.8.7.*db.example" /etc/hosts && [ "$HOSTNAME" = renamed ] && grep -q found.example /etc/resolv.conf && [ "$EXTRA" = set ]',
  },
  'no-token': { script: `[ ! -e ${tokenFile} ]` },
  'token-on-request': { tiphys: { pod: { automountServiceAccountToken: true } }, script: `[ -s ${tokenFile} ]` },
};

/** Options of pods, each seen from inside the pod that has it. */
export const podOptionCases: readonly ClusterCase[] = Object.entries(effects).map(([name, effect]) => ({
  name: `pod/${name}`,
  run: async (bed) => {
    await runEffect(bed, name, effect);
    return undefined;
  },
}));

async function runEffect(bed: TestBed, name: string, effect: Effect): Promise<void> {
  const { script, task = {}, tiphys, inputs = {}, objects = {}, pod } = effect;
  for (const [at, object] of Object.entries(objects)) {
    await bed.api.apply(`/api/v1/namespaces/${namespace.workflows}/${at}`, object);
  }
  const { ir } = shellPipeline({ name, inputs, tasks: { see: { kubernetes: {}, ...task, script } } });
  const [spec = '', platforms = '{}'] = ir.split('\n---\n');
  const both = { ...(JSON.parse(platforms) as { platforms: object }).platforms, ...tiphysPlatform(tiphys) };
  const end = await bed.run(await bed.compile({ ir: `${spec}\n---\n${JSON.stringify({ platforms: both })}\n` }));
  assert.equal(end.phase, 'Succeeded', end.message);
  if (pod !== undefined) await expectPods(bed.api, end.name, { see: pod });
}

function tiphysPlatform(config: Members | undefined): object {
  return config === undefined ? {} : { tiphys: { deploymentSpec: { executors: { 'exec-see': config } } } };
}
