"""Loads pipeline files with the real SDK and compiles a pipeline that uses each as a step: `use_as_step.py FILE...`.

Prints a line for each file that the SDK refuses; the exit code is 1 if there is one.
"""

import sys
import tempfile
from pathlib import Path

from kfp import compiler, components, dsl

CONSTANTS = {'String': 'text', 'Integer': 1, 'Float': 0.5, 'Boolean': True, 'List': [1], 'Dict': {'a': 1}}


def use(file: str) -> None:
    step = components.load_component_from_file(file)

    @dsl.pipeline(name='outer')
    def outer():
        given = {}
        for name, spec in (step.component_spec.inputs or {}).items():
            if spec.optional:
                continue
            if spec.type in CONSTANTS:
                given[name] = CONSTANTS[spec.type]
            else:
                given[name] = dsl.importer(artifact_uri='s3://bucket/key', artifact_class=dsl.Artifact).output
        step(**given)

    with tempfile.TemporaryDirectory() as directory:
        compiled = Path(directory) / 'outer.yaml'
        compiler.Compiler().compile(outer, str(compiled))
        text = compiled.read_text()
        name = step.name
        assert f'comp-{name}' in text, f'no component for {name}'


def main() -> int:
    refused = 0
    for file in sys.argv[1:]:
        try:
            use(file)
        except Exception as error:  # pylint: disable=broad-except
            refused += 1
            print(f'{Path(file).name}: {type(error).__name__}: {error}')
    return 1 if refused else 0


if __name__ == '__main__':
    sys.exit(main())
