"""Builds random pipelines with the SDK, and says what each has to come to.

Usage: random-pipelines.py FOLDER SIZE SEED...

For each seed, `SEED.yaml` is what the SDK compiles, `SEED.py` how the pipeline was written, and `SEED.json` what its own reading here, in
plain Python, comes to: `outputs` of the pipeline, and `executions`: for each run of a component its name and output. SIZE bounds the number
of statements; a smaller one gives a smaller pipeline that begins in the same way.
"""

import itertools
import json
import os
import random
import sys
from typing import Dict, List, NamedTuple, Optional  # noqa: F401 (named in the pipelines' sources)

import yaml
from kfp import compiler, dsl
from kfp.dsl import Dataset, Input, Output

component = dsl.component(base_image="python:3.12", install_kfp_package=False)


@component
def add(a: int, b: int) -> int:
    return (a * 3 + b) % 1000


@component
def half(a: int) -> float:
    return a / 2


@component
def is_even(a: int) -> bool:
    return a % 2 == 0


@component
def join(a: str, b: str) -> str:
    return (a + "|" + b)[-60:]


@component
def count(a: int) -> List[int]:
    return [a + step for step in range(a % 4)]


@component
def total(values: List[int]) -> int:
    return sum(values) % 1000


@component
def describe(a: int, text: Optional[str] = None, factor: int = 2) -> str:
    return repr((a * factor, text))


@component
def pack(a: int, b: str) -> Dict:
    return {"number": a, "text": b, "list": [a, b]}


@component
def show(value: Dict, values: List[str]) -> str:
    import json

    return json.dumps([value, values], sort_keys=True)[-60:]


@component
def write(a: str, data: Output[Dataset]):
    with open(data.path, "w") as stream:
        stream.write(a)
    data.metadata["length"] = len(a)


@component
def read(data: Input[Dataset]) -> str:
    with open(data.path) as stream:
        return stream.read() + str(int(data.metadata["length"]))


@component
def read_all(data: Input[List[Dataset]]) -> str:
    texts = []
    # The SDK's executor gives None for an empty list.
    for one in data or []:
        with open(one.path) as stream:
            texts.append(stream.read())
    return "+".join(texts)[-60:]


@component
def locate(folder: str, files: int, a: int) -> str:
    return f"{folder}/{a % files}"


@component
def notify(status: dsl.PipelineTaskFinalStatus) -> str:
    return status.state


# Types of inputs and output; the output of `write` is an artifact.
COMPONENTS = {
    "add": ({"a": "int", "b": "int"}, "int"),
    "half": ({"a": "int"}, "float"),
    "is_even": ({"a": "int"}, "bool"),
    "join": ({"a": "str", "b": "str"}, "str"),
    "count": ({"a": "int"}, "ints"),
    "total": ({"values": "ints"}, "int"),
    "describe": ({"a": "int", "text": "str?", "factor": "int?"}, "str"),
    "pack": ({"a": "int", "b": "str"}, "dict"),
    "show": ({"value": "dict", "values": "strs"}, "str"),
    "write": ({"a": "str"}, "data"),
    "read": ({"data": "data"}, "str"),
    "read_all": ({"data": "datas"}, "str"),
}
ANNOTATIONS = {"int": "int", "str": "str", "float": "float", "bool": "bool", "ints": "List[int]", "strs": "List[str]", "dict": "Dict", "data": "Input[Dataset]"}
COLLECTED = {"int": "ints", "str": "strs", "data": "datas"}
TEXTS = ["plain", "", "it's", 'a "quote"', "{{workflow.name}}", "$(HOME)", "line\nline", "π", "5", "true", "null", "\\"]


def imports(folder):
    """URI of the folder that importers take artifacts from: a file for each text."""
    return "file://" + os.path.join(os.path.abspath(folder), "imports")


def write_imports(folder):
    os.makedirs(os.path.join(folder, "imports"), exist_ok=True)
    for index, text in enumerate(TEXTS):
        with open(os.path.join(folder, "imports", str(index)), "w") as stream:
            stream.write(text)


def evaluate(name, given):
    """The output of a component: of `write` a pair of content and metadata."""
    if name == "write":
        return (given["a"], {"length": len(given["a"])})
    if name == "read":
        content, metadata = given["data"]
        return content + str(metadata["length"])
    if name == "read_all":
        return "+".join(content for content, _ in given["data"])[-60:]
    return globals()[name].python_func(**given)


class Value:
    """Something that statements can use: an expression of the pipeline's source, and its value in a frame of variables.

    A local one is not for groups inside its scope: the SDK's compiler breaks down there for some uses of `Collected`, `OneOf` and members of items.
    """

    def __init__(self, kind, source, read, is_local=False):
        self.kind, self.source, self.read = kind, source, read
        self.is_local = is_local


def constant(kind, value):
    return Value(kind, repr(value), lambda frame: value)


def variable(kind, source, name, is_local=False):
    return Value(kind, source, lambda frame: frame[name], is_local)


def inside(scope):
    """What a group in the scope can use."""
    return [one for one in scope if not one.is_local]


class Block:
    """Statements of one scope: lines of source, and what to do for them with a frame, in order."""

    def __init__(self, lines=()):
        self.lines = list(lines)
        self.steps = []

    def run(self, frame):
        for step in self.steps:
            step(frame)


class Generator:
    def __init__(self, seed, size, imports):
        self.random = random.Random(seed)
        self.imports = imports
        self.left = size
        self.names = 0
        self.functions = []
        self.executions = []
        self.collects = True

    def name(self):
        self.names += 1
        return f"v{self.names}"

    def chance(self, probability):
        return self.random.random() < probability

    # Values.

    def value(self, kind, scope):
        """A value of a kind: of the scope where there is one, mostly; None where there can be none."""
        known = [one for one in scope if one.kind == kind]
        if known and self.chance(0.8):
            return self.random.choice(known[-6:])
        if kind == "int":
            return constant(kind, self.random.randint(-3, 9))
        if kind == "str":
            return self.text(scope)
        if kind == "ints":
            return constant(kind, [self.random.randint(0, 9) for _ in range(self.random.randint(0, 3))])
        if kind == "strs":
            return constant(kind, self.random.sample(TEXTS, self.random.randint(0, 3)))
        if kind == "dict":
            return constant(kind, {"a": self.random.randint(0, 9), "b": [True, "x"]})
        return self.random.choice(known) if known else None

    def text(self, scope):
        # `OneOf` has no place in a longer text, says the SDK.
        parts = [one for one in inside(scope) if one.kind in ("int", "str")]
        if not parts or self.chance(0.5):
            return constant("str", self.random.choice(TEXTS))
        one, two = self.random.choice(parts), self.random.choice(parts)
        return Value(
            "str",
            f"f\"<{{{one.source}}}> {{{two.source}}}\"",
            lambda frame: f"<{one.read(frame)}> {two.read(frame)}",
        )

    # Statements. Each adds to the block, and what it defines to the scope.

    def statements(self, block, scope, depth, least=1):
        for _ in range(least + self.random.randint(0, 3 if depth == 0 else 1)):
            if self.left <= 0 and block.steps:
                return
            self.left -= 1
            kinds = ["call"] * 5 + (["choice", "condition", "loop", "loop", "nested"] if depth < 2 else [])
            getattr(self, self.random.choice(kinds))(block, scope, depth)

    def call(self, block, scope, depth, only=None):
        """Calls a component; the value of its output."""
        if only in (None, "data") and self.chance(0.1):
            return self.imported(block, scope)
        del depth
        while True:
            name = self.random.choice([one for one, (_, kind) in COMPONENTS.items() if only in (None, kind)])
            inputs, kind = COMPONENTS[name]
            given = {}
            for key, wanted in inputs.items():
                if wanted.endswith("?") and self.chance(0.5):
                    continue
                given[key] = self.value(wanted.rstrip("?"), scope)
            if None not in given.values():
                break
        task = self.name()
        arguments = ", ".join(f"{key}={one.source}" for key, one in given.items())
        block.lines.append(f"{task} = {name}({arguments})")
        if scope and self.chance(0.1):
            tasks = [one.source.split(".")[0] for one in scope if ".output" in one.source]
            if tasks:
                block.lines.append(f"{task}.after({self.random.choice(tasks)})")

        def step(frame):
            result = evaluate(name, {key: one.read(frame) for key, one in given.items()})
            self.executions.append([name.replace("_", "-"), plain(result)])
            frame[task] = result

        block.steps.append(step)
        output = variable(kind, f"{task}.outputs['data']" if kind == "data" else f"{task}.output", task)
        scope.append(output)
        return output

    def imported(self, block, scope):
        """Imports an artifact from a place that is known, or that a task finds out; the value of it."""
        place = None
        if self.chance(0.5):
            number, place = self.value("int", scope), self.name()
            block.lines.append(f"{place} = locate(folder={self.imports!r}, files={len(TEXTS)}, a={number.source})")
            uri = f"{place}.output"
        else:
            index = self.random.randrange(len(TEXTS))
            number = constant("int", index)
            uri = repr(f"{self.imports}/{index}")
        known = inside(scope)
        length = constant("int", self.random.randint(0, 9))
        note = self.value("str", known)
        metadata = f"{{'length': {length.source}, 'note': {note.source}}}"
        again = ", reimport=True" if self.chance(0.3) else ""
        task = self.name()
        block.lines.append(f"{task} = dsl.importer(artifact_uri={uri}, artifact_class=Dataset, metadata={metadata}{again})")

        def step(frame):
            index = number.read(frame) % len(TEXTS)
            if place is not None:
                self.executions.append(["locate", f"{self.imports}/{index}"])
            frame[task] = (TEXTS[index], {"length": length.read(frame), "note": note.read(frame)})
            self.executions.append(["importer", plain(frame[task])])

        block.steps.append(step)
        output = variable("data", f"{task}.output", task)
        scope.append(output)
        return output

    def test(self, scope):
        """A condition: its source and its reading."""
        kind = self.random.choice(["int", "int", "str"])
        known = [one for one in scope if one.kind == kind and not one.source.startswith(("f'", 'f"', "'", '"'))]
        known = [one for one in known if not one.source.lstrip("-").isdigit()]
        if not known:
            return None
        left = self.random.choice(known)
        # The SDK writes quotes and backslashes into conditions as they are, where they end the text.
        texts = [text for text in TEXTS if not set(text) & set("'\\\n")]
        right = constant(kind, self.random.randint(-3, 9) if kind == "int" else self.random.choice(texts))
        sign = self.random.choice(["==", "!=", "<", ">=", ">", "<="] if kind == "int" else ["==", "!="])
        operation = {
            "==": lambda a, b: a == b,
            "!=": lambda a, b: a != b,
            "<": lambda a, b: a < b,
            ">=": lambda a, b: a >= b,
            ">": lambda a, b: a > b,
            "<=": lambda a, b: a <= b,
        }[sign]
        return f"{left.source} {sign} {right.source}", lambda frame: operation(left.read(frame), right.read(frame))

    def condition(self, block, scope, depth):
        test = self.test(scope)
        if test is None:
            self.call(block, scope, depth)
            return
        source, read = test
        inner = Block()
        self.statements(inner, inside(scope), depth + 1)
        block.lines += [f"with dsl.If({source}):", *indented(inner.lines)]
        block.steps.append(lambda frame: inner.run(dict(frame)) if read(frame) else None)

    def choice(self, block, scope, depth):
        """If, Elif and Else that each make a value, and the one that was made."""
        tests = [test for test in [self.test(scope) for _ in range(self.random.randint(1, 2))] if test]
        if not tests:
            self.call(block, scope, depth)
            return
        kind = self.random.choice(["int", "str", "data"])
        branches = []
        for index, test in enumerate([*tests, None]):
            head = "with dsl.Else():" if test is None else f"with dsl.{'Elif' if index else 'If'}({test[0]}):"
            inner, known = Block(), inside(scope)
            if self.chance(0.3):
                self.statements(inner, known, depth + 1)
            result = self.call(inner, known, depth, only=kind)
            block.lines += [head, *indented(inner.lines)]
            branches.append((test, inner, result))
        name = self.name()
        block.lines.append(f"{name} = dsl.OneOf({', '.join(result.source for _, _, result in branches)})")

        def step(frame):
            for test, inner, result in branches:
                if test is None or test[1](frame):
                    own = dict(frame)
                    inner.run(own)
                    frame[name] = result.read(own)
                    return

        block.steps.append(step)
        scope.append(variable(kind, name, name, is_local=True))

    def loop(self, block, scope, depth):
        """A loop over constants, structs or a list; often what its iterations made is collected."""
        item = self.name()
        form = self.random.choice(["ints", "strs", "structs", "dynamic", "dynamic"])
        if form == "dynamic" and self.chance(0.5):
            self.call(block, scope, depth, only="ints")
        known = inside(scope)
        lists = [one for one in known if one.kind in ("ints", "strs") and not one.source.startswith("[")]
        if form == "dynamic" and lists:
            items = self.random.choice(lists)
            known.append(variable("int" if items.kind == "ints" else "str", item, item))
        elif form == "structs":
            # The SDK takes the type of the first member for that of all.
            kind = self.random.choice(["int", "str"])
            length = self.random.randint(1, 2)
            items = constant("structs", [{"a": self.value_of(kind), "b": self.value_of(kind)} for _ in range(length)])
            known.append(Value(kind, f"{item}.a", lambda frame: frame[item]["a"], is_local=True))
            known.append(Value(kind, f"{item}.b", lambda frame: frame[item]["b"], is_local=True))
        else:
            kind = "str" if form == "strs" else "int"
            length = self.random.randint(1, 3)
            items = constant(kind + "s", [self.value_of(kind) for _ in range(length)])
            known.append(variable(kind, item, item))
        inner = Block()
        self.statements(inner, known, depth + 1)
        kind = self.random.choice(["int", "str", "data"])
        result = self.call(inner, known, depth, only=kind)
        limit = ", parallelism=1" if self.chance(0.2) else ""
        block.lines += [f"with dsl.ParallelFor(items={items.source}{limit}) as {item}:", *indented(inner.lines)]
        name = self.name()
        if self.collects and self.chance(0.7):
            block.lines.append(f"{name} = dsl.Collected({result.source})")
            scope.append(variable(COLLECTED[kind], name, name, is_local=True))

        def step(frame):
            frame[name] = []
            for one in items.read(frame):
                own = {**frame, item: one}
                inner.run(own)
                frame[name].append(result.read(own))

        block.steps.append(step)

    def value_of(self, kind):
        return self.random.randint(0, 9) if kind == "int" else self.random.choice(TEXTS)

    def nested(self, block, scope, depth):
        """A pipeline in the pipeline, with parameters, defaults and outputs."""
        function, given, parameters = f"pipeline_{self.name()}", {}, []
        for kind in self.random.sample(["int", "str", "ints", "data"], self.random.randint(1, 3)):
            outer = self.value(kind, scope)
            if outer is None:
                continue
            default = self.value_of(kind) if kind in ("int", "str") and self.chance(0.3) else None
            parameters.append((self.name(), kind, default))
            if default is None or self.chance(0.5):
                given[parameters[-1][0]] = outer
        inner, outputs = self.pipeline(function, parameters, depth + 1)
        task = self.name()
        arguments = ", ".join(f"{key}={one.source}" for key, one in given.items())
        block.lines.append(f"{task} = {function}({arguments})")

        def step(frame):
            own = {key: default for key, _, default in parameters}
            own.update({key: one.read(frame) for key, one in given.items()})
            inner.run(own)
            for key, one in outputs.items():
                frame[f"{task}.{key}"] = one.read(own)

        block.steps.append(step)
        for key, one in outputs.items():
            scope.append(variable(one.kind, f"{task}.outputs['{key}']", f"{task}.{key}"))

    def pipeline(self, function, parameters, depth, body=None):
        """A function of the source; gives its block and its outputs."""
        block = Block()
        scope = [variable(kind, name, name) for name, kind, _ in parameters]
        first = len(scope)
        (body or self.statements)(block, scope, depth, 2)
        made = [one for one in scope[first:] if one.kind in ("int", "str", "ints", "data", "float", "bool", "dict")]
        chosen = self.random.sample(made, min(len(made), self.random.randint(1, 2)))
        outputs = {f"o{index}": one for index, one in enumerate(chosen)}
        fields = ", ".join(f"{key}={ANNOTATIONS[one.kind].replace('Input[Dataset]', 'Dataset')}" for key, one in outputs.items())
        head = ", ".join(
            f"{name}: {ANNOTATIONS[kind]}" + ("" if default is None else f" = {default!r}")
            for name, kind, default in sorted(parameters, key=lambda one: one[2] is not None)
        )
        lines = list(block.lines)
        arrow = ""
        if outputs:
            self.functions.append([f"{function}_outputs = NamedTuple('outputs', {fields})"])
            arrow = f" -> {function}_outputs"
            lines.append(f"return {function}_outputs({', '.join(f'{key}={one.source}' for key, one in outputs.items())})")
        self.functions.append(["@dsl.pipeline", f"def {function}({head}){arrow}:", *indented(lines)])
        return block, outputs

    def with_exit_task(self, block, scope, depth, least):
        """All in an exit handler. What is made in it is not there outside."""
        inner = Block()
        # The SDK's compiler does not find the loop there.
        self.collects = False
        self.statements(inner, inside(scope), depth, least)
        block.lines += ["exit_task = notify()", "with dsl.ExitHandler(exit_task):", *indented(inner.lines)]
        block.steps += [inner.run, lambda frame: self.executions.append(["notify", "SUCCEEDED"])]


def indented(lines):
    return [f"    {line}" for line in lines]


def plain(value):
    """An output as it is compared: an artifact by content and metadata."""
    if isinstance(value, tuple):
        return {"content": value[0], "metadata": value[1]}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def is_whole(file):
    """Whether every component has something to run, groups declare all inputs that are used in them, and all outputs that are used of them: the
    SDK's compiler loses some of all three, mostly lists of loops in conditions, and what `OneOf` gives in a branch to a condition alone."""
    with open(file) as stream:
        spec = next(yaml.safe_load_all(stream))
    components = spec["components"]
    if not all("dag" in one or "executorLabel" in one for one in components.values()):
        return False
    dags = [one for one in [spec["root"], *components.values()] if "dag" in one]
    return all(is_declared(given, dag, components) for dag in dags for given in parameters_in(dag))


def parameters_in(dag):
    return [given for task in dag["dag"]["tasks"].values() for given in task.get("inputs", {}).get("parameters", {}).values()]


def is_declared(given, dag, components):
    if "componentInputParameter" in given:
        return given["componentInputParameter"] in dag.get("inputDefinitions", {}).get("parameters", {})
    if "taskOutputParameter" in given:
        output = given["taskOutputParameter"]
        producer = components[dag["dag"]["tasks"][output["producerTask"]]["componentRef"]["name"]]
        return output["outputParameterKey"] in producer.get("outputDefinitions", {}).get("parameters", {})
    return True


def build(seed, size, folder):
    """Draws again where the SDK's compiler breaks down, or what it makes is broken."""
    for attempt in itertools.count():
        try:
            draw(f"{seed}.{attempt}", seed, size, folder)
            if is_whole(os.path.join(folder, f"{seed}.yaml")):
                return
        except (AssertionError, TypeError) as error:
            # A loop's item in the metadata of an importer has a type that importers do not know.
            if not any(part in str(error) for part in (" not found. All inputs: ", "schema_version, separated by `@`. Got: ")):
                raise


def draw(start, seed, size, folder):
    generator = Generator(start, size, imports(folder))
    # The SDK writes defaults into a comment of the file, where a line end breaks it.
    text = generator.value_of("str").replace("\n", " ")
    parameters = [("number", "int", generator.value_of("int")), ("text", "str", text), ("numbers", "ints", [1, 5, 2])]
    body = generator.with_exit_task if generator.chance(0.15) else None
    block, outputs = generator.pipeline("random_pipeline", parameters, 0, body)
    source = "\n\n".join("\n".join(lines) for lines in generator.functions)
    with open(os.path.join(folder, f"{seed}.py"), "w") as stream:
        stream.write(source + "\n")
    names = dict(globals())
    exec(compile(source, f"{seed}.py", "exec"), names)  # noqa: S102
    compiler.Compiler().compile(names["random_pipeline"], os.path.join(folder, f"{seed}.yaml"))
    frame = {name: default for name, _, default in parameters}
    block.run(frame)
    expected = {"outputs": {key: plain(one.read(frame)) for key, one in outputs.items()}, "executions": generator.executions}
    with open(os.path.join(folder, f"{seed}.json"), "w") as stream:
        json.dump(expected, stream)


def main(folder, size, seeds):
    write_imports(folder)
    for seed in seeds:
        build(int(seed), int(size), folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
