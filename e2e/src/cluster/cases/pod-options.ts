import { strict as assert } from 'node:assert';
import type { JsonValue } from '@tiphys/diagnostics';
import { namespace } from '../addresses.ts';
import type { ClusterCase } from '../case.ts';
import type { ShellTask } from '../shell-pipeline.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { TestBed } from '../test-bed.ts';

type Members = Readonly<Record<string, JsonValue>>;

/** A task that fails unless it sees in its pod what its options ask for. */
interface Effect {
  readonly script: string;
  readonly task?: Omit<ShellTask, 'script'>;
  /** Of the platform `tiphys`. */
  readonly tiphys?: Members;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Objects that the task uses, by their path in the namespace. */
  readonly objects?: Readonly<Record<string, object>>;
}

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'open sesame' } };
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', data: { mode: 'fast' } };

const effects: Readonly<Record<string, Effect>> = {
  'secret-env-and-volume': {
    objects: { 'secrets/effects': { ...secret, metadata: { name: 'effects' } } },
    task: {
      kubernetes: {
        secretAsEnv: [{ secretName: 'effects', keyToEnv: [{ secretKey: 'password', envVar: 'WORD' }] }],
        secretAsVolume: [{ secretName: 'effects', mountPath: '/secret' }],
      },
    },
    script: '[ "$WORD" = "open sesame" ] && [ "$(cat /secret/password)" = "open sesame" ]',
  },
  'config-map-env-and-volume': {
    objects: { 'configmaps/effects': { ...configMap, metadata: { name: 'effects' } } },
    task: {
      kubernetes: {
        configMapAsEnv: [{ configMapName: 'effects', keyToEnv: [{ configMapKey: 'mode', envVar: 'MODE' }] }],
        configMapAsVolume: [{ configMapName: 'effects', mountPath: '/settings' }],
      },
    },
    script: '[ "$MODE" = fast ] && [ "$(cat /settings/mode)" = fast ]',
  },
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
  'empty-dir': {
    task: { kubernetes: { emptyDirMounts: [{ volumeName: 'scratch', mountPath: '/scratch', medium: 'Memory' }] } },
    script: 'touch /scratch/x && grep -q "^tmpfs /scratch " /proc/mounts',
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
  'init-container': {
    task: {
      kubernetes: {
        emptyDirMounts: [{ volumeName: 'shared', mountPath: '/shared' }],
        initContainers: [
          {
            name: 'before',
            image: 'busybox:1.36',
            command: ['sh', '-c', 'echo ready > /shared/mark'],
            volumeMounts: [{ volumeName: 'shared', mountPath: '/shared' }],
          },
        ],
      },
    },
    script: '[ "$(cat /shared/mark)" = ready ]',
  },
  'user-and-group': {
    task: { kubernetes: { securityContext: { runAsUser: 1234, runAsGroup: 2345 } } },
    script: '[ "$(id -u)" = 1234 ] && [ "$(id -g)" = 2345 ]',
  },
  'node-selector-and-toleration': {
    task: {
      kubernetes: {
        nodeSelector: { labels: { 'kubernetes.io/os': 'linux' } },
        tolerations: [{ key: 'nobody', operator: 'Exists' }],
        fieldPathAsEnv: [{ name: 'NODE', fieldPath: 'spec.nodeName' }],
      },
    },
    script: '[ -n "$NODE" ]',
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
  const { script, task = {}, tiphys, inputs = {}, objects = {} } = effect;
  for (const [at, object] of Object.entries(objects)) {
    await bed.api.apply(`/api/v1/namespaces/${namespace.workflows}/${at}`, object);
  }
  const { ir } = shellPipeline({ name, inputs, tasks: { see: { kubernetes: {}, ...task, script } } });
  const [spec = '', platforms = '{}'] = ir.split('\n---\n');
  const both = { ...(JSON.parse(platforms) as { platforms: object }).platforms, ...tiphysPlatform(tiphys) };
  const end = await bed.run(await bed.compile({ ir: `${spec}\n---\n${JSON.stringify({ platforms: both })}\n` }));
  assert.equal(end.phase, 'Succeeded', end.message);
}

function tiphysPlatform(config: Members | undefined): object {
  return config === undefined ? {} : { tiphys: { deploymentSpec: { executors: { 'exec-see': config } } } };
}
