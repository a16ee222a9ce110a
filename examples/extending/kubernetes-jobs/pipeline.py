"""A pipeline of one task."""

from kfp import dsl
from kfp.dsl import OutputPath


@dsl.container_component
def greet(name: str, greeting: OutputPath(str)):
    return dsl.ContainerSpec(
        image='alpine:3.20',
        command=['sh', '-c', 'printf "Hello, %s!" "$0" > "$1"; cat "$1"; echo'],
        args=[name, greeting],
    )


@dsl.pipeline(name='greeting')
def greeting(name: str = 'world'):
    greet(name=name).set_cpu_limit('500m').set_memory_limit('64Mi')
