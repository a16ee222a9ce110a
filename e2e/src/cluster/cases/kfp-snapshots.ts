import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { corpusFolder } from '../../find-pipelines.ts';
import type { ClusterCase } from '../case.ts';
import { expectPods } from '../expect-pods.ts';
import type { EndedWorkflow } from '../workflows.ts';

/** What a pod that a file of kfp-kubernetes' own test data describes is looked at for. The objects are in `corpus-objects.ts`. */
interface Snapshot {
  /** Scripts that fail unless they see what the file asks for, by task; those of other tasks do nothing. */
  readonly sees?: Readonly<Record<string, string>>;
  /** Fields of the pods' specs, for what no program sees from inside; by task. */
  readonly pods?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What the message of the task `comp` has to say where it fails. */
  readonly fails?: RegExp;
}

const OUTPUT = "{{$.outputs.parameters['Output'].output_file}}";
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const prefers = (weight: number, key: string, value: string): object => ({
  weight,
  preference: { matchExpressions: [{ key, operator: 'In', values: [value] }] },
});

const snapshots: Readonly<Record<string, Snapshot>> = {
  'config_map_as_env.yaml': { sees: { comp: '[ "$CONFIG_MAP_VAR" = bar ]' } },
  'config_map_as_vol.yaml': { sees: { comp: '[ "$(cat /mnt/my_vol/foo)" = bar ]' } },
  'create_mount_delete_dynamic_pvc.yaml': {
    sees: {
      producer: `echo made > /data/made && echo ok > ${OUTPUT}`,
      consumer: `[ "$(cat /data/made)" = made ] && echo ok > ${OUTPUT}`,
    },
  },
  'empty_dir_mounts.yaml': { sees: { comp: 'touch /mnt/my_vol_1/x && grep -q "^tmpfs /mnt/my_vol_1 " /proc/mounts' } },
  // Who has no annotation of that name has an empty text, as in Kubernetes itself.
  'field_path_as_env.yaml': { sees: { comp: '[ "${KFP_RUN_NAME-absent}" = "" ]' } },
  'general_ephemeral_volume.yaml': { sees: { comp: 'grep -q " /path " /proc/mounts' } },
  'init_container.yaml': { sees: { 'print-greeting': '[ "$(cat /data/marker)" = ready ]' } },
  'node_selector.yaml': {
    pods: { comp: { nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' } } },
  },
  'nodeaffinity.yaml': {
    pods: {
      'print-hello-with-empty-json': { affinity: undefined },
      'print-hello-with-json-affinity': {
        affinity: { nodeAffinity: { [preferred]: [prefers(100, 'disktype', 'ssd')] } },
      },
      'print-hello-with-json-affinity-2': {
        affinity: {
          nodeAffinity: {
            [preferred]: [prefers(100, 'zone', 'us-west-1'), prefers(50, 'instance-type', 'n1-standard-4')],
          },
        },
      },
      'print-hello-with-preferred-affinity': {
        affinity: { nodeAffinity: { [preferred]: [prefers(50, 'zone', 'us-west-1')] } },
      },
    },
  },
  'secret_as_env.yaml': { sees: { comp: '[ "$SECRET_VAR" = secret ]' } },
  'secret_as_vol.yaml': { sees: { comp: '[ "$(cat /mnt/my_vol/password)" = secret ]' } },
  'security_context.yaml': {
    sees: {
      'print-greeting': '[ "$(id -u)" = 65534 ] && [ "$(id -g)" = 0 ] && grep -q "^CapEff:.*0000$" /proc/self/status',
    },
  },
  'timeout.yaml': {
    sees: { comp: 'trap "exit 9" TERM; sleep 3600 & wait $!' },
    fails: /active on the node longer than the specified deadline/,
  },
  'toleration.yaml': {
    pods: {
      comp: {
        tolerations: [{ key: 'key1', operator: 'Equal', value: 'value1', effect: 'NoExecute', tolerationSeconds: 10 }],
      },
    },
  },
};

/** The files with which kfp-kubernetes itself is tested, their programs replaced by some that look around in their pod. */
export const snapshotCases: readonly ClusterCase[] = Object.entries(snapshots).map(([file, snapshot]) => ({
  name: `kfp/${file}`,
  run: async (bed) => {
    const corpus = corpusFolder();
    if (corpus === undefined) return { word: 'skipped', note: 'no corpus' };
    const text = await readFile(path.join(corpus, 'extra/kubernetes_platform_snapshots', file), 'utf8');
    const end = await bed.run(await bed.compile({ ir: looking(text, snapshot.sees ?? {}) }));
    if (snapshot.fails === undefined) assert.equal(end.phase, 'Succeeded', messagesOf(end));
    else assert.match(end.tasks['comp']?.message ?? '', snapshot.fails);
    await expectPods(bed.api, end.name, snapshot.pods ?? {});
    return undefined;
  },
}));

interface Ir {
  readonly deploymentSpec: { readonly executors: Readonly<Record<string, { readonly container: { image: string } }>> };
  readonly root: { readonly dag: { readonly tasks: Readonly<Record<string, Task>> } };
}

interface Task {
  readonly inputs?: { readonly parameters?: Record<string, unknown> };
}

/** The pipeline with scripts for the programs of its tasks. Nothing of its platform document is touched. */
function looking(text: string, scripts: Readonly<Record<string, string>>): string {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const { deploymentSpec, root } = documents[0] as Ir;
  for (const [label, { container }] of Object.entries(deploymentSpec.executors)) {
    if (container.image.startsWith('argostub/')) continue;
    const script = scripts[label.replace(/^exec-/, '')] ?? 'true';
    Object.assign(container, { image: 'busybox', command: ['sh', '-c', script], args: [] });
  }
  // Nobody here makes snapshots of volumes.
  for (const { inputs } of Object.values(root.dag.tasks)) delete inputs?.parameters?.['data_source'];
  return documents.map((document) => JSON.stringify(document)).join('\n---\n');
}

/** What the tasks of a run say of their ends. */
function messagesOf({ message, tasks }: EndedWorkflow): string {
  const lines = Object.entries(tasks).flatMap(([task, end]) => (end.message ? [`${task}: ${end.message}`] : []));
  return [message, ...lines].join('\n');
}
