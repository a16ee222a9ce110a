"""A loop whose results are collected, branches of which one is taken, a nested pipeline and an exit task."""

from typing import List

from kfp import dsl


@dsl.container_component
def double(number: int, doubled: dsl.OutputPath(int)):
    return dsl.ContainerSpec(image='alpine:3.20', command=['sh', '-c', 'printf %d $(($0 * 2)) > "$1"'], args=[number, doubled])


@dsl.container_component
def add(numbers: List[int], total: dsl.OutputPath(int)):
    script = 'sum=0; for one in $(printf %s "$0" | tr -d "[] " | tr , " "); do sum=$((sum + one)); done; printf %d "$sum" > "$1"'
    return dsl.ContainerSpec(image='alpine:3.20', command=['sh', '-c', script], args=[numbers, total])


@dsl.container_component
def say(text: str, said: dsl.OutputPath(str)):
    return dsl.ContainerSpec(image='alpine:3.20', command=['sh', '-c', 'printf %s "$0" > "$1"'], args=[text, said])


@dsl.container_component
def close(status: dsl.PipelineTaskFinalStatus):
    return dsl.ContainerSpec(image='alpine:3.20', command=['echo'], args=[status])


@dsl.pipeline(name='sum-of-doubles')
def sum_of_doubles(numbers: List[int]) -> int:
    with dsl.ParallelFor(numbers, parallelism=2) as number:
        doubled = double(number=number)
    return add(numbers=dsl.Collected(doubled.outputs['doubled'])).outputs['total']


@dsl.pipeline(name='control')
def control(numbers: List[int] = [1, 2, 3], limit: int = 10) -> str:
    total = sum_of_doubles(numbers=numbers)
    with dsl.If(total.output > limit, name='large'):
        large = say(text='large')
    with dsl.Else(name='small'):
        small = say(text='small')
    word = dsl.OneOf(large.outputs['said'], small.outputs['said'])
    with dsl.ExitHandler(close(), name='last'):
        say(text=f"{total.output} in all")
    return word
