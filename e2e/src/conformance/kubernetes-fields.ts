/** A field of the platform `kubernetes`, and what holds Tiphys to it: a row of `docs/conformance.md`. */
export interface KubernetesField {
  /** As in the platform document: of an executor, or `pipelineConfig.` and a field of the run. */
  readonly field: string;
  /** The functions of kfp-kubernetes that write it; none where no function does. */
  readonly python: readonly string[];
  /** Tests of packages: the file, from the root of the repository, and a text that stands in it. */
  readonly tests: readonly (readonly [file: string, title: string])[];
  /** Cases on the real cluster, by name. */
  readonly cluster?: readonly string[];
}

const pods = 'packages/backend-argo/src/pod';
const snapshots = 'packages/backend-argo/src/testing/kfp-snapshots.ts';
const claims = 'packages/runtime/src/claims/run-claim.test.ts';

/** A row of a table in `lower-pod.test.ts`: constant, from parameters, and where it takes names, null. */
const option = (name: string): readonly [string, string] => [`${pods}/lower-pod.test.ts`, `option: '${name}'`];
/** One of kfp-kubernetes' own files, asserted field by field. */
const snapshot = (file: string): readonly [string, string] => [snapshots, `file: '${file}'`];

/** Every field of sections 7.2 and 8 of the notes, in their order. */
export const kubernetesFields: readonly KubernetesField[] = [
  {
    field: 'secretAsVolume',
    python: ['use_secret_as_volume'],
    tests: [option('secretAsVolume'), snapshot('secret_as_vol.yaml')],
    cluster: ['kfp/secret_as_vol.yaml', 'security/secrets-stay-where-they-are'],
  },
  {
    field: 'secretAsEnv',
    python: ['use_secret_as_env'],
    tests: [option('secretAsEnv'), snapshot('secret_as_env.yaml')],
    cluster: ['kfp/secret_as_env.yaml', 'pod/name-from-a-parameter'],
  },
  {
    field: 'configMapAsVolume',
    python: ['use_config_map_as_volume'],
    tests: [option('configMapAsVolume'), snapshot('config_map_as_vol.yaml')],
    cluster: ['kfp/config_map_as_vol.yaml', 'pod/config-map-from-a-parameter'],
  },
  {
    field: 'configMapAsEnv',
    python: ['use_config_map_as_env'],
    tests: [option('configMapAsEnv'), snapshot('config_map_as_env.yaml')],
    cluster: ['kfp/config_map_as_env.yaml'],
  },
  {
    field: 'pvcMount',
    python: ['mount_pvc'],
    tests: [option('pvcMount'), snapshot('create_mount_delete_dynamic_pvc.yaml')],
    cluster: ['kfp/create_mount_delete_dynamic_pvc.yaml', 'pod/claim-of-our-own', 'pod/claim-from-a-parameter'],
  },
  {
    field: 'genericEphemeralVolume',
    python: ['add_ephemeral_volume'],
    tests: [option('genericEphemeralVolume'), snapshot('general_ephemeral_volume.yaml')],
    cluster: ['kfp/general_ephemeral_volume.yaml'],
  },
  {
    field: 'emptyDirMounts',
    python: ['empty_dir_mount'],
    tests: [option('emptyDirMounts'), snapshot('empty_dir_mounts.yaml')],
    cluster: ['kfp/empty_dir_mounts.yaml'],
  },
  {
    field: 'nodeSelector',
    python: ['add_node_selector', 'add_node_selector_json'],
    tests: [option('nodeSelector'), option('nodeSelector labels'), snapshot('node_selector.yaml')],
    cluster: ['kfp/node_selector.yaml', 'pod/placement-from-parameters'],
  },
  {
    field: 'tolerations',
    python: ['add_toleration', 'add_toleration_json'],
    tests: [option('tolerations'), snapshot('toleration.yaml')],
    cluster: ['kfp/toleration.yaml', 'pod/placement-from-parameters'],
  },
  {
    field: 'nodeAffinity',
    python: ['add_node_affinity', 'add_node_affinity_json'],
    tests: [
      option('nodeAffinity'),
      snapshot('nodeaffinity.yaml'),
      [
        'packages/compiler/src/kubernetes/pod-options.test.ts',
        'required node affinities hold together, alternatives inside one JSON stay alternatives',
      ],
    ],
    cluster: ['kfp/nodeaffinity.yaml'],
  },
  { field: 'podAffinity', python: [], tests: [option('podAffinity')] },
  { field: 'enabledSharedMemory', python: [], tests: [option('enabledSharedMemory')] },
  {
    field: 'podMetadata',
    python: ['add_pod_label', 'add_pod_annotation'],
    tests: [option('podMetadata')],
    cluster: ['pod/labels-and-field-paths', 'pod/in-a-loop'],
  },
  { field: 'imagePullSecret', python: ['set_image_pull_secrets'], tests: [option('imagePullSecret')] },
  { field: 'imagePullPolicy', python: ['set_image_pull_policy'], tests: [option('imagePullPolicy')] },
  {
    field: 'activeDeadlineSeconds',
    python: ['set_timeout'],
    tests: [[`${pods}/lower-pod.test.ts`, 'activeDeadlineSeconds bounds each attempt'], snapshot('timeout.yaml')],
    cluster: ['kfp/timeout.yaml'],
  },
  {
    field: 'fieldPathAsEnv',
    python: ['use_field_path_as_env'],
    tests: [option('fieldPathAsEnv'), snapshot('field_path_as_env.yaml')],
    cluster: ['kfp/field_path_as_env.yaml', 'pod/labels-and-field-paths'],
  },
  {
    field: 'securityContext',
    python: ['set_security_context'],
    tests: [
      option('securityContext'),
      snapshot('security_context.yaml'),
      [`${pods}/pod-security.test.ts`, 'a task that asks for root is root, whatever pods are by default'],
    ],
    cluster: ['kfp/security_context.yaml', 'security/restricted-namespace'],
  },
  {
    field: 'initContainers',
    python: [],
    tests: [
      option('initContainers'),
      snapshot('init_container.yaml'),
      [
        `${pods}/lower-pod.test.ts`,
        'an init container mounts a volume that only the run knows by the patch, and none that is left out',
      ],
    ],
    cluster: ['kfp/init_container.yaml'],
  },
  {
    field: 'tasks of `CreatePVC` and `DeletePVC`',
    python: ['CreatePVC', 'DeletePVC'],
    tests: [
      [claims, 'a claim with all that the SDK can say of it'],
      [claims, 'a suffix gives the name that the SDK documents, and the claim goes with its run'],
      [claims, 'deletes a claim; what is not there fails the first attempt only'],
    ],
    cluster: ['kfp/create_mount_delete_dynamic_pvc.yaml', 'pod/volume-claims'],
  },
  ...['resourceTtlOnCompletion', 'resourceTtlOnSuccess', 'resourceTtlOnFailure', 'activeDeadlineSeconds'].map(
    (field): KubernetesField => ({
      field: `pipelineConfig.${field}`,
      python: [],
      tests: [[`${pods}/pod-security.test.ts`, 'limits of a run are those of the Workflow']],
      ...(field === 'activeDeadlineSeconds' && { cluster: ['ends/deadline-of-the-workflow'] }),
    }),
  ),
  {
    field: 'pipelineConfig.workspace',
    python: [],
    tests: [[`${pods}/lower-workspace.test.ts`, 'a workspace is a claim of the run, mounted where it is used']],
    cluster: ['pod/workspace'],
  },
];
