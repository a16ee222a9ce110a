import { beforeAll, describe, expect, test } from 'vitest';
import { compilePipeline } from './compile.ts';
import {
  Artifact,
  artifactType,
  boolean,
  containerComponent,
  Dataset,
  double,
  finalStatus,
  integer,
  list,
  Metrics,
  Model,
  pipeline,
  string,
  struct,
  text,
} from './index.ts';
import { normalised } from './testing/normalised.ts';
import { compileInPython, whyNoPython } from './testing/python-sdk.ts';

/* Features of pipelines in Python and in TypeScript: both documents have to be equal. */

const components = `
@dsl.container_component
def say(what: str, said: dsl.OutputPath(str)):
    return dsl.ContainerSpec(image='alpine', command=['say'], args=[what, said])

@dsl.container_component
def train(data: Input[Dataset], epochs: int, model: Output[Model], score: dsl.OutputPath(float)):
    return dsl.ContainerSpec(image='alpine', command=['train'], args=[data.path, epochs, model.path, score])

@dsl.container_component
def gather(models: Input[List[Model]], scores: list):
    return dsl.ContainerSpec(image='alpine', command=['gather'], args=[models, scores])

@dsl.container_component
def end(status: PipelineTaskFinalStatus, who: str):
    return dsl.ContainerSpec(image='alpine', command=['end'], args=[status, who])
`;

const say = containerComponent({
  name: 'say',
  inputs: { what: string },
  outputs: { said: string },
  image: 'alpine',
  command: ['say'],
  args: ({ inputs, outputs }) => [inputs.what, outputs.said.path],
});
const train = containerComponent({
  name: 'train',
  inputs: { data: Dataset, epochs: integer },
  outputs: { model: Model, score: double },
  image: 'alpine',
  command: ['train'],
  args: ({ inputs, outputs }) => [inputs.data.path, inputs.epochs, outputs.model.path, outputs.score.path],
});
const gather = containerComponent({
  name: 'gather',
  inputs: { models: Model.list(), scores: list.of(double) },
  image: 'alpine',
  command: ['gather'],
  args: ({ inputs }) => [inputs.models, inputs.scores],
});
const end = containerComponent({
  name: 'end',
  inputs: { status: finalStatus, who: string },
  image: 'alpine',
  command: ['end'],
  args: ({ inputs }) => [inputs.status, inputs.who],
});

type Made = Parameters<typeof compilePipeline>[0];

const cases: Readonly<Record<string, readonly [string, () => Made]>> = {
  importers: [
    `
@dsl.pipeline(name='imports')
def it(uri: str, epochs: int):
    fixed = dsl.importer(artifact_uri='gs://bucket/data', artifact_class=Dataset, reimport=True, metadata={'a': 'b'})
    given = dsl.importer(artifact_uri=uri, artifact_class=Dataset, metadata={'epochs': epochs})
    train(data=fixed.output, epochs=epochs)
    train(data=given.output, epochs=epochs)`,
    () =>
      pipeline({
        name: 'imports',
        inputs: { uri: string, epochs: integer },
        define(p, { uri, epochs }) {
          const fixed = p.importer(Dataset, { uri: 'gs://bucket/data', reimport: true, metadata: { a: 'b' } });
          const given = p.importer(Dataset, { uri, metadata: { epochs } });
          p.task(train, { data: fixed.output, epochs });
          p.task(train, { data: given.output, epochs });
        },
      }),
  ],
  'exit handlers': [
    `
@dsl.pipeline(name='exits')
def it(who: str):
    last = end(who=who)
    with dsl.ExitHandler(last, name='guarded'):
        first = say(what=who)
        say(what=first.output)`,
    () =>
      pipeline({
        name: 'exits',
        inputs: { who: string },
        define(p, { who }) {
          p.onExit(
            end,
            { who },
            (guarded) => {
              const first = guarded.task(say, { what: who });
              guarded.task(say, { what: first.output });
            },
            { guarded: { displayName: 'guarded' } },
          );
        },
      }),
  ],
  'tasks that ignore failures': [
    `
@dsl.pipeline(name='ignores')
def it(who: str = 'x'):
    first = say(what=who)
    end(who='y').after(first).ignore_upstream_failure()
    say(what='z').after(first).ignore_upstream_failure()`,
    () =>
      pipeline({
        name: 'ignores',
        inputs: { who: string.default('x') },
        define(p, { who }) {
          const first = p.task(say, { what: who });
          p.task(end, { who: 'y' }, { ignoreUpstreamFailure: true }).after(first);
          p.task(say, { what: 'z' }, { ignoreUpstreamFailure: true, after: [first] });
        },
      }),
  ],
  'retries, caching, names and environment': [
    `
@dsl.pipeline(name='options', display_name='Options', description='Of tasks.')
def it(who: str):
    say(what=who).set_retry(3)
    say(what=who).set_retry(2, '30s', 1.5, '5m')
    say(what=who).set_caching_options(False)
    say(what=who).set_caching_options(True, 'own')
    say(what=who).set_display_name('Says it')
    say(what=who).set_env_variable('A', '1').set_env_variable('B', '2')`,
    () =>
      pipeline({
        name: 'options',
        displayName: 'Options',
        description: 'Of tasks.',
        inputs: { who: string },
        define(p, { who }) {
          p.task(say, { what: who }, { retry: { limit: 3 } });
          p.task(
            say,
            { what: who },
            { retry: { limit: 2, backoffSeconds: 30, backoffFactor: 1.5, backoffMaxSeconds: 300 } },
          );
          p.task(say, { what: who }, { cache: false });
          p.task(say, { what: who }, { cache: { key: 'own' } });
          p.task(say, { what: who }, { displayName: 'Says it' });
          p.task(say, { what: who }, { env: { A: '1', B: '2' } });
        },
      }),
  ],
  resources: [
    `
@dsl.pipeline(name='resources')
def it(cpu: str, memory: str, kind: str, count: str):
    (say(what='a').set_cpu_request('500m').set_cpu_limit('2').set_memory_request('512Mi').set_memory_limit('2G')
        .set_accelerator_type('nvidia.com/gpu').set_accelerator_limit(2))
    (say(what='b').set_cpu_request(cpu).set_cpu_limit(cpu).set_memory_request(memory).set_memory_limit(memory)
        .set_accelerator_type(kind).set_accelerator_limit(count))`,
    () =>
      pipeline({
        name: 'resources',
        inputs: { cpu: string, memory: string, kind: string, count: string },
        define(p, { cpu, memory, kind, count }) {
          const fixed = { cpuRequest: '500m', cpuLimit: '2', memoryRequest: '512Mi', memoryLimit: '2G' };
          const given = { cpuRequest: cpu, cpuLimit: cpu, memoryRequest: memory, memoryLimit: memory };
          const resources = { ...fixed, accelerator: { type: 'nvidia.com/gpu', count: 2 } };
          p.task(say, { what: 'a' }, { resources });
          p.task(say, { what: 'b' }, { resources: { ...given, accelerator: { type: kind, count } } });
        },
      }),
  ],
  'own artifact types': [
    `
class Embedding(dsl.Artifact):
    schema_title = 'google.Embedding'
    schema_version = '1.2.0'

@dsl.container_component
def embed(any: Input[Artifact], many: Input[List[Dataset]], embedding: Output[Embedding], metrics: Output[Metrics], more: Input[Embedding] = None):
    return dsl.ContainerSpec(image='alpine', command=['embed'], args=[any.path, many, embedding.uri, metrics.metadata])

@dsl.pipeline(name='types')
def it(data: Input[Dataset], many: Input[List[Dataset]]) -> Embedding:
    first = embed(any=data, many=many)
    return embed(any=first.outputs['metrics'], many=many, more=first.outputs['embedding']).outputs['embedding']`,
    () => {
      const Embedding = artifactType('google.Embedding', '1.2.0');
      const embed = containerComponent({
        name: 'embed',
        inputs: { any: Artifact, many: Dataset.list(), more: Embedding.optional() },
        outputs: { embedding: Embedding, metrics: Metrics },
        image: 'alpine',
        command: ['embed'],
        args: ({ inputs, outputs }) => [inputs.any.path, inputs.many, outputs.embedding.uri, outputs.metrics.metadata],
      });
      return pipeline({
        name: 'types',
        inputs: { data: Dataset, many: Dataset.list() },
        outputs: { Output: Embedding },
        define(p, { data, many }) {
          const first = p.task(embed, { any: data, many }).outputs;
          return { Output: p.task(embed, { any: first.metrics, many, more: first.embedding }).outputs.embedding };
        },
      });
    },
  ],
  'optional inputs and defaults': [
    `
@dsl.container_component
def fit(name: str, rate: float = 0.5, steps: int = 3, quick: bool = True, tags: list = ['a', 1], conf: dict = {'a': [1, 'b']},
        note: Optional[str] = None):
    return dsl.ContainerSpec(image='alpine', command=['fit'], args=[
        dsl.IfPresentPlaceholder('note', ['--note', dsl.ConcatPlaceholder(['=', note])], ['none'])])

@dsl.pipeline(name='defaults')
def it(name: str = 'x', rate: float = 1.0, tags: list = [], note: Optional[str] = None):
    fit(name=name)
    fit(name=f'{name} of {rate}', rate=rate, steps=1, quick=False, tags=tags, conf={'b': name}, note=note)`,
    () => {
      const fit = containerComponent({
        name: 'fit',
        inputs: {
          name: string,
          rate: double.default(0.5),
          steps: integer.default(3),
          quick: boolean.default(true),
          tags: list.default(['a', 1]),
          conf: struct.default({ a: [1, 'b'] }),
          note: string.optional(),
        },
        image: 'alpine',
        command: ['fit'],
        args: ({ inputs, concat, ifPresent }) => [ifPresent('note', ['--note', concat('=', inputs.note)], ['none'])],
      });
      return pipeline({
        name: 'defaults',
        inputs: {
          name: string.default('x'),
          rate: double.default(1),
          tags: list.default([]),
          note: string.optional(),
        },
        define(p, { name, rate, tags, note }) {
          p.task(fit, { name });
          p.task(fit, { name: text`${name} of ${rate}`, rate, steps: 1, quick: false, tags, conf: { b: name }, note });
        },
      });
    },
  ],
  branches: [
    `
@dsl.pipeline(name='branches')
def it(who: str, data: Input[Dataset]) -> str:
    first = say(what=who)
    with dsl.If(first.output == 'a', name='is a'):
        one = say(what='1')
    with dsl.Elif(first.output == 'b'):
        two = say(what='2')
    with dsl.Else():
        three = say(what='3')
    said = dsl.OneOf(one.output, two.output, three.output)
    with dsl.If(said != 'x'):
        say(what=said)
    return said`,
    () =>
      pipeline({
        name: 'branches',
        inputs: { who: string, data: Dataset },
        outputs: { Output: string },
        define(p, { who }) {
          const first = p.task(say, { what: who }).output;
          const said = p
            .when(first.eq('a'), (branch) => ({ it: branch.task(say, { what: '1' }).output }), { displayName: 'is a' })
            .elseIf(first.eq('b'), (branch) => ({ it: branch.task(say, { what: '2' }).output }))
            .else((branch) => ({ it: branch.task(say, { what: '3' }).output })).outputs.it;
          p.when(said.ne('x'), (branch) => {
            branch.task(say, { what: said });
          });
          return { Output: said };
        },
      }),
  ],
  'loops with collected outputs': [
    `
@dsl.pipeline(name='loops')
def it(data: Input[Dataset], counts: list):
    with dsl.ParallelFor([1, 2], parallelism=2, name='twice') as epochs:
        fixed = train(data=data, epochs=epochs)
    gather(models=dsl.Collected(fixed.outputs['model']), scores=dsl.Collected(fixed.outputs['score']))
    with dsl.ParallelFor([{'to': 'x', 'who': 'a'}, {'to': 'y', 'who': 'b'}]) as item:
        say(what=item.who)
        say(what=item.to)`,
    () =>
      pipeline({
        name: 'loops',
        inputs: { data: Dataset, counts: list },
        define(p, { data }) {
          const { outputs } = p.forEach(
            [1, 2],
            (loop, epochs) => {
              const { model, score } = loop.task(train, { data, epochs }).outputs;
              return { model, score };
            },
            { parallelism: 2, displayName: 'twice' },
          );
          p.task(gather, { models: outputs.model, scores: outputs.score });
          p.forEach(
            [
              { to: 'x', who: 'a' },
              { to: 'y', who: 'b' },
            ],
            (loop, item) => {
              loop.task(say, { what: item.field('who') });
              loop.task(say, { what: item.field('to') });
            },
          );
        },
      }),
  ],
  'settings of a run': [
    `
@dsl.pipeline(name='settings', pipeline_config=dsl.PipelineConfig(workspace=dsl.WorkspaceConfig(
    size='5Gi', kubernetes=dsl.KubernetesWorkspaceConfig(pvcSpecPatch={'storageClassName': 'fast', 'accessModes': ['ReadWriteMany']}))))
def it(who: str):
    say(what=who)`,
    () =>
      pipeline({
        name: 'settings',
        config: { workspace: { size: '5Gi', storageClassName: 'fast', accessModes: ['ReadWriteMany'] } },
        inputs: { who: string },
        define(p, { who }) {
          p.task(say, { what: who });
        },
      }),
  ],
};

describe.skipIf(whyNoPython !== undefined)(`${whyNoPython ?? ''} beside the Python SDK`.trim(), () => {
  let compiled: ReturnType<typeof compileInPython>;
  beforeAll(() => {
    const sources = Object.entries(cases).map(([name, [code]]) => [name, `${components}${code}`] as const);
    compiled = compileInPython(Object.fromEntries(sources));
  });

  test.each(Object.entries(cases))('%s', async (name, [, make]) => {
    const { spec, platform } = await compilePipeline(make());
    expect(normalised([spec, platform])).toEqual(normalised(compiled[name]));
  });
});
