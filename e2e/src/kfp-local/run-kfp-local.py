"""Runs pipelines with the SDK's own `kfp.local` and prints what came of each, a JSON document on a line.

Usage: run-kfp-local.py JOBS FOLDER WORKERS

JOBS is a file with a list of objects: `id`, `ir` (a file), `folder` (a new one for the job), `arguments`, `artifacts` (`path` and
`type` by name), `seed` of Python's random numbers and `seeded` (a folder that makes Python use it).
Each pipeline runs in a process of its own, forked from this one, so that the SDK is imported once.

`kfp.local` is changed in so far as it would otherwise be no measure of anything:

- every execution of a task has an output folder of its own (tasks of one component share one, and overwrite each other), which is
  there when it starts (containers find none);
- one task at a time (two workers of a loop race for one list of failures);
- no packages are installed, and retries do not wait;
- commands of containers run here as well, with their placeholders replaced (the SDK has Docker for them).
"""

import contextlib
import io
import itertools
import json
import logging
import os
import re
import signal
import subprocess
import sys
import warnings

from kfp import components, dsl, local
from kfp.dsl import executor
from kfp.local import executor_input_utils, pipeline_orchestrator, status, subprocess_task_handler
from kfp.local.orchestrator import enhanced_dag_orchestrator, task_executor

SECONDS_PER_PIPELINE = 120


class Recorder:
    """What tasks did, in the order of their starts."""

    def __init__(self):
        self.tasks = []
        self.path = []
        self.errors = []

    @contextlib.contextmanager
    def inside(self, task_name):
        """Names what is executed meanwhile after the task: `loop[0]/task`."""
        self.path.append(re.sub(r"-iteration-(\d+)$", r"[\1]", task_name))
        try:
            yield
        finally:
            self.path.pop()


class ErrorHandler(logging.Handler):
    """Keeps what `kfp.local` logs instead of raising it."""

    def __init__(self, recorder):
        super().__init__(logging.ERROR)
        self.recorder = recorder

    def emit(self, record):
        self.recorder.errors.append(without_colors(record.getMessage()))


def without_colors(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def change_kfp_local(recorder):
    """Puts the changes that the docstring above tells into the SDK's modules, and the recorder into its ways."""
    ids = itertools.count()
    make_root = executor_input_utils.construct_local_task_root

    def make_own_root(**names):
        root = os.path.join(make_root(**names), str(next(ids)))
        os.makedirs(root)
        return root

    executor_input_utils.construct_local_task_root = make_own_root

    make_parallel = enhanced_dag_orchestrator.ParallelExecutor.__init__

    def one_worker(self, max_workers=None):
        make_parallel(self, max_workers)
        self.max_workers = self.conservative_max = 1

    enhanced_dag_orchestrator.ParallelExecutor.__init__ = one_worker
    task_executor.time = type("clock", (), {"sleep": staticmethod(lambda seconds: None)})

    handler = subprocess_task_handler.SubprocessTaskHandler
    handler.validate_not_container_component = lambda self, command: None
    handler.validate_not_containerized_python_component = lambda self, command: None
    subprocess_task_handler.run_local_subprocess = lambda full_command, env_vars=None: run_command(
        without_installation(full_command), env_vars, recorder
    )

    execute_task = enhanced_dag_orchestrator.execute_task

    def recorded_task(task_name, **rest):
        with recorder.inside(task_name):
            return execute_task(task_name=task_name, **rest)

    enhanced_dag_orchestrator.execute_task = recorded_task
    execute_leaf = task_executor.execute_single_task

    def recorded_leaf(task_name, **rest):
        # The simple orchestrator comes here at once.
        path = recorder.path or [task_name]
        task = {"path": "/".join(path), "phase": "Failed", "outputs": {}, "lines": []}
        recorder.tasks.append(task)
        outputs, task_status = execute_leaf(task_name=task_name, **rest)
        if task_status == status.Status.SUCCESS:
            task.update(phase="Succeeded", outputs={name: plain(value) for name, value in outputs.items()})
        return outputs, task_status

    task_executor.execute_single_task = recorded_leaf


def without_installation(command):
    """The SDK puts `sh -c 'pip install ... && "$0" "$@"'` in front."""
    if len(command) > 3 and command[1] == "-c" and "pip install" in command[2]:
        return command[3:]
    return command


def run_command(command, env_vars, recorder):
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(env_vars or {})},
    )
    recorder.tasks[-1]["lines"] += done.stdout.decode(errors="replace").split("\n")
    return done.returncode


def plain(value):
    """JSON for an output: a parameter as it is, artifacts as a list of their parts."""
    if isinstance(value, dsl.Artifact):
        return {"artifacts": [plain_artifact(value)]}
    if isinstance(value, list) and value and all(isinstance(one, dsl.Artifact) for one in value):
        return {"artifacts": [plain_artifact(one) for one in value]}
    return {"value": value}


def plain_artifact(artifact):
    return {
        "type": artifact.schema_title,
        "name": artifact.name,
        "metadata": artifact.metadata,
        "content": content(artifact),
    }


def content(artifact):
    """Text of a file, texts by relative path for a folder, null for nothing, the URI of what is elsewhere."""
    path = artifact.uri.removeprefix("file://")
    if "://" in path:
        return {"uri": path}
    if os.path.isdir(path):
        files = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
        return {os.path.relpath(file, path): text(file) for file in files}
    return text(path) if os.path.exists(path) else None


def text(file):
    with open(file, "rb") as stream:
        return stream.read().decode("latin-1")


def input_artifacts(job):
    """The artifacts that the pipeline is given: a path and a type for each name."""
    return {
        name: executor.create_artifact_instance({"name": os.path.basename(given["path"]), "uri": given["path"], "type": {"schemaTitle": given["type"]}})
        for name, given in job["artifacts"].items()
    }


def run_pipeline(job):
    """The result of one job. What `kfp.local` throws is in `message`, with the phase `Error`."""
    recorder = Recorder()
    change_kfp_local(recorder)
    logging.getLogger().addHandler(ErrorHandler(recorder))
    root = job["folder"]
    os.chdir(root)
    local.init(
        runner=local.SubprocessRunner(use_venv=False),
        pipeline_root=os.path.join(root, "outputs"),
        workspace_root=os.path.join(root, "workspace"),
        raise_on_error=True,
    )
    os.makedirs(os.path.join(root, "workspace"))
    os.environ.update(CORPUS_SEED=str(job["seed"]), PYTHONPATH=job["seeded"])
    try:
        with open(job["ir"]) as stream:
            spec = components.load_component_from_text(stream.read()).pipeline_spec
        outputs = pipeline_orchestrator.run_local_pipeline(spec, {**job["arguments"], **input_artifacts(job)})
        end = {"phase": "Succeeded", "outputs": {name: plain(value) for name, value in outputs.items()}}
    except Exception as error:
        failed = isinstance(error, RuntimeError) and "Inner task failed" in str(error)
        messages = [*recorder.errors, f"{type(error).__name__}: {without_colors(str(error))}"]
        end = {"phase": "Failed" if failed else "Error", "outputs": {}, "message": "; ".join(messages)}
    return {"id": job["id"], **end, "tasks": recorder.tasks}


def start(job, result):
    """Forks a process, with a process group of its own, that writes the result into a file."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    signal.alarm(SECONDS_PER_PIPELINE)
    log = os.open(result + ".log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        document = run_pipeline(job)
        with open(result, "w") as stream:
            json.dump(document, stream)
    finally:
        os._exit(0)


def main(jobs_file, folder, workers):
    logging.disable(logging.INFO)
    warnings.simplefilter("ignore")
    with open(jobs_file) as stream:
        waiting = list(enumerate(json.load(stream)))
    running = {}
    while waiting or running:
        while waiting and len(running) < workers:
            index, job = waiting.pop(0)
            result = os.path.join(folder, f"result-{index}.json")
            running[start(job, result)] = (job, result)
        child, _ = os.wait()
        job, result = running.pop(child)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if os.path.exists(result):
            with open(result) as stream:
                print(stream.read(), flush=True)
        else:
            document = {"id": job["id"], "phase": "Error", "outputs": {}, "message": "did not end", "tasks": []}
            print(json.dumps(document), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], os.path.abspath(sys.argv[2]), int(sys.argv[3]))
