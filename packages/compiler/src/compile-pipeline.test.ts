import { describe, expect, test } from 'vitest';
import { compilePipeline } from './compile-pipeline.ts';
import type { Plan } from './plan.ts';
import { load, pipelineText } from './testing/pipeline.ts';

const first = "first: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: 'a'}}}}}";

function compile(parts: Parameters<typeof pipelineText>[0]): Plan {
  const { plan, diagnostics } = compilePipeline(load(pipelineText(parts)));
  expect(diagnostics).toEqual([]);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

function refusals(parts: Parameters<typeof pipelineText>[0]): readonly string[] {
  const { plan, diagnostics } = compilePipeline(load(pipelineText(parts)));
  expect(plan).toBeUndefined();
  return diagnostics.map(({ code, message, path, range }) => {
    expect(range, 'every refusal has a place in the file').toBeDefined();
    return `${code} ${path.join('.')}: ${message}`;
  });
}

test('makes producers dependencies, whatever dependentTasks says', () => {
  const second = `
second:
  componentRef: {name: comp-echo}
  inputs: {parameters: {text: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}}}`;
  const plan = compile({ tasks: first + second });
  expect(plan.scopes['root']?.tasks.map(({ name, dependencies }) => [name, dependencies])).toEqual([
    ['first', []],
    ['second', [{ task: 'first', until: 'succeeded' }]],
  ]);
});

test('lets an exit task wait for any end, and gives it the status', () => {
  const exit = `
exit:
  componentRef: {name: comp-exit}
  dependentTasks: [first]
  inputs: {parameters: {status: {taskFinalStatus: {producerTask: first}}}}
  triggerPolicy: {strategy: ALL_UPSTREAM_TASKS_COMPLETED}`;
  const components = `
comp-exit:
  executorLabel: exec-echo
  inputDefinitions: {parameters: {status: {parameterType: TASK_FINAL_STATUS, isOptional: true}}}`;
  const plan = compile({ tasks: first + exit, components });
  expect(plan.scopes['root']?.tasks[1]).toMatchObject({
    dependencies: [{ task: 'first', until: 'final' }],
    inputs: { parameters: { status: { kind: 'status', task: 'first' } } },
  });
});

test('parses conditions, selectors and placeholders once', () => {
  const second = `
second:
  componentRef: {name: comp-echo}
  inputs:
    parameters:
      flag: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}, parameterExpressionSelector: 'parseJson(string_value)["a"]["b"]'}
      text: {runtimeValue: {constant: "x {{$.inputs.parameters['flag']}}"}}
  triggerPolicy: {condition: "inputs.parameter_values['flag'] == 'y'"}`;
  expect(compile({ tasks: first + second }).scopes['root']?.tasks[1]).toMatchObject({
    condition: {
      kind: 'binary',
      operator: '==',
      left: { kind: 'parameter', name: 'flag' },
      right: { kind: 'literal', value: 'y' },
    },
    inputs: {
      parameters: {
        flag: { kind: 'output', task: 'first', output: 'Output', select: ['a', 'b'] },
        text: { kind: 'template', argument: { concat: ['x ', { parameter: 'flag' }] } },
      },
    },
  });
});

const loop = `
loop:
  componentRef: {name: comp-loop}
  inputs: {parameters: {unused: {runtimeValue: {constant: 'u'}}, used: {runtimeValue: {constant: 'v'}}}}
  iteratorPolicy: {parallelismLimit: 2}
  parameterIterator: {itemInput: item, items: {raw: '["a", 12345678901234567890]'}}`;
const loopComponent = `
comp-loop:
  dag:
    tasks:
      inner: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {componentInputParameter: item}}}}
      other: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {componentInputParameter: used}}}}
    outputs:
      parameters:
        read: {valueFromParameter: {producerSubtask: inner, outputParameterKey: Output}}
        unread: {valueFromParameter: {producerSubtask: other, outputParameterKey: Output}}
  inputDefinitions: {parameters: {item: {parameterType: STRING}, used: {parameterType: STRING}, unused: {parameterType: STRING}}}
  outputDefinitions: {parameters: {read: {parameterType: LIST}, unread: {parameterType: LIST}}}`;

test('reads the items of a static loop without rounding them', () => {
  const plan = compile({ tasks: loop, components: loopComponent });
  expect(plan.scopes['root']?.tasks[0]?.loop).toEqual({
    items: { kind: 'constant', value: ['a', 12345678901234567890n] },
    item: 'item',
    parallelism: 2,
  });
});

test('drops inputs and outputs of inner scopes that nothing reads', () => {
  const sum = `
sum:
  componentRef: {name: comp-sum}
  inputs: {parameters: {all: {taskOutputParameter: {producerTask: loop, outputParameterKey: read}}}}`;
  const components = `${loopComponent}
comp-sum: {executorLabel: exec-echo, inputDefinitions: {parameters: {all: {parameterType: LIST}}}}`;
  const plan = compile({ tasks: loop + sum, components });
  const scope = plan.scopes['comp-loop'];
  expect(Object.keys(scope?.inputs.parameters ?? {})).toEqual(['item', 'used']);
  expect(Object.keys(scope?.outputs.parameters ?? {})).toEqual(['read']);
  expect(Object.keys(plan.scopes['root']?.tasks[0]?.inputs.parameters ?? {})).toEqual(['used']);
});

test('puts a looped container into a scope of its own', () => {
  const each = `
each:
  componentRef: {name: comp-echo}
  retryPolicy: {maxRetryCount: 3}
  parameterIterator: {itemInput: text, items: {raw: '["a"]'}}`;
  const plan = compile({ tasks: each });
  expect(plan.scopes['root']?.tasks[0]?.target).toEqual({ kind: 'scope', scope: 'root/each' });
  expect(plan.scopes['root/each']?.tasks[0]).toMatchObject({
    name: 'each',
    target: { kind: 'executor', executor: 'comp-echo' },
    retry: { limit: 3, backoffSeconds: 0, backoffFactor: 2, backoffMaxSeconds: 3600 },
  });
});

test('takes string resources before the old numbers', () => {
  const components = 'comp-big: {executorLabel: exec-big}';
  const executors = `
exec-big:
  container:
    image: busybox
    command: [sh]
    resources: {cpuLimit: 2.0, memoryLimit: 0.5, memoryRequest: 1.0, resourceCpuLimit: 1500m, accelerator: {type: nvidia.com/gpu, count: '1'}}`;
  const plan = compile({ tasks: 'big: {componentRef: {name: comp-big}}', components, executors });
  expect(plan.executors['comp-big']).toMatchObject({
    resources: { requests: { memory: '1G' }, limits: { cpu: '1500m', memory: '0.5G', 'nvidia.com/gpu': '1' } },
  });
});

test('refuses amounts that Kubernetes would not take', () => {
  const executors =
    '\nexec-other: {container: {image: x, command: [x], resources: {resourceCpuLimit: 1 core, resourceMemoryLimit: 4Gi}}}';
  const components = '\ncomp-other: {executorLabel: exec-other}';
  const { diagnostics } = compilePipeline(
    load(pipelineText({ tasks: 'a: {componentRef: {name: comp-other}}', components, executors })),
  );
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^CMP-023 .*"1 core".*an amount such as/),
  ]);
});

test('gives equal plans for files that differ in the order of their keys only', () => {
  const second =
    'second: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: b}}}}}';
  const one = compile({ tasks: `${first}\n${second}` });
  const two = compile({ tasks: `${second}\n${first}` });
  expect(JSON.stringify(two)).toBe(JSON.stringify(one));
});

test('freezes the plan', () => {
  const plan = compile({ tasks: first });
  expect(Object.isFrozen(plan.scopes['root']?.tasks[0]?.inputs.parameters)).toBe(true);
});

test('refuses what it does not lower yet, each thing with its place', () => {
  const tasks = `
importer: {componentRef: {name: comp-import}}
gpu: {componentRef: {name: comp-gpu}}
bare: {componentRef: {name: comp-bare}}
files:
  componentRef: {name: comp-files}
  artifactIterator: {itemInput: file, items: {inputArtifact: files}}
  inputs: {artifacts: {files: {componentInputArtifact: files}}}`;
  const components = `
comp-import: {executorLabel: exec-import, outputDefinitions: {artifacts: {artifact: {artifactType: {schemaTitle: system.Model}}}}}
comp-gpu: {executorLabel: exec-gpu, inputDefinitions: {parameters: {n: {parameterType: STRING, isOptional: true}}}}
comp-bare: {executorLabel: exec-bare}
comp-files:
  dag: {tasks: {inner: {componentRef: {name: comp-bare}}}}
  inputDefinitions: {artifacts: {file: {artifactType: {schemaTitle: system.Artifact}}, files: {artifactType: {schemaTitle: system.Artifact}, isArtifactList: true}}}`;
  const executors = `
exec-import: {importer: {artifactUri: {constant: 's3://b/x'}, downloadToWorkspace: true, typeSchema: {schemaTitle: system.Model}}}
exec-gpu: {container: {image: "{{$.inputs.parameters['n']}}", command: [sh], resources: {resourceCpuLimit: "{{$.inputs.parameters['n']}}"}}}
exec-bare: {container: {image: busybox, args: [x]}}`;
  const root =
    'inputDefinitions: {artifacts: {files: {artifactType: {schemaTitle: system.Artifact}, isArtifactList: true}}}';
  expect(refusals({ tasks, components, executors, root })).toEqual([
    'CMP-005 deploymentSpec.executors.exec-bare.container: The container "exec-bare" has no command, so what it runs is known only to its image',
    'CMP-008 deploymentSpec.executors.exec-import.importer.downloadToWorkspace: Downloading to the workspace has no effect: each task that reads the artifact downloads it',
  ]);
});

test('refuses broken conditions and selectors', () => {
  const tasks = `
${first}
bad:
  componentRef: {name: comp-echo}
  inputs:
    parameters:
      text: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}, parameterExpressionSelector: 'string_value.size()'}
  triggerPolicy: {condition: "inputs.parameter_values['nope'] == 1"}
worse:
  componentRef: {name: comp-echo}
  inputs: {parameters: {text: {runtimeValue: {constant: a}}}}
  triggerPolicy: {condition: "1 ==="}
  `;
  expect(refusals({ tasks }).map((line) => line.replace(/(compiled|list): .*/, '$1'))).toEqual([
    'CMP-004 root.dag.tasks.bad.inputs.parameters.text.parameterExpressionSelector: The selector "string_value.size()" cannot be compiled',
    'CMP-002 root.dag.tasks.worse.triggerPolicy.condition: The condition "1 ===" cannot be compiled',
    'CMP-003 root.dag.tasks.bad.triggerPolicy.condition: The condition reads the parameter "nope", which the task is not given',
  ]);
});

test('an exit task waits for the end of what it reads, and is warned of inputs that it needs then', () => {
  const exit = (component: string): string => `
exit:
  componentRef: {name: ${component}}
  inputs: {parameters: {text: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}}}
  triggerPolicy: {strategy: ALL_UPSTREAM_TASKS_COMPLETED}`;
  const { plan, diagnostics } = compilePipeline(load(pipelineText({ tasks: first + exit('comp-echo') })));
  expect(plan?.scopes['root']?.tasks[1]?.dependencies).toEqual([{ task: 'first', until: 'final' }]);
  expect(diagnostics).toMatchObject([
    { code: 'CMP-007', severity: 'warning', path: ['root', 'dag', 'tasks', 'exit', 'inputs', 'parameters', 'text'] },
  ]);
  const components =
    'comp-maybe: {executorLabel: exec-echo, inputDefinitions: {parameters: {text: {parameterType: STRING, isOptional: true}}}}';
  const optional = compilePipeline(load(pipelineText({ tasks: first + exit('comp-maybe'), components })));
  expect(optional.diagnostics).toEqual([]);
});

describe('a workspace', () => {
  const workspaceOf = (config: string): ReturnType<typeof compilePipeline> =>
    compilePipeline(
      load(`${pipelineText({ tasks: first })}\n---\nplatforms: {kubernetes: {pipelineConfig: {workspace: ${config}}}}`),
    );

  test('is in the plan, and ReadWriteOnce unless told otherwise', () => {
    expect(workspaceOf('{size: 1Gi}').plan?.pipeline.workspace).toEqual({
      size: '1Gi',
      accessModes: ['ReadWriteOnce'],
    });
    const patched =
      '{size: 1.5e3M, kubernetes: {pvcSpecPatch: {accessModes: [ReadWriteMany], storageClassName: fast}}}';
    expect(workspaceOf(patched.replace('1.5e3M', '500M')).plan?.pipeline.workspace).toEqual({
      size: '500M',
      accessModes: ['ReadWriteMany'],
      storageClassName: 'fast',
    });
  });

  test.each([
    ['{}', ['size']],
    ['{size: lots}', ['size']],
    ['{size: -1Gi}', ['size']],
    ['{size: 0Gi}', ['size']],
    ['{size: 1.5e3M}', ['size']],
    ['{size: 1Gi, kubernetes: {pvcSpecPatch: {volumeMode: Block}}}', ['kubernetes', 'pvcSpecPatch', 'volumeMode']],
    ['{size: 1Gi, kubernetes: {pvcSpecPatch: {accessModes: []}}}', ['kubernetes', 'pvcSpecPatch', 'accessModes']],
    ['{size: 1Gi, kubernetes: {pvcSpecPatch: {accessModes: [Any]}}}', ['kubernetes', 'pvcSpecPatch', 'accessModes']],
    [
      '{size: 1Gi, kubernetes: {pvcSpecPatch: {storageClassName: ""}}}',
      ['kubernetes', 'pvcSpecPatch', 'storageClassName'],
    ],
  ])('%s is refused', (config, at) => {
    expect(workspaceOf(config).diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['CMP-023', ['platforms', 'kubernetes', 'pipelineConfig', 'workspace', ...at]],
    ]);
  });

  const components = `
comp-number: {executorLabel: exec-number, inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER}}}}
comp-names: {executorLabel: exec-names}
comp-env: {executorLabel: exec-env}`;
  const executors = `
exec-number: {container: {image: busybox, command: [sh]}}
exec-names: {container: {image: busybox, command: [ls, '{{$.workspace_path}}/x']}}
exec-env: {container: {image: busybox, command: [sh], env: [{name: W, value: /kfp-workspace}]}}`;
  const tasks = `${first}
number:
  componentRef: {name: comp-number}
  cachingOptions: {enableCache: true}
  inputs: {parameters: {n: {runtimeValue: {constant: 1.0}}}}
names: {componentRef: {name: comp-names}, cachingOptions: {enableCache: true}}
env: {componentRef: {name: comp-env}}`;
  const compiled = (platform: string): ReturnType<typeof compilePipeline> =>
    compilePipeline(
      load(`${pipelineText({ tasks, components, executors })}\n---\nplatforms: {kubernetes: {${platform}}}`),
    );
  const pipelineConfig = 'pipelineConfig: {workspace: {size: 1Gi}}';

  test('is mounted where it is named and where a value can hold its path; only such tasks have no cache', () => {
    const mounted = (platform: string): readonly string[] =>
      Object.values(compiled(platform).plan?.executors ?? {}).flatMap((executor) =>
        executor.kind === 'container' && executor.pod?.mounts.some(({ path }) => path === '/kfp-workspace')
          ? [executor.name]
          : [],
      );
    expect(mounted(pipelineConfig)).toEqual(['comp-echo', 'comp-env', 'comp-names']);
    expect(mounted('')).toEqual([]);
    const cached = (platform: string): readonly string[] =>
      (compiled(platform).plan?.scopes['root']?.tasks ?? []).flatMap(({ name, cache }) => (cache ? [name] : []));
    expect(cached(pipelineConfig)).toEqual(['number']);
    expect(cached('').toSorted()).toEqual(['names', 'number']);
  });

  test('is the only thing mounted there', () => {
    const mount = (path: string): readonly string[] =>
      compiled(
        `${pipelineConfig}, deploymentSpec: {executors: {exec-names: {pvcMount: [{constant: c, mountPath: ${path}}]}}}`,
      ).diagnostics.map(({ code }) => code);
    expect(mount('/kfp-workspace')).toEqual(['CMP-021']);
    expect(mount('/kfp-workspace/mine')).toEqual(['CMP-021']);
    expect(mount('/kfp-workspaces')).toEqual([]);
  });
});

test('limits of a run are in the plan; what is not positive is unset', () => {
  const limits = (config: string): unknown => {
    const platform = `\n---\nplatforms: {kubernetes: {pipelineConfig: ${config}}}`;
    const { deadlineSeconds, keepSeconds } =
      compilePipeline(load(pipelineText({ tasks: first }) + platform)).plan?.pipeline ?? {};
    return { deadlineSeconds, keepSeconds };
  };
  const all =
    '{activeDeadlineSeconds: 5, resourceTtlOnCompletion: 1, resourceTtlOnSuccess: 2, resourceTtlOnFailure: 3}';
  expect(limits(all)).toEqual({ deadlineSeconds: 5, keepSeconds: { completion: 1, success: 2, failure: 3 } });
  expect(limits('{activeDeadlineSeconds: 0, resourceTtlOnSuccess: -1}')).toEqual({});
});

test('an importer has its URI and metadata parsed, and no cache', () => {
  const tasks = `
import:
  componentRef: {name: comp-import}
  cachingOptions: {enableCache: true}
  inputs: {parameters: {uri: {runtimeValue: {constant: 's3://b/x'}}, m: {runtimeValue: {constant: a}}}}`;
  const components = `
comp-import:
  executorLabel: exec-import
  inputDefinitions: {parameters: {uri: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {artifact: {artifactType: {schemaTitle: system.Model}}}}`;
  const executors = `
exec-import:
  importer:
    artifactUri: {runtimeParameter: uri}
    typeSchema: {schemaTitle: system.Model}
    reimport: true
    metadata: {plain: [1, {a: b}], "k-{{$.inputs.parameters['m']}}": ["x", "{{$.inputs.parameters['m']}}"]}`;
  const plan = compile({ tasks, components, executors });
  expect(plan.scopes['root']?.tasks[0]?.cache).toBeUndefined();
  expect(plan.executors['comp-import']).toMatchObject({
    kind: 'importer',
    importer: {
      uri: { parameter: 'uri' },
      reimport: true,
      metadata: {
        members: [
          { key: 'plain', value: { value: [1, { a: 'b' }] } },
          {
            key: { concat: ['k-', { parameter: 'm' }] },
            value: { items: [{ value: 'x' }, { text: { parameter: 'm' } }] },
          },
        ],
      },
    },
  });
});

test('a container without a command runs what its image is said to run, with its own arguments first', () => {
  const components = 'comp-a: {executorLabel: exec-a}\ncomp-b: {executorLabel: exec-b}';
  const executors = `
exec-a: {container: {image: 'team/a:1', args: [x]}}
exec-b: {container: {image: 'team/b:1'}}`;
  const tasks = 'a: {componentRef: {name: comp-a}}\nb: {componentRef: {name: comp-b}}';
  const loaded = load(pipelineText({ tasks, components, executors }));
  const entrypoints = {
    'team/a': { command: ['run-a'], args: ['none'] },
    'team/b:1': { command: ['run-b'], args: ['all'] },
  };
  expect(compilePipeline(loaded, { entrypoints }).plan?.executors).toMatchObject({
    'comp-a': { command: ['run-a'], args: ['x'] },
    'comp-b': { command: ['run-b'], args: ['all'] },
  });
  expect(compilePipeline(loaded).diagnostics.map(({ code, hint }) => `${code} ${hint ?? ''}`)).toEqual([
    'CMP-005 Say it in tiphys.config.ts: entrypoints: { "team/a:1": { command: ["PROGRAM", "ARGUMENT"] } }',
    'CMP-005 Say it in tiphys.config.ts: entrypoints: { "team/b:1": { command: ["PROGRAM", "ARGUMENT"] } }',
  ]);
});

test('refuses an image or resource that needs a running pod, or an input that is not there', () => {
  const components = 'comp-gpu: {executorLabel: exec-gpu}';
  const executors = `
exec-gpu:
  container:
    image: "x:{{$.inputs.artifacts['a'].uri}}"
    command: [sh]
    resources: {resourceCpuLimit: "{{$.inputs.parameters['n']}}"}`;
  expect(refusals({ tasks: 'gpu: {componentRef: {name: comp-gpu}}', components, executors })).toEqual([
    'CMP-010 deploymentSpec.executors.exec-gpu.container.image: The image and the resources of a pod are needed before it starts, and this placeholder is only known inside of it',
    'CMP-011 deploymentSpec.executors.exec-gpu.container.resources: The task "gpu" is not given the input "n", and its component does not declare it',
  ]);
});

test('warns of what looks like a placeholder and is none', () => {
  const executors = `
exec-odd: {container: {image: busybox, command: [echo, "{{$.inputs.paramters['x']}}", "{{workflow.name}}"]}}`;
  const tasks = 'odd: {componentRef: {name: comp-odd}}';
  const { diagnostics } = compilePipeline(
    load(pipelineText({ tasks, components: 'comp-odd: {executorLabel: exec-odd}', executors })),
  );
  expect(diagnostics).toMatchObject([
    {
      code: 'CMP-006',
      severity: 'warning',
      path: ['deploymentSpec', 'executors', 'exec-odd', 'container', 'command', 1],
    },
  ]);
});

test('refuses what only runs on Vertex AI', () => {
  const components = 'comp-job: {executorLabel: exec-job}';
  const executors = 'exec-job: {customJob: {customJob: {}}}';
  expect(refusals({ tasks: 'job: {componentRef: {name: comp-job}}', components, executors })).toEqual([
    'CMP-013 deploymentSpec.executors.exec-job.customJob: A Google customJob cannot run on Argo: it is a job of Vertex AI.',
  ]);
});
