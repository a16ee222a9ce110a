"""Pipelines of the Python SDK for containers. Usage: pipelines.py FOLDER"""

import os
import sys

from kfp import compiler, dsl
from kfp.dsl import Dataset, Input, Output, PipelineTaskFinalStatus

OWN = "localhost/tiphys/own:1"


@dsl.component(base_image=OWN, install_kfp_package=False)
def who(name: str, data: Output[Dataset]) -> dict:
    import os
    import subprocess

    with open(data.path, "w") as stream:
        stream.write(name)
    main = subprocess.run(["python3", "main.py"], capture_output=True, text=True)
    variables = {one: os.environ.get(one) for one in ["GREETING", "CHOSEN", "ONLY_HERE"]}
    return {"folder": os.getcwd(), "user": os.getuid(), "main": main.stdout, **variables}


@dsl.component(base_image="python:3.11", packages_to_install=["pip"])
def read(data: Input[Dataset]) -> str:
    """Installs the SDK first, as on a cluster."""
    import os

    with open("in-my-own-folder", "w") as stream:
        stream.write(data.path)
    with open(data.path) as stream:
        return stream.read() + os.path.basename(os.getcwd())


@dsl.pipeline(name="images")
def images():
    made = who(name="Ada")
    made.set_env_variable("CHOSEN", "as on this machine")
    read(data=made.outputs["data"])


@dsl.component(base_image="python:3.12", install_kfp_package=False)
def fail(text: str):
    raise ValueError("bad: " + text)


@dsl.component(base_image="python:3.12", install_kfp_package=False)
def report(status: PipelineTaskFinalStatus) -> str:
    return f"{status.state} {status.error_message}"


@dsl.container_component
def absent():
    return dsl.ContainerSpec(image="localhost/tiphys/absent:1", command=["true"])


@dsl.pipeline(name="failures")
def failures():
    with dsl.ExitHandler(report()):
        fail(text="boom")
        absent()


@dsl.container_component
def stubborn():
    # Does not end when it is asked to.
    script = 'trap "" TERM; echo going; while :; do sleep 1; done'
    return dsl.ContainerSpec(image="busybox", command=["sh", "-c", script])


@dsl.component(base_image="python:3.12", install_kfp_package=False)
def wait():
    import time

    print("going", flush=True)
    time.sleep(600)


@dsl.pipeline(name="stubborn-pipeline")
def stubborn_pipeline():
    stubborn()


@dsl.pipeline(name="waiting")
def waiting():
    wait()


for pipeline in [images, failures, stubborn_pipeline, waiting]:
    compiler.Compiler().compile(pipeline, os.path.join(sys.argv[1], f"{pipeline.name}.yaml"))
