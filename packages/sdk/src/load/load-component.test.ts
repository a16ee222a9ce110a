import { beforeAll, describe, expect, test } from 'vitest';
import { compilePipeline } from '../compile.ts';
import { Dataset, double, integer, list, loadComponent, Model, pipeline, string, struct } from '../index.ts';
import { normalised } from '../testing/normalised.ts';
import { compileInPython, whyNoPython } from '../testing/python-sdk.ts';

/* Components and pipelines that the Python SDK compiled, used in Python and here: both documents have to be equal. */

const train = `
@dsl.component(base_image='python:3.12', packages_to_install=['numpy'])
def train(data: Input[Dataset], epochs: int, model: Output[Model], rate: float = 0.5, name: str = 'x', conf: dict = {'a': 1},
          tags: list = ['t'], note: Optional[str] = None, more: Optional[Input[Dataset]] = None) -> float:
    """Trains a model."""
    return 1.0
`;
const prepare = `
@dsl.container_component
def prepare(rows: int, data: Output[Dataset]):
    return dsl.ContainerSpec(image='alpine', command=['prepare'], args=[rows, data.path])
`;
const inner = `${train}${prepare}
@dsl.pipeline(name='inner')
def inner(rows: int, epochs: int = 3) -> float:
    prepared = prepare(rows=rows)
    with dsl.If(epochs > 2):
        task = train(data=prepared.outputs['data'], epochs=epochs)
        kubernetes.use_secret_as_env(task, 'db', {'k': 'V'})
    return train(data=prepared.outputs['data'], epochs=epochs).set_caching_options(False).outputs['Output']
`;

const sources = {
  train: `${train}\nit = train`,
  prepare: `${prepare}\nit = prepare`,
  inner: `${inner}\nit = inner`,
  leaves: `${train}${prepare}
prepare, train = loaded(prepare), loaded(train)
@dsl.pipeline(name='leaves')
def it(rows: int):
    prepared = prepare(rows=rows)
    train(data=prepared.outputs['data'], epochs=2, name='y')
    train(data=prepared.outputs['data'], epochs=rows, more=prepared.outputs['data'], note='n')
`,
  outer: `${inner}
inner = loaded(inner)
@dsl.pipeline(name='outer')
def it(rows: int):
    with dsl.ParallelFor([1, 2]) as item:
        inner(rows=item)
    inner(rows=rows, epochs=5)
`,
};

const types = {
  inputs: {
    conf: struct.optional(),
    epochs: integer,
    name: string.default('x'),
    note: string.optional(),
    rate: double.default(0.5),
    tags: list.of(string).optional(),
    data: Dataset,
    more: Dataset.optional(),
  },
  outputs: { Output: double, model: Model },
};

describe.skipIf(whyNoPython !== undefined)(`${whyNoPython ?? ''} components of the Python SDK`.trim(), () => {
  let compiled: ReturnType<typeof compileInPython>;
  const text = (name: keyof typeof sources): string =>
    (compiled[name] ?? []).map((one) => JSON.stringify(one)).join('\n---\n');
  beforeAll(() => {
    compiled = compileInPython(sources);
  });

  test('a component becomes a task as in Python', async () => {
    const prepare = loadComponent({ text: text('prepare'), inputs: { rows: integer }, outputs: { data: Dataset } });
    const train = loadComponent({ text: text('train'), ...types });
    const leaves = pipeline({
      name: 'leaves',
      inputs: { rows: integer },
      define(p, { rows }) {
        const { data } = p.task(prepare, { rows }).outputs;
        p.task(train, { data, epochs: 2, name: 'y' });
        p.task(train, { data, epochs: rows, more: data, note: 'n' });
      },
    });
    expect(await documents(leaves)).toEqual(normalised(compiled['leaves']));
  });

  test('a pipeline becomes a task as in Python, with what it asks of Kubernetes', async () => {
    const inner = loadComponent({ text: text('inner'), inputs: { rows: integer, epochs: integer.default(3) } });
    const outer = pipeline({
      name: 'outer',
      inputs: { rows: integer },
      define(p, { rows }) {
        p.forEach([1, 2], (loop, item) => {
          loop.task(inner, { rows: item });
        });
        p.task(inner, { rows, epochs: 5 });
      },
    });
    expect(await documents(outer)).toEqual(normalised(compiled['outer']));
  });

  test.each([
    [{ ...types.inputs, epochs: string }, 'the input epochs is declared as string, and is integer'],
    [{ ...types.inputs, data: Model }, 'the input data is declared as Model, and is Dataset'],
    [{ ...types.inputs, speed: string }, 'the input speed is declared, and the file has none'],
    [{ epochs: integer }, 'is not declared'],
    [{ ...types.inputs, epochs: integer.default(1) }, 'the input epochs has to be given, and is declared as optional'],
    [{ ...types.inputs, rate: double }, 'the input rate may be left out, and is declared as required'],
  ])('SDK-024: a declaration that is not that of the file: %#', (inputs, problem) => {
    expect(() => loadComponent({ text: text('train'), inputs })).toThrow(problem);
  });
});

test('SDK-024 and IR faults: files that are none', () => {
  expect(() => loadComponent({ file: './nowhere.yaml' })).toThrow(/nowhere.yaml cannot be used: ENOENT/);
  expect(() => loadComponent({ text: 'a: b' })).toThrow(/IR-\d+/);
});

async function documents(made: Parameters<typeof compilePipeline>[0]): Promise<unknown> {
  const { spec, platform } = await compilePipeline(made);
  return normalised([spec, platform]);
}
