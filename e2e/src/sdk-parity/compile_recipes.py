"""Compiles Python files, each with a pipeline: `compile_recipes.py FILE...` writes FILE.yaml beside each, or says why not."""

import importlib.util
import sys
from pathlib import Path

from kfp import compiler
from kfp.dsl import graph_component


def pipeline_of(source: Path):
    """The pipeline in a module: the last one that it defines, because earlier ones are parts of it."""
    spec = importlib.util.spec_from_file_location(source.stem.replace('-', '_'), source)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return [value for value in vars(module).values() if isinstance(value, graph_component.GraphComponent)][-1]


def main() -> int:
    failed = 0
    for file in sys.argv[1:]:
        try:
            compiler.Compiler().compile(pipeline_of(Path(file)), f'{file}.yaml')
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            print(f'{Path(file).name}: {type(error).__name__}: {error}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
