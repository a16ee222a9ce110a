"""A small language model made of shell commands: every step needs nothing but a POSIX shell.

Shards of a text are counted in parallel, a vocabulary is made of them, a held-out sentence is scored against it, and the
score decides what happens to the model. It exercises what real pipelines are made of: typed parameters and artifacts, a
loop with collected results, a three-way condition, a nested pipeline and an exit handler.
"""

from typing import List, NamedTuple

from kfp import dsl
from kfp.dsl import Artifact, Dataset, Input, Markdown, Model, Output, OutputPath

IMAGE = 'alpine:3.20'

TEXT = (
    'The helmsman steers the ship and the crew sets the sails. '
    'A fair wind fills the sails; the ship leaves the harbour. '
    'The crew watches the stars, and the helmsman watches the crew. '
    'At dawn the ship reaches the far harbour with the wind.'
)

HELD_OUT = 'At dawn the crew steers the ship with the stars and a compass'


def shell(script: str, *args) -> dsl.ContainerSpec:
    """One task: a script that gets its inputs and output paths as $1, $2, ..."""
    return dsl.ContainerSpec(image=IMAGE, command=['sh', '-euc', script, 'sh'], args=list(args))


@dsl.container_component
def split_text(text: str, shards: int, corpus: Output[Dataset], names: OutputPath(list)):
    return shell(
        r"""
mkdir -p "$3"
printf '%s' "$1" | tr '[:upper:]' '[:lower:]' | tr '.' '\n' | tr -cs 'a-z\n' ' ' | grep '[a-z]' |
  awk -v shards="$2" -v dir="$3" '{ print > (dir "/shard-" (NR - 1) % shards ".txt") }'
awk -v shards="$2" 'BEGIN { for (i = 0; i < shards; i++) printf "%s\"shard-%d\"", (i ? ", " : "["), i; print "]" }' > "$4"
echo "split $(cat "$3"/*.txt | wc -l | tr -d ' ') sentences into $2 shards"
""",
        text,
        shards,
        corpus.path,
        names,
    )


@dsl.container_component
def count_words(corpus: Input[Dataset], shard: str, counts: Output[Dataset], total: OutputPath(int)):
    return shell(
        r"""
tr -s ' ' '\n' < "$1/$2.txt" | grep . | LC_ALL=C sort | uniq -c | awk '{ print $2, $1 }' > "$3"
awk '{ sum += $2 } END { printf "%d", sum }' "$3" > "$4"
echo "$2: $(cat "$4") words, $(wc -l < "$3" | tr -d ' ') distinct"
""",
        corpus.path,
        shard,
        counts.path,
        total,
    )


@dsl.container_component
def train_model(corpus: Input[Dataset], totals: List[int], model: Output[Model], words: OutputPath(int)):
    return shell(
        r"""
printf '%s' "$2" | tr -d '[] ' | tr ',' '\n' | awk '{ sum += $1 } END { printf "%d", sum }' > "$4"
cat "$1"/*.txt | tr -s ' ' '\n' | grep . | LC_ALL=C sort | uniq -c |
  awk -v words="$(cat "$4")" '{ printf "%s %.4f\n", $2, $1 / words }' > "$3"
echo "trained on $(cat "$4") words: $(wc -l < "$3" | tr -d ' ') in the vocabulary"
""",
        corpus.path,
        totals,
        model.path,
        words,
    )


@dsl.container_component
def evaluate_model(model: Input[Model], sentence: str, score: OutputPath(float)):
    return shell(
        r"""
printf '%s\n' "$2" | tr '[:upper:]' '[:lower:]' | tr -cs 'a-z' '\n' | grep . |
  awk 'NR == FNR { known[$1] = 1; next } { all++; if ($1 in known) hits++ } END { printf "%.2f", hits / all }' "$1" - > "$3"
echo "score $(cat "$3")"
""",
        model.path,
        sentence,
        score,
    )


@dsl.container_component
def decide(verdict: str, score: float, decision: OutputPath(str)):
    return shell("""printf '%s at score %s' "$1" "$2" > "$3"; cat "$3"; echo""", verdict, score, decision)


@dsl.container_component
def package_model(model: Input[Model], package: Output[Model]):
    return shell("""{ echo '# text-model 1'; cat "$1"; } > "$2"; echo "packaged $(wc -c < "$2" | tr -d ' ') bytes\"""", model.path, package.path)


@dsl.container_component
def write_card(package: Input[Model], score: float, card: Output[Markdown]):
    return shell(
        r"""
{ printf '# Model card\n\nScore: %s\n\nMost frequent words:\n\n' "$2"
  tail -n +2 "$1" | LC_ALL=C sort -k2,2nr -k1,1 | head -n 3 | awk '{ print "- " $1 " (" $2 ")" }'; } > "$3"
cat "$3"
""",
        package.path,
        score,
        card.path,
    )


@dsl.container_component
def write_report(model: Input[Model], words: int, decision: str, report: Output[Artifact], summary: OutputPath(str)):
    return shell(
        r"""
printf '%s words, %s in the vocabulary: %s' "$2" "$(wc -l < "$1" | tr -d ' ')" "$3" > "$5"
{ cat "$5"; echo; cat "$1"; } > "$4"
cat "$5"; echo
""",
        model.path,
        words,
        decision,
        report.path,
        summary,
    )


@dsl.container_component
def announce(report: Input[Artifact]):
    return shell("""echo 'published:'; head -n 1 "$1\"""", report.path)


@dsl.container_component
def say_goodbye(status: dsl.PipelineTaskFinalStatus):
    return shell("""printf 'the run is over: %s\\n' "$1\"""", status)


@dsl.pipeline(name='release-model', description='Packages a model and describes it.')
def release_model(model: Input[Model], score: float) -> NamedTuple('Release', [('package', Model), ('card', Markdown)]):
    package = package_model(model=model)
    card = write_card(package=package.outputs['package'], score=score)
    outputs = NamedTuple('Release', [('package', Model), ('card', Markdown)])
    return outputs(package=package.outputs['package'], card=card.outputs['card'])


@dsl.pipeline(name='demo', description='Counts words in shards, trains a tiny model and decides what to do with it.')
def demo(
    text: str = TEXT,
    sentence: str = HELD_OUT,
    shards: int = 3,
    threshold: float = 0.8,
) -> NamedTuple('Outputs', [('decision', str), ('summary', str), ('words', int), ('model', Model)]):
    corpus = split_text(text=text, shards=shards)
    with dsl.ParallelFor(corpus.outputs['names'], parallelism=2) as shard:
        count = count_words(corpus=corpus.outputs['corpus'], shard=shard)
    trained = train_model(corpus=corpus.outputs['corpus'], totals=dsl.Collected(count.outputs['total']))
    score = evaluate_model(model=trained.outputs['model'], sentence=sentence).outputs['score']

    with dsl.If(score >= threshold, name='good'):
        release_model(model=trained.outputs['model'], score=score)
        released = decide(verdict='released', score=score)
    with dsl.Elif(score >= 0.5, name='fair'):
        review = decide(verdict='needs a review', score=score)
    with dsl.Else(name='poor'):
        rejected = decide(verdict='rejected', score=score)
    decision = dsl.OneOf(released.outputs['decision'], review.outputs['decision'], rejected.outputs['decision'])

    report = write_report(model=trained.outputs['model'], words=trained.outputs['words'], decision=decision)
    with dsl.ExitHandler(say_goodbye(), name='publish'):
        announce(report=report.outputs['report'])

    outputs = NamedTuple('Outputs', [('decision', str), ('summary', str), ('words', int), ('model', Model)])
    return outputs(
        decision=decision,
        summary=report.outputs['summary'],
        words=trained.outputs['words'],
        model=trained.outputs['model'],
    )
