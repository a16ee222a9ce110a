"""Compiles the pipelines of the benchmark into a folder, then runs one with kfp.local for each name on stdin, and prints how long that
took, in seconds.

Usage: kfp-local.py FOLDER
"""

import contextlib
import io
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


def main(folder: str) -> None:
    local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=f"{folder}/kfp")
    logging.disable(logging.CRITICAL)
    pipelines = {pipeline.name: pipeline for pipeline in (chain, loop)}
    for name, pipeline in pipelines.items():
        compiler.Compiler().compile(pipeline, f"{folder}/{name}.yaml")
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            pipelines[line.strip()]()
        print(time.perf_counter() - start, flush=True)


main(sys.argv[1])
