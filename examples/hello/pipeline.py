"""The smallest pipeline in which one task feeds another."""

from kfp import dsl
from kfp.dsl import OutputPath


@dsl.container_component
def greet(name: str, greeting: OutputPath(str)):
    return dsl.ContainerSpec(
        image='alpine:3.20',
        command=['sh', '-c', 'printf "Hello, %s!" "$0" > "$1"'],
        args=[name, greeting],
    )


@dsl.container_component
def shout(text: str, loud: OutputPath(str)):
    return dsl.ContainerSpec(
        image='alpine:3.20',
        command=['sh', '-c', 'printf "%s" "$0" | tr "[:lower:]" "[:upper:]" > "$1"; cat "$1"; echo'],
        args=[text, loud],
    )


@dsl.pipeline(name='hello')
def hello(name: str = 'world') -> str:
    greeting = greet(name=name)
    return shout(text=greeting.outputs['greeting']).outputs['loud']
