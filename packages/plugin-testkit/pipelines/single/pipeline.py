"""One task that needs nothing."""

from kfp import dsl


@dsl.container_component
def greet(name: str, greeting: dsl.OutputPath(str)):
    return dsl.ContainerSpec(
        image='alpine:3.20', command=['sh', '-c', 'printf "Hello, %s!" "$0" > "$1"'], args=[name, greeting]
    )


@dsl.pipeline(name='single')
def single(name: str = 'world') -> str:
    task = greet(name=name)
    task.set_cpu_limit('500m').set_memory_limit('64Mi')
    return task.outputs['greeting']
