"""Compiles the pipelines of the benchmark into a folder, and prints how long kfp.local takes for them, in seconds.

Usage: kfp-local.py FOLDER ROUNDS
"""

import contextlib
import io
import json
import logging
import sys
import time

from kfp import compiler, dsl, local


@dsl.component(base_image="python:3.12", install_kfp_package=False)
def step(text: str) -> str:
    return text[:20] + "x"


@dsl.pipeline(name="chain")
def chain():
    task = step(text="a")
    for _ in range(9):
        task = step(text=task.output)


@dsl.pipeline(name="loop")
def loop():
    with dsl.ParallelFor(items=[f"item {index}" for index in range(30)]) as item:
        step(text=item)


def main(folder: str, rounds: int) -> None:
    local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=f"{folder}/kfp")
    logging.disable(logging.CRITICAL)
    times = {}
    for pipeline in (chain, loop):
        name = pipeline.name
        compiler.Compiler().compile(pipeline, f"{folder}/{name}.yaml")
        times[name] = []
        for _ in range(rounds):
            start = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                pipeline()
            times[name].append(time.perf_counter() - start)
    print(json.dumps(times))


main(sys.argv[1], int(sys.argv[2]))
