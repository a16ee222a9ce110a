"""Compiles every example with the KFP SDK, and the pipelines of the testkit: `python examples/compile.py [--check]`.

Writes a pipeline.yaml beside each pipeline.py. With `--check` nothing is written; the exit code is 1 when a
file is out of date. The comments at the top of a file and the SDK's version are not compared.
"""

import importlib.util
import re
import sys
import tempfile
from pathlib import Path

from kfp import compiler
from kfp.dsl import graph_component

HERE = Path(__file__).resolve().parent
FOLDERS = [HERE, HERE.parent / 'packages' / 'plugin-testkit' / 'pipelines']


def pipeline_of(source: Path):
    """The pipeline in a module: the last one that it defines, because earlier ones are parts of it."""
    spec = importlib.util.spec_from_file_location(f'example_{source.parent.name.replace("-", "_")}', source)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return [value for value in vars(module).values() if isinstance(value, graph_component.GraphComponent)][-1]


def comparable(text: str) -> str:
    """The IR without what may differ between two good compilations."""
    lines = [line for line in text.splitlines() if not line.startswith('#') and not line.startswith('sdkVersion:')]
    return re.sub(r"'?kfp==[0-9.]+'?", 'kfp', '\n'.join(lines))


def main() -> int:
    check = '--check' in sys.argv[1:]
    stale = 0
    for source in sorted(source for folder in FOLDERS for source in folder.glob('**/pipeline.py')):
        target = source.with_suffix('.yaml')
        with tempfile.TemporaryDirectory() as directory:
            compiled = Path(directory) / 'pipeline.yaml'
            compiler.Compiler().compile(pipeline_of(source), str(compiled))
            text = compiled.read_text()
        if target.exists() and comparable(target.read_text()) == comparable(text):
            continue
        stale += 1
        print(f'{"out of date" if check else "wrote"}: {target.relative_to(HERE.parent)}')
        if not check:
            target.write_text(text)
    return 1 if check and stale else 0


if __name__ == '__main__':
    sys.exit(main())
