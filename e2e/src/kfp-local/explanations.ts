import type { Explanation } from './explanation.ts';

/** Every difference there is. One that is not here fails, and so does an entry that explains nothing. */
export const explanations: readonly Explanation[] = [
  {
    peer: 'Whole numbers become doubles on their way: in structs, in lists, as items of loops, in texts. A component that declares `int` then fails.',
    own: 'They stay whole: a component is called with values of the types in its signature.',
    jobs: [
      'component_with_task_final_status_GH-12033.yaml',
      'critical/flip_coin.yaml',
      'critical/parameters_simple.yaml',
      'essential/lightweight_python_functions_pipeline.yaml',
      'parameters_complex.yaml',
      'pipeline_producer_consumer.yaml',
    ],
    differences:
      /^end .* \| Failed \(.*Inner task failed: '(simple-)?add'|returned value of type <class 'float'>; want type|\| .*\d\.0\b/s,
  },
  {
    peer: 'In a loop, every input that is an output of a task, or an item of a loop around it, becomes the item of this loop.',
    own: 'Each input has the value that the pipeline names for it, as in any Python loop (`dsl.ParallelFor`).',
    jobs: [
      'collected_artifacts.yaml',
      'pipeline_with_loops_and_conditions.yaml',
      'pipeline_with_parallelfor_pipeline_param.yaml',
    ],
    differences:
      /model-artifact-inner-iteration-(.)-\1|Model raw data: (.)-\2|^condition-1\/.*print-text-[46] prints|"p: p"|"q: q"/,
  },
  {
    peer: 'A struct reaches an input of type `str` as a `dict`.',
    own: 'As its JSON: the signature of the component says `str`.',
    jobs: ['pipeline_with_loops_and_conditions.yaml'],
    differences: /print-text-5 prints .*\{'/,
  },
  {
    peer: 'Conditions on members of a loop’s items, and on outputs whose name is not `Output`, are never true.',
    own: 'They are looked at: conditions may use outputs of tasks and items of loops (`dsl.If`).',
    jobs: ['essential/pipeline_with_nested_conditions_yaml.yaml', 'pipeline_with_loops_and_conditions.yaml'],
    differences: /^(condition-4\/|for-loop-14\[).* \| Succeeded \| \(absent\)$/,
  },
  {
    peer: 'A loop over, or inside one over, members of the items or an output whose name is not `Output` fails.',
    own: 'It runs: `dsl.ParallelFor` takes any list, and subscripts of its items.',
    jobs: ['pipeline_with_nested_loops.yaml', 'examples/demo/pipeline.yaml'],
    differences: /^end \| Succeeded \| .*Parent pipeline input argument 'pipelinechannel--.*' not found/,
  },
  {
    peer: '`dsl.Collected` of nested loops gives lists of lists of artifacts, which then fail.',
    own: 'One list of artifacts: `Collected` says so of artifacts, which have no lists of lists.',
    jobs: ['collected_artifacts.yaml'],
    differences: /^end .*'list' object has no attribute 'name'|^read-models \| Succeeded \| Failed/,
  },
  {
    peer: '`dsl.Collected` fails where a condition left out an iteration.',
    own: 'That iteration is left out of the list.',
    jobs: ['artifacts_complex.yaml'],
    differences: /^end \| Succeeded \| Failed \(.*but task 'condition-5' not found/,
  },
  {
    peer: '`dsl.OneOf` of artifacts fails.',
    own: 'It gives the artifact of the branch that ran (`dsl.OneOf`).',
    jobs: ['critical/if_else_with_oneof_artifacts.yaml', 'if_else_with_oneof_artifacts.yaml'],
    differences: /^end \| Succeeded \| Error \(ValueError: Expected 1 artifact in ArtifactSelectorSpec. Got: 2\)/,
  },
  {
    peer: 'A `PipelineTaskFinalStatus` has another name of the job, a general message, and other keys where it is handed on as a struct.',
    own: 'The run’s name, and code and message of what failed; as a struct it has the keys of the format.',
    jobs: ['pipeline_as_exit_task.yaml', 'pipeline_with_task_final_status.yaml'],
    differences: /(exit-op|get-run-state) prints .*local-pipeline-exit-handler-1/,
  },
  {
    peer: 'A task with `ignore_upstream_failure` fails if it takes an output of what failed.',
    own: 'It runs with the default, as `PipelineTask.ignore_upstream_failure` documents.',
    jobs: ['pipeline_with_task_using_ignore_upstream_failure.yaml'],
    differences: /'fail-op' not found|^print-op \| Succeeded \| Failed$/,
  },
  {
    peer: 'An artifact that a function returns has an empty name.',
    own: 'The name of the output.',
    jobs: [
      'critical/pythonic_artifacts_test_pipeline.yaml',
      'pipeline_with_parallelfor_list_artifacts_GH-12033.yaml',
      'pythonic_artifacts_with_list_of_artifacts.yaml',
      'pythonic_artifacts_with_multiple_returns.yaml',
    ],
    differences:
      /"name":"Output".* \| .*"name":""|print-artifact-name(-2)? (output Output|prints) \| .*"Output".* \| .*(""|\[\])/,
  },
  {
    peer: 'A nested pipeline with no parameters is not given its artifacts.',
    own: 'It is given them.',
    jobs: ['pythonic_artifacts_with_multiple_returns.yaml'],
    differences: /^end .*argument 'in_dataset' not found|^splitter-pipeline\/dataset-splitter \| Succeeded \| Failed/,
  },
  {
    peer: 'A custom path of an artifact is forgotten: its file is looked for elsewhere.',
    own: 'What was written there is stored, and arrives (`Artifact.custom_path`).',
    jobs: ['critical/pipeline_with_artifact_custom_path.yaml'],
    differences: /out_dataset|^end .*'validate-input-artifact'/,
  },
  {
    peer: 'Artifacts of containers get lost.',
    own: 'What a container wrote to `dsl.Output[...].path` is the artifact (`dsl.container_component`).',
    jobs: ['essential/pipeline_with_outputs.yaml', 'parallel_and_nested/pipeline_in_pipeline_loaded_from_yaml.yaml'],
    differences: /^end \| Succeeded \| Error \(ValueError: Tried to get output 'data' from task 'print-op2'/,
  },
  {
    peer: 'Placeholders of metadata, of a list of artifacts and of parts of the executor’s input fail.',
    own: 'They are replaced, as the placeholders’ documentation says.',
    jobs: ['artifacts_simple.yaml', 'critical/pipeline_with_placeholders.yaml'],
    differences: /IndexError: list index out of range|^(add-container|print-all-placeholders) \| Succeeded \| Failed$/,
  },
  {
    peer: '`None` in a struct or a list fails.',
    own: 'It arrives as it is: JSON has `null`.',
    jobs: ['essential/dict_input.yaml'],
    differences: /Got: "None" of type|^dict-input \| Succeeded \| Failed$/,
  },
  {
    peer: 'Options of `kfp-kubernetes` have no effect.',
    own: 'Secrets are given to the tasks that name them, from `--secrets-dir` in local runs.',
    jobs: ['critical/pipeline_with_secret_as_env.yaml', 'parallel_and_nested/nested_parallel_for_secret.yaml'],
    differences: /Secret set|not-set|^comp \| Succeeded \| Failed|^end \| Succeeded \| Failed .*'comp'/,
  },
];
