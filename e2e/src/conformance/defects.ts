/** A thing that KFP's own backend does not do as its SDK promises, and what holds Tiphys to it beside the features that name it. */
export interface Defect {
  /** As in docs/notes/kfp-semantics.md, section 11. */
  readonly id: string;
  readonly fault: string;
  /** Tests of packages: the file, from the root of the repository, and the title as it stands there. */
  readonly tests?: readonly (readonly [file: string, title: string])[];
  /** Where there is nothing to test: why. */
  readonly note?: string;
}

const runtime = 'packages/runtime/src';
const compiler = 'packages/compiler/src';

/** The defects of KFP's backend, all of them. */
export const defects: readonly Defect[] = [
  { id: 'B1', fault: '`Concat` and nested `IfPresent` are not resolved' },
  { id: 'B2', fault: 'no placeholders for names and metadata of artifacts, and for their lists' },
  { id: 'B3', fault: 'an optional parameter that was not given has no default in arguments' },
  { id: 'B4', fault: 'f-strings break at quotes, and are not resolved outside of containers' },
  { id: 'B5', fault: '`Collected` of nested loops is flattened' },
  { id: 'B6', fault: '`Collected` over skipped iterations fails' },
  { id: 'B7', fault: '`Collected` over an empty loop fails' },
  { id: 'B8', fault: 'a nested loop over the same list fails' },
  { id: 'B9', fault: 'importers do not wait for their dependencies, and take no URI of a task' },
  { id: 'B10', fault: 'placeholders in the metadata of importers are stored as they are' },
  { id: 'B11', fault: 'lists of artifacts collapse in nested pipelines; one artifact for two inputs loses a name' },
  { id: 'B12', fault: 'pipelines have no input artifacts' },
  { id: 'B13', fault: '`OneOf` fails where tasks came from the cache' },
  { id: 'B14', fault: 'no loops over artifacts' },
  { id: 'B15', fault: 'exit tasks run as hooks' },
  { id: 'B16', fault: 'the final status has no error, and none inside of loops' },
  {
    id: 'B17',
    fault: 'metadata of artifacts changes on its way',
    tests: [[`${runtime}/run-task.test.ts`, 'artifacts go from task to task with metadata and digest']],
  },
  { id: 'B18', fault: 'defaults and null get lost on their way into nested pipelines' },
  {
    id: 'B19',
    fault: 'a container without a command fails',
    tests: [
      [
        `${compiler}/compile-pipeline.test.ts`,
        'a container without a command runs what its image is said to run, with its own arguments first',
      ],
    ],
  },
  { id: 'B20', fault: 'placeholders in the name of a program are not replaced' },
  {
    id: 'B21',
    fault: 'components clash when their containers or names are equal; circles are not seen',
    tests: [['packages/ir/src/rules/no-component-cycle.test.ts', 'components that contain each other']],
  },
  {
    id: 'B22',
    fault:
      'volumes clash or have bad names, affinities are joined by "or", images and resources take no text around a placeholder',
    tests: [
      [
        `${compiler}/kubernetes/pod-options.test.ts`,
        'required node affinities hold together, alternatives inside one JSON stay alternatives',
      ],
      [
        `${compiler}/kubernetes/pod-options.test.ts`,
        'one volume for what is mounted twice, two for two things of one name',
      ],
    ],
  },
  {
    id: 'B23',
    fault: 'claims have other names than documented, and are left behind by a failed run',
    tests: [
      [
        `${runtime}/claims/run-claim.test.ts`,
        'a suffix gives the name that the SDK documents, and the claim goes with its run',
      ],
      [
        `${runtime}/claims/run-claim.test.ts`,
        'an empty storage class means one only when it was given, or a volume was',
      ],
    ],
  },
  {
    id: 'B24',
    fault: 'cache keys lack what outputs depend on; entries never end, and are not looked at',
    tests: [
      [`${runtime}/cache-key.test.ts`, 'everything that the outputs depend on changes the key'],
      [`${runtime}/cache.test.ts`, 'an entry lives as long as its task said, and as long as the next one wants'],
      [`${runtime}/cache.test.ts`, 'two equal tasks at a time both end well, and either result may be used'],
    ],
  },
  { id: 'B25', fault: 'retries need whole factors and a longest delay' },
  {
    id: 'B26',
    fault: 'values and sources are changed by Kubernetes and Argo on their way',
    tests: [
      [
        'packages/backend-argo/src/inert-constants.prop.test.ts',
        'whatever a constant holds, the manifest holds it inert and the launcher reads it back',
      ],
    ],
  },
  {
    id: 'B27',
    fault: 'exit codes and signals get lost, both streams become one',
    tests: [
      [`${runtime}/run-command.test.ts`, 'exit code %d is kept'],
      [`${runtime}/run-command.test.ts`, 'output is passed on as it is, apart'],
      [`${runtime}/run-command.test.ts`, 'signals are passed to the group, once each, until the command ends'],
    ],
  },
  {
    id: 'B28',
    fault: 'one bucket only; what is missing is ignored, empty directories get lost, nothing is verified',
    tests: [
      ['packages/storage/src/route-places.test.ts', 'each server is asked for its own objects, with its own keys'],
      ['packages/storage/src/conformance.test.ts', '$title goes up and down'],
      [`${runtime}/run-task.test.ts`, 'an artifact that changed in the store fails the task that reads it'],
    ],
  },
  {
    id: 'B29',
    fault: 'an import does not look whether there is something',
    tests: [[`${runtime}/import-artifact.test.ts`, 'fails when there is %s']],
  },
  { id: 'B30', fault: 'a pipeline has no outputs' },
  { id: 'B31', fault: 'resolvers, custom jobs and `runtimeParameter` are not known' },
  {
    id: 'B32',
    fault: 'an output that was not written becomes an empty text',
    tests: [[`${runtime}/run-task-failures.test.ts`, 'an output parameter that is missing']],
  },
  { id: 'B33', fault: 'nested pipelines with tasks of one name clash' },
  {
    id: 'B34',
    fault: 'a limit on parallel iterations holds for each instance of a loop',
    note: 'as in KFP: the pipeline cannot say more; a hook of a plugin may set `spec.parallelism` for the whole run',
  },
];
