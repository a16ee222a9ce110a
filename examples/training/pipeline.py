"""A training pipeline of lightweight Python components, as people write them every day."""

from typing import List, NamedTuple

from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output

IMAGE = 'python:3.11'


@dsl.component(base_image=IMAGE)
def make_data(rows: int, noise: float, train: Output[Dataset], test: Output[Dataset]) -> int:
    """Points along y = 3x + 1, with a noise that is the same in every run; every fifth is kept for the test."""
    import csv
    import random

    source = random.Random(7)
    points = [(x / rows, 3 * x / rows + 1 + source.uniform(-noise, noise)) for x in range(rows)]
    held_out = points[::5]
    kept = [point for point in points if point not in held_out]
    for artifact, part in ((train, kept), (test, held_out)):
        with open(artifact.path, 'w', newline='') as file:
            csv.writer(file).writerows(part)
        artifact.metadata['rows'] = len(part)
    return len(kept)


@dsl.component(base_image=IMAGE)
def fit(train: Input[Dataset], rate: float, epochs: int, model: Output[Model]) -> float:
    """Gradient descent for a line. Returns the last training loss."""
    import csv
    import json

    with open(train.path, newline='') as file:
        points = [(float(x), float(y)) for x, y in csv.reader(file)]
    slope = offset = loss = 0.0
    for _ in range(epochs):
        errors = [(slope * x + offset - y, x) for x, y in points]
        loss = sum(error * error for error, _ in errors) / len(points)
        slope -= rate * 2 * sum(error * x for error, x in errors) / len(points)
        offset -= rate * 2 * sum(error for error, _ in errors) / len(points)
    with open(model.path, 'w') as file:
        json.dump({'slope': slope, 'offset': offset}, file)
    model.metadata['rate'] = rate
    model.metadata['framework'] = 'by hand'
    print(f'rate {rate}: loss {loss:.6f}')
    return loss


@dsl.component(base_image=IMAGE)
def choose(models: Input[List[Model]], losses: List[float], best: Output[Model]) -> float:
    """Copies the model with the smallest loss. Returns its loss."""
    import shutil

    index = losses.index(min(losses))
    shutil.copy(models[index].path, best.path)
    best.metadata.update(models[index].metadata)
    return losses[index]


@dsl.component(base_image=IMAGE)
def score(model: Input[Model], test: Input[Dataset], metrics: Output[Metrics]) -> float:
    """Mean squared error on the held-out points."""
    import csv
    import json

    with open(model.path) as file:
        line = json.load(file)
    with open(test.path, newline='') as file:
        points = [(float(x), float(y)) for x, y in csv.reader(file)]
    error = sum((line['slope'] * x + line['offset'] - y) ** 2 for x, y in points) / len(points)
    metrics.log_metric('mean_squared_error', error)
    return error


@dsl.component(base_image=IMAGE)
def publish(model: Input[Model], error: float) -> str:
    return f'published ({error:.3f})'


@dsl.component(base_image=IMAGE)
def discard(error: float) -> str:
    return f'discarded ({error:.3f})'


@dsl.component(base_image=IMAGE)
def announce(verdict: str):
    print(f'the best model was {verdict}')


@dsl.component(base_image=IMAGE)
def notify(status: dsl.PipelineTaskFinalStatus):
    print(f'{status.pipeline_task_name}: {status.state}')


@dsl.pipeline(name='training', description='Trains one line per learning rate and publishes the best.')
def training(
    rows: int = 100,
    noise: float = 0.1,
    rates: List[float] = [0.05, 0.2, 0.5],
    epochs: int = 200,
    accepted_error: float = 0.05,
) -> NamedTuple('Outputs', [('model', Model), ('error', float), ('verdict', str)]):
    data = make_data(rows=rows, noise=noise)
    with dsl.ParallelFor(rates) as rate:
        fitted = fit(train=data.outputs['train'], rate=rate, epochs=epochs)
    best = choose(models=dsl.Collected(fitted.outputs['model']), losses=dsl.Collected(fitted.outputs['Output']))
    scored = score(model=best.outputs['best'], test=data.outputs['test'])
    scored.set_cpu_limit('1').set_memory_limit('1G').set_caching_options(False)
    with dsl.If(scored.outputs['Output'] <= accepted_error, name='accepted'):
        published = publish(model=best.outputs['best'], error=scored.outputs['Output'])
    with dsl.Else(name='refused'):
        discarded = discard(error=scored.outputs['Output'])
    verdict = dsl.OneOf(published.output, discarded.output)
    with dsl.ExitHandler(notify(), name='reporting'):
        announce(verdict=verdict)
    outputs = NamedTuple('Outputs', [('model', Model), ('error', float), ('verdict', str)])
    return outputs(model=best.outputs['best'], error=scored.outputs['Output'], verdict=verdict)
