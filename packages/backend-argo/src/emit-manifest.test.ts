import type { Workflow } from '@tiphys/argo-types';
import { parseRunContext } from '@tiphys/contract';
import { evaluateExpression, expandVariables, parseExpression, tagText } from '@tiphys/expr';
import { expect, test } from 'vitest';
import type { EmitOptions } from './options.ts';
import { argoVersions } from './options.ts';
import { emit } from './testing/emit.ts';

const components = `
  comp-make:
    executorLabel: exec-make
    inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER, isOptional: true, defaultValue: 3.0}}}
    outputDefinitions:
      parameters: {Output: {parameterType: STRING}, unread: {parameterType: STRING}}
      artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}
  comp-use:
    executorLabel: exec-use
    inputDefinitions:
      parameters: {text: {parameterType: STRING}}
      artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}, isOptional: true}}`;
const executors = `
deploymentSpec:
  executors:
    exec-make: {container: {image: busybox, command: [sh, -c, "echo $(date) {{$.inputs.parameters['n']}}"]}}
    exec-use: {container: {image: busybox, command: [cat], resources: {resourceCpuLimit: 500m}}}`;
const head = `
pipelineInfo: {name: team/My Pipeline, displayName: Mine}
schemaVersion: 2.1.0
components:${components}`;

const make = 'make: {componentRef: {name: comp-make}, cachingOptions: {enableCache: true}}';
const use =
  'use: {componentRef: {name: comp-use}, inputs: {' +
  'parameters: {text: {taskOutputParameter: {producerTask: make, outputParameterKey: Output}}}, ' +
  'artifacts: {data: {taskOutputArtifact: {producerTask: make, outputArtifactKey: data}}}}}';

test('two tasks: one template per component, data by tags, order by depends', () => {
  const { manifest, spec, template, task } = emit(`${head}${executors}\nroot: {dag: {tasks: {${make}, ${use}}}}`);
  expect(manifest.metadata).toEqual({
    generateName: 'my-pipeline-',
    annotations: {
      'tiphys.dev/pipeline': 'team/My Pipeline',
      'tiphys.dev/lenient': '__argo__internal__placeholder-',
      'workflows.argoproj.io/title': 'Mine',
    },
  });
  expect(spec.entrypoint).toBe('root');
  expect(spec.arguments).toBeUndefined();
  expect(spec.templates?.map(({ name }) => name)).toEqual(['root', 'make', 'use']);
  expect(template('root').dag).toMatchObject({ failFast: false, target: 'make use' });
  expect(task('root', 'make')).toEqual({
    name: 'make',
    template: 'make',
    arguments: { parameters: [{ name: 'in', value: '{"c":true}' }] },
  });
  expect(task('root', 'use')).toEqual({
    name: 'use',
    template: 'use',
    depends: 'make.Succeeded',
    arguments: {
      parameters: [
        {
          name: 'in',
          value:
            '{"p":{"text":{{tasks.make.outputs.parameters.Output}}},"a":{"data":{{tasks.make.outputs.parameters.data}}}}',
        },
      ],
    },
  });
  // Only what something reads is an output of the template.
  expect(template('make').outputs?.parameters).toEqual([
    { name: 'Output', valueFrom: { path: '/tiphys/out/Output', default: 'null' } },
    { name: 'data', valueFrom: { path: '/tiphys/out/data', default: 'null' } },
  ]);
  expect(template('use').container?.resources).toEqual({ limits: { cpu: '500m' } });
});

test('a leaf carries the launcher, references to the keys, and no secret', () => {
  const { spec, template } = emit(`${head}${executors}\nroot: {dag: {tasks: {${make}}}}`, {
    pipelineRoot: 's3://bucket/root?region=eu-west-1',
    launcherImage: 'registry.local/launcher:1',
    store: {
      secret: { name: 'keys', accessKey: 'a', secretKey: 's' },
      endpoint: 'minio:9000',
      secure: true,
      style: 'path',
      ca: { kind: 'configMap', name: 'trust', key: 'ca.crt' },
    },
  });
  const common = spec.templateDefaults;
  expect(common?.initContainers?.[0]).toMatchObject({
    image: 'registry.local/launcher:1',
    command: ['/tiphys-launcher', 'install', '/tiphys'],
  });
  expect(common?.container?.command).toEqual(['/tiphys/launcher', 'run']);
  expect(common?.container?.volumeMounts).toContainEqual({ name: 'tiphys', mountPath: '/s3', subPath: 's3' });
  const leaf = template('make');
  const env = new Map(
    [...(common?.container?.env ?? []), ...(leaf.container?.env ?? [])].map((variable) => [variable.name, variable]),
  );
  expect(env.get('TIPHYS_STORE')?.value).toBe(
    '{"root":"s3://bucket/root","endpoint":"minio:9000","region":"eu-west-1","secure":true,"style":"path"}',
  );
  expect(env.get('TIPHYS_CA')).toEqual({
    name: 'TIPHYS_CA',
    valueFrom: { configMapKeyRef: { name: 'trust', key: 'ca.crt' } },
  });
  expect(env.get('TIPHYS_SECRET_KEY')).toEqual({
    name: 'TIPHYS_SECRET_KEY',
    valueFrom: { secretKeyRef: { name: 'keys', key: 's', optional: true } },
  });
  expect(parseRunContext(env.get('TIPHYS_RUN')?.value ?? '')).toMatchObject({ v: '2', pipeline: 'team/My Pipeline' });
  const component = env.get('TIPHYS_SPEC')?.value ?? '';
  expect(component).not.toMatch(/\{\{|\$\(/);
  expect(JSON.parse(component)).toMatchObject({
    component: 'comp-make',
    command: ['sh', '-c', { concat: ['echo $(date) ', { parameter: 'n' }] }],
    inputs: { parameters: { n: { type: 'NUMBER_INTEGER', optional: true, default: 3 } } },
  });
});

const parameterised = `${head}${executors}
root:
  inputDefinitions:
    parameters:
      text: {parameterType: STRING, description: What to say}
      note: {parameterType: STRING, isOptional: true}
      sizes: {parameterType: LIST, isOptional: true, defaultValue: [1, "a {{b}}"]}
      count: {parameterType: NUMBER_INTEGER, isOptional: true, defaultValue: 2.0, literals: [2.0, 4.0]}
  dag:
    tasks:
      use: {componentRef: {name: comp-use}, inputs: {parameters: {text: {componentInputParameter: text}}}}`;

test('pipeline parameters are the arguments of the workflow, in raw text', () => {
  const { spec, task } = emit(parameterised);
  expect(spec.entrypoint).toBe('entry');
  expect(spec.arguments?.parameters).toEqual([
    { name: 'count', value: '2', enum: ['2', '4'] },
    { name: 'note', value: '<none>' },
    { name: 'sizes', value: '[1,"a \\u007b{b}}"]' },
    { name: 'text', description: 'What to say' },
  ]);
  expect(task('entry', 'main')).toMatchObject({ template: 'root', depends: 'args.Succeeded' });
});

test('a template kind keeps its name; a workflow gets a new one per run', () => {
  expect(emit(parameterised, { kind: 'workflow-template' }).manifest).toMatchObject({
    kind: 'WorkflowTemplate',
    metadata: { name: 'my-pipeline' },
  });
  expect(emit(parameterised, { kind: 'cluster-workflow-template' }).manifest.kind).toBe('ClusterWorkflowTemplate');
});

test('what a workflow says of itself, the runs of a template and of a schedule say, too', () => {
  const ir = `${head}${executors}\nroot: {dag: {tasks: {${make}}}}`;
  const annotations = (options: EmitOptions): unknown => {
    const { metadata, spec } = emit(ir, options).manifest as Workflow;
    return spec.workflowMetadata?.annotations ?? metadata.annotations;
  };
  const wanted = annotations({});
  expect(annotations({ kind: 'workflow-template' })).toEqual(wanted);
  expect(annotations({ kind: 'cluster-workflow-template' })).toEqual(wanted);
  expect(annotations({ kind: 'cron-workflow', schedule: { expressions: ['@daily'] } })).toEqual(wanted);
});

test('a manifest lets failures of expressions be where 4.0.2 may run it', () => {
  const ir = `${head}${executors}\nroot: {dag: {tasks: {${make}}}}`;
  const lenient = argoVersions.filter(
    (argoVersion) => emit(ir, { argoVersion }).manifest.metadata.annotations?.['tiphys.dev/lenient'] !== undefined,
  );
  expect(lenient).toEqual(['any', '4.0']);
});

const loop = `${head}
  comp-loop:
    dag:
      tasks:
        make: {componentRef: {name: comp-make}, inputs: {parameters: {n: {componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["a"]'}}}}
      outputs:
        parameters: {made: {valueFromParameter: {producerSubtask: make, outputParameterKey: Output}}}
        artifacts: {data: {artifactSelectors: [{producerSubtask: make, outputArtifactKey: data}]}}
    inputDefinitions: {parameters: {item: {parameterType: STRUCT}}}
    outputDefinitions:
      parameters: {made: {parameterType: LIST}}
      artifacts: {data: {artifactType: {schemaTitle: system.Dataset}, isArtifactList: true}}${executors}
root:
  inputDefinitions: {parameters: {rows: {parameterType: LIST}}}
  dag:
    outputs:
      parameters: {made: {valueFromParameter: {producerSubtask: loop, outputParameterKey: made}}}
      artifacts: {data: {artifactSelectors: [{producerSubtask: loop, outputArtifactKey: data}]}}
    tasks:
      loop:
        componentRef: {name: comp-loop}
        inputs: {parameters: {rows: {componentInputParameter: rows}}}
        iteratorPolicy: {parallelismLimit: 2}
        parameterIterator: {itemInput: item, items: {inputParameter: rows}}
  outputDefinitions:
    parameters: {made: {parameterType: LIST}}
    artifacts: {data: {artifactType: {schemaTitle: system.Dataset}, isArtifactList: true}}`;

test('a loop is a wrapper that counts, and a body that takes the item out', () => {
  const { template, task, argument } = emit(loop);
  const wrapper = template('loop');
  expect(wrapper.parallelism).toBe(2);
  expect(wrapper.inputs?.parameters).toEqual([{ name: 'items' }]);
  expect(task('loop', 'each')).toMatchObject({ template: 'loop-body' });
  expect(task('loop', 'each').arguments?.parameters?.map(({ name }) => name)).toEqual(['item']);
  expect(template('loop-body').inputs?.parameters).toEqual([{ name: 'item' }]);
  expect(argument(task('root', 'loop'), 'items')).toBe('{{inputs.parameters.rows}}');
  expect(argument(task('loop-body', 'make'), 'in')).toContain("toJson(fromJSON(inputs.parameters.item)['a'])");
  // Absent iterations are recognised by status: a skipped producer has its default in Argo 4.0.7 and none before.
  expect(template('loop-body').outputs?.parameters?.[0]?.valueFrom).toEqual({
    expression:
      "(tasks['make'].status == 'Succeeded' ? toJson(tasks['make'].outputs.parameters['Output']) : toJson('null'))",
    default: '"null"',
  });
  expect(wrapper.outputs?.parameters?.map(({ valueFrom }) => valueFrom?.default)).toEqual(['[]', '[]']);
});

test('conditions read decoded values; OneOf takes the branch that succeeded', () => {
  const { task, template } = emit(`${head}
  comp-branches:
    dag:
      tasks:
        one: {componentRef: {name: comp-make}, inputs: {parameters: {flag: {componentInputParameter: flag}}}, triggerPolicy: {condition: "inputs.parameter_values['flag'] == 'it\\\\'s'"}}
        two: {componentRef: {name: comp-make}, inputs: {parameters: {flag: {componentInputParameter: flag}}}, triggerPolicy: {condition: "!(inputs.parameter_values['flag'] == 'x') && int(3.0) > 2"}}
      outputs:
        parameters:
          chosen: {valueFromOneof: {parameterSelectors: [{producerSubtask: one, outputParameterKey: Output}, {producerSubtask: two, outputParameterKey: Output}]}}
    inputDefinitions: {parameters: {flag: {parameterType: STRING}}}
    outputDefinitions: {parameters: {chosen: {parameterType: STRING}}}${executors}
root:
  dag:
    tasks:
      branches: {componentRef: {name: comp-branches}, inputs: {parameters: {flag: {runtimeValue: {constant: a}}}}}
      use: {componentRef: {name: comp-use}, inputs: {parameters: {text: {taskOutputParameter: {producerTask: branches, outputParameterKey: chosen}}}}}`);
  expect(task('branches', 'one').when).toBe("{{= (fromJSON(inputs.parameters.flag) == 'it\\'s') }}");
  expect(task('branches', 'two').when).toBe("{{= (!((fromJSON(inputs.parameters.flag) == 'x')) && (int(3) > 2)) }}");
  expect(template('branches').outputs?.parameters?.[0]?.valueFrom).toEqual({
    expression:
      "(tasks['one'].status == 'Succeeded' ? tasks['one'].outputs.parameters['Output'] : " +
      "(tasks['two'].status == 'Succeeded' ? tasks['two'].outputs.parameters['Output'] : 'null'))",
    default: 'null',
  });
});

test('warns of a root that the launcher cannot open', () => {
  const ir = `${head}${executors}\nroot: {dag: {tasks: {${make}}}}`;
  expect(emit(ir).diagnostics).toEqual([]);
  expect(emit(ir, { pipelineRoot: 'gs://bucket' }).diagnostics.map(({ code }) => code)).toEqual(['ARG-005']);
  expect(emit(`${ir}\ndefaultPipelineRoot: gs://own`).diagnostics[0]?.message).toContain('gs://own');
});

/** Tasks that all run the same component, each after those that `after` says. */
function many(count: number, after: (index: number) => readonly number[]): string {
  const tasks = Array.from({ length: count }, (_, index) => {
    const names = after(index).map((other) => `m${other}`);
    return `m${index}: {componentRef: {name: comp-make}, dependentTasks: [${names.join(', ')}]}`;
  });
  return `${head}${executors}\nroot: {dag: {tasks: {${tasks.join(', ')}}}}`;
}

test.each([300, 1000, 5000])('%i tasks go into DAGs that Argo 4 takes', (count) => {
  for (const after of [(): number[] => [], (index: number): number[] => (index === 0 ? [] : [index - 1])]) {
    const { spec, diagnostics } = emit(many(count, after));
    expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'ARG-004' && code !== 'ARG-011')).toEqual([]);
    const sizes = (spec.templates ?? []).map((template) => template.dag?.tasks.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(count + Math.ceil(count / 200));
  }
});

test('warns of a DAG that is larger than Argo 4 takes and cannot be nested', () => {
  const { diagnostics } = emit(many(250, (index) => [index - 2, index - 3].filter((other) => other >= 0)));
  expect(diagnostics.map(({ code }) => code)).toEqual(['ARG-001']);
});

test('a schedule stands in the words of the Argo that it is for', () => {
  const ir = `${head}${executors}\nroot: {dag: {tasks: {${make}}}}`;
  const schedule = {
    expressions: ['0 6 * * *', '0 18 * * *'],
    timezone: 'Europe/Berlin',
    concurrencyPolicy: 'Forbid',
  } as const;
  const { manifest, spec, diagnostics } = emit(ir, { kind: 'cron-workflow', schedule });
  expect(diagnostics).toEqual([]);
  expect(manifest).toMatchObject({
    kind: 'CronWorkflow',
    metadata: { name: 'my-pipeline' },
    spec: { schedules: schedule.expressions, timezone: 'Europe/Berlin', concurrencyPolicy: 'Forbid' },
  });
  expect(spec.entrypoint).toBe('root');
  const old = { kind: 'cron-workflow', argoVersion: '3.5', schedule: { expressions: ['@daily'] } } as const;
  expect(emit(ir, old).manifest.spec).toMatchObject({ schedule: '@daily' });
  expect(emit(ir, { ...old, schedule }).diagnostics.map(({ code }) => code)).toEqual(['ARG-007']);
});

test('a schedule needs a default for every parameter', () => {
  const schedule = { expressions: ['@daily'] };
  const { diagnostics } = emit(parameterised, { kind: 'cron-workflow', schedule });
  expect(diagnostics).toMatchObject([
    { code: 'ARG-006', severity: 'error', path: ['root', 'inputDefinitions', 'parameters', 'text'] },
  ]);
});

test('input artifacts of the pipeline are arguments beside its parameters', () => {
  const { spec, task } = emit(`${head}${executors}
root:
  inputDefinitions:
    artifacts:
      data: {artifactType: {schemaTitle: system.Dataset}, description: Training data}
      more: {artifactType: {schemaTitle: system.Dataset}, isOptional: true}
    parameters: {n: {parameterType: STRING}}
  dag:
    tasks:
      use: {componentRef: {name: comp-use}, inputs: {parameters: {text: {componentInputParameter: n}}, artifacts: {data: {componentInputArtifact: data}}}}`);
  expect(spec.arguments?.parameters).toEqual([
    { name: 'n' },
    { name: 'data', description: 'Training data' },
    { name: 'more', value: 'null' },
  ]);
  expect(task('entry', 'main').arguments?.parameters?.map(({ name }) => name)).toEqual(['n', 'data', 'more']);
});

/** What Argo makes of an expression. */
function evaluated(expression: string, variables: Readonly<Record<string, string>>): string {
  return tagText(evaluateExpression(parseExpression(expression), expandVariables(variables))) ?? '';
}

test('an image and resources that only the run knows are values of the template', () => {
  const { template, task } = emit(`
pipelineInfo: {name: p}
schemaVersion: 2.1.0
components:
  comp-gpu:
    executorLabel: exec-gpu
    inputDefinitions: {parameters: {n: {parameterType: STRING}, kind: {parameterType: STRING, isOptional: true, defaultValue: amd.com/gpu}}}
deploymentSpec:
  executors:
    exec-gpu:
      container:
        image: "host/x:{{$.inputs.parameters['n']}}"
        command: [sh]
        resources:
          resourceCpuRequest: 100m
          resourceCpuLimit: "{{$.inputs.parameters['n']}}"
          accelerator: {resourceType: "{{$.inputs.parameters['kind']}}", resourceCount: '1'}
root: {dag: {tasks: {gpu: {componentRef: {name: comp-gpu}, inputs: {parameters: {n: {runtimeValue: {constant: '2'}}}}}}}}`);
  const leaf = template('gpu');
  expect(leaf.inputs?.parameters?.map(({ name }) => name)).toEqual(['in', 'image', 'limit-cpu', 'accelerator-type']);
  expect(leaf.container).toMatchObject({
    image: '{{=fromJSON(inputs.parameters.image)}}',
    resources: { requests: { cpu: '100m' } },
  });
  const values = new Map(task('root', 'gpu').arguments?.parameters?.map(({ name, value }) => [name, value]));
  const known = (text: string): string =>
    text.replace(/\{\{=(.*?)\}\}/gs, (_, expression: string) => {
      const inputs = [...values].map(([name, value]) => [
        `inputs.parameters.${name}`,
        String(value).replace(/\{\{=(.*?)\}\}/gs, (__, inner: string) => evaluated(inner, {})),
      ]);
      return evaluated(expression, Object.fromEntries(inputs) as Record<string, string>);
    });
  expect(known(leaf.container?.image ?? '')).toBe('host/x:2');
  expect(JSON.parse(known(leaf.podSpecPatch ?? ''))).toEqual({
    containers: [{ name: 'main', resources: { limits: { cpu: '2', 'amd.com/gpu': '1' } } }],
  });
});
