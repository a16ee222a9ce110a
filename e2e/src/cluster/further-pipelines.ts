import type { JsonValue } from '@tiphys/diagnostics';

/** A pipeline of the corpus that only a cluster can run as it is meant, or whose results nobody wrote down. */
export interface FurtherPipeline {
  /** Below the corpus. */
  readonly file: string;
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** How tasks have to end where local runs are no measure: they lack something that only a cluster has, such as a Secret. */
  readonly phases?: Readonly<Record<string, 'Succeeded' | 'Failed'>>;
}

/** Both iterations have the Secret that the task before the loop names. */
const eachIteration = {
  'for-loop-2[0]/worker-component': 'Succeeded',
  'for-loop-2[1]/worker-component': 'Succeeded',
} as const;

const snapshots = 'extra/kubernetes_platform_snapshots';

/** Pipelines beside the corpus cases; the objects that they ask for are in `corpus-objects.ts`. */
export const furtherPipelines: readonly FurtherPipeline[] = [
  { file: `${snapshots}/config_map_as_env.yaml` },
  { file: `${snapshots}/config_map_as_vol.yaml` },
  { file: `${snapshots}/empty_dir_mounts.yaml` },
  { file: `${snapshots}/field_path_as_env.yaml` },
  { file: `${snapshots}/node_selector.yaml` },
  { file: `${snapshots}/nodeaffinity.yaml` },
  { file: `${snapshots}/secret_as_env.yaml` },
  { file: `${snapshots}/secret_as_vol.yaml` },
  { file: `${snapshots}/security_context.yaml` },
  { file: `${snapshots}/timeout.yaml` },
  { file: `${snapshots}/toleration.yaml` },
  { file: 'extra/frontend_integration_test/literal-input.yaml', parameters: { environment: 'dev' } },
  {
    file: 'extra/frontend_mock_backend/lightweight_python_functions_v2_pipeline_rev.yaml',
    parameters: { message: 'a message', input_dict: { a: 1 } },
  },
  {
    file: 'extra/frontend_mock_backend/pipeline_with_loops_and_conditions.json',
    parameters: { loop_parameter: ['x', 'y'], msg: 'hello' },
  },
  { file: `${snapshots}/init_container.yaml` },
  { file: `${snapshots}/general_ephemeral_volume.yaml`, phases: { comp: 'Succeeded' } },
  { file: 'valid/pipeline_with_volume.yaml', phases: { consumer: 'Succeeded', deletepvc: 'Succeeded' } },
  { file: 'valid/components_with_optional_artifacts.yaml' },
  { file: 'valid/container_with_concat_placeholder.yaml', parameters: { text1: 'one' } },
  {
    file: 'valid/create_pod_metadata_complex.yaml',
    phases: {
      // Asks that variables which nobody set be empty texts; they are not there at all.
      'validate-no-pod-metadata': 'Failed',
      'validate-pod-metadata': 'Succeeded',
      'validate-pod-metadata-2': 'Succeeded',
    },
  },
  { file: 'valid/critical/missing_kubernetes_optional_inputs.yaml' },
  { file: 'valid/critical/pipeline_with_secret_as_env.yaml', phases: { comp: 'Succeeded' } },
  { file: 'valid/parallel_and_nested/nested_parallel_for_secret.yaml', phases: eachIteration },
  { file: 'valid/essential/embedded_artifact.yaml' },
  { file: 'valid/essential/pipeline_with_nested_conditions_yaml.yaml' },
  { file: 'valid/gpu-scheduling/nvidia_gpu_scheduling_check.yaml' },
  {
    file: 'valid/pipeline_with_string_machine_fields_pipeline_input.yaml',
    // By default it asks for a device by Vertex AI's name for it, which Kubernetes refuses.
    parameters: { accelerator_type: 'nvidia.com/gpu', cpu_limit: '500m', memory_limit: '1G' },
  },
  { file: 'valid/pipeline_with_dynamic_importer_metadata.yaml' },
  { file: 'valid/pipeline_with_importer.json' },
];
