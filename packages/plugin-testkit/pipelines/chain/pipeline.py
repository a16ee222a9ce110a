"""Two tasks with an artifact and a parameter between them, retries, variables, and no cache for the second."""

from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.container_component
def write(rows: int, data: Output[Dataset], first: dsl.OutputPath(str)):
    script = 'i=0; while [ $i -lt "$0" ]; do echo "row $i"; i=$((i + 1)); done > "$1"; head -n 1 "$1" > "$2"'
    return dsl.ContainerSpec(image='alpine', command=['sh', '-c', script], args=[rows, data.path, first])


@dsl.container_component
def count(data: Input[Dataset], title: str, report: dsl.OutputPath(str)):
    script = 'printf "%s: %s %s" "$1" "$(grep -c . "$0")" "$UNIT" > "$2"'
    return dsl.ContainerSpec(image='quay.io/team/count:1.2', command=['sh', '-c', script], args=[data.path, title, report])


@dsl.pipeline(name='chain')
def chain(rows: int = 3) -> str:
    written = write(rows=rows)
    written.set_retry(2, backoff_duration='1s')
    counted = count(data=written.outputs['data'], title=f'{{"first": "{written.outputs["first"]}"}}')
    counted.set_env_variable('UNIT', 'rows $(HOME) {{workflow.name}}')
    counted.set_caching_options(False)
    counted.set_display_name('Count the rows')
    return counted.outputs['report']
