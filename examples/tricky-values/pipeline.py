"""Passes a string through two tasks, byte for byte, whatever is in it."""

from kfp import dsl
from kfp.dsl import OutputPath


@dsl.container_component
def copy(value: str, out: OutputPath(str)):
    return dsl.ContainerSpec(image='alpine:3.20', command=['sh', '-c', 'printf "%s" "$0" > "$1"'], args=[value, out])


@dsl.pipeline(name='tricky-values')
def tricky_values(value: str = 'quotes " and \' {{workflow.name}} {{=1+1}} $(HOME) $HOME \\ π') -> str:
    first = copy(value=value)
    return copy(value=first.outputs['out']).outputs['out']
