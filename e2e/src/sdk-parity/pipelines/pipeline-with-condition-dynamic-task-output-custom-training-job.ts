import { boolean, integer, list, pipeline, string, struct, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_condition_dynamic_task_output_custom_training_job.yaml';

const fromCorpus = corpusComponents(source);
const acceleratorCount = fromCorpus('exec-accelerator-count', {
  name: 'accelerator-count',
  outputs: { Output: integer },
});
const acceleratorType = fromCorpus('exec-accelerator-type', { name: 'accelerator-type', outputs: { Output: string } });
const flipBiasedCoinOp = fromCorpus('exec-flip-biased-coin-op', {
  name: 'flip-biased-coin-op',
  outputs: { Output: string },
});
const machineType = fromCorpus('exec-machine-type', { name: 'machine-type', outputs: { Output: string } });
const customTrainingJob = fromCorpus('exec-custom-training-job', {
  name: 'custom-training-job',
  inputs: {
    base_output_directory: string
      .default('')
      .describe(
        'The Cloud Storage location to store the output of this CustomJob or HyperparameterTuningJob. See [more information ](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/GcsDestination).',
      ),
    display_name: string.describe('The name of the CustomJob.'),
    enable_web_access: boolean
      .default(false)
      .describe(
        'Whether you want Vertex AI to enable [interactive shell access ](https://cloud.google.com/vertex-ai/docs/training/monitor-debug-interactive-shell) to training containers. If `True`, you can access interactive shells at the URIs given by [CustomJob.web_access_uris][].',
      ),
    encryption_spec_key_name: string
      .default('')
      .describe(
        'Customer-managed encryption key options for the CustomJob. If this is set, then all resources created by the CustomJob will be encrypted with the provided encryption key.',
      ),
    labels: struct
      .default({})
      .describe(
        'The labels with user-defined metadata to organize the CustomJob. See [more information](https://goo.gl/xmQnxf).',
      ),
    location: string
      .default('{{$.pipeline_google_cloud_location}}')
      .describe(
        'Location for creating the custom training job. If not set, default to the location where the PipelineJob is run.',
      ),
    max_wait_duration: string
      .default('86400s')
      .describe(
        'The maximum time to wait for the custom training job to be scheduled only if the scheduling strategy is set to FLEX_START. If set to 0, the job will wait indefinitely. The default is 24 hours. See [more information](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#Strategy).',
      ),
    network: string
      .default('')
      .describe(
        'The full name of the Compute Engine network to which the job should be peered. For example, `projects/12345/global/networks/myVPC`. Format is of the form `projects/{project}/global/networks/{network}`. Where `{project}` is a project number, as in `12345`, and `{network}` is a network name. Private services access must already be configured for the network. If left unspecified, the job is not peered with any network.',
      ),
    persistent_resource_id: string
      .default('{{$.pipeline_persistent_resource_id}}')
      .describe(
        "The ID of the PersistentResource in the same Project and Location which to run. The default value is a placeholder that will be resolved to the PipelineJob [RuntimeConfig](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs#PipelineJob.RuntimeConfig)'s persistent resource id at runtime. However, if the PipelineJob doesn't set Persistent Resource as the job level runtime, the placedholder will be resolved to an empty string and the custom job will be run on demand. If the value is set explicitly, the custom job will runs in the specified persistent resource, in this case, please note the network and CMEK configs on the job should be consistent with those on the PersistentResource, otherwise, the job will be rejected.",
      ),
    project: string
      .default('{{$.pipeline_google_cloud_project_id}}')
      .describe(
        'Project to create the custom training job in. Defaults to the project in which the PipelineJob is run.',
      ),
    psc_interface_config: struct
      .default({})
      .describe(
        'Configuration CustomJob with PSC-I. See [more information](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#PscInterfaceConfig).',
      ),
    reserved_ip_ranges: list
      .default([])
      .describe(
        'A list of names for the reserved IP ranges under the VPC network that can be used for this job. If set, we will deploy the job within the provided IP ranges. Otherwise, the job will be deployed to any IP ranges under the provided VPC network.',
      ),
    restart_job_on_worker_restart: boolean
      .default(false)
      .describe(
        'Restarts the entire CustomJob if a worker gets restarted. This feature can be used by distributed training jobs that are not resilient to workers leaving and joining a job.',
      ),
    service_account: string
      .default('')
      .describe(
        "Sets the default service account for workload run-as account. The [service account ](https://cloud.google.com/vertex-ai/docs/pipelines/configure-project#service-account) running the pipeline submitting jobs must have act-as permission on this run-as account. If unspecified, the Vertex AI Custom Code [Service Agent ](https://cloud.google.com/vertex-ai/docs/general/access-control#service-agents) for the CustomJob's project.",
      ),
    strategy: string
      .default('STANDARD')
      .describe(
        "The strategy to use for the custom training job. The default is 'STANDARD'. See [more information](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#Strategy).",
      ),
    tensorboard: string
      .default('')
      .describe('The name of a Vertex AI TensorBoard resource to which this CustomJob will upload TensorBoard logs.'),
    timeout: string
      .default('604800s')
      .describe(
        'The maximum job running time. The default is 7 days. A duration in seconds with up to nine fractional digits, terminated by \'s\', for example: "3.5s".',
      ),
    worker_pool_specs: list
      .default([])
      .describe(
        'Serialized json spec of the worker pools including machine type and Docker image. All worker pools except the first one are optional and can be skipped by providing an empty value. See [more information](https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#WorkerPoolSpec).',
      ),
  },
  outputs: {
    gcp_resources: string.describe(
      'Serialized JSON of `gcp_resources` [proto](https://github.com/kubeflow/pipelines/tree/master/components/google-cloud/google_cloud_pipeline_components/proto) which tracks the CustomJob.',
    ),
  },
});

/** The pipeline. */
export const pipelineWithConditionDynamicTaskOutputCustomTrainingJob = pipeline({
  name: 'pipeline-with-dynamic-condition-output',
  inputs: { encryption_spec_key_name: string.default(''), location: string, project: string },
  define(p, inputs) {
    const acceleratorCountTask = p.task(acceleratorCount, {});
    const acceleratorTypeTask = p.task(acceleratorType, {});
    const flipBiasedCoinOpTask = p.task(flipBiasedCoinOp, {}, { cache: false });
    const machineTypeTask = p.task(machineType, {});
    p.when(flipBiasedCoinOpTask.output.eq('heads'), (branch) => {
      branch.task(customTrainingJob, {
        display_name: 'add-numbers',
        encryption_spec_key_name: inputs.encryption_spec_key_name,
        location: inputs.location,
        project: inputs.project,
        worker_pool_specs: [
          {
            container_spec: {
              args: ['foo'],
              command: ['echo'],
              image_uri: 'gcr.io/ml-pipeline/google-cloud-pipeline-components:2.5.0',
            },
            machine_spec: {
              accelerator_count: text`${acceleratorCountTask.output}`,
              accelerator_type: text`${acceleratorTypeTask.output}`,
              machine_type: text`${machineTypeTask.output}`,
            },
            replica_count: 1.0,
          },
        ],
      });
    });
  },
});
