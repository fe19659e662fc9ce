from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from cli.files import read_text
from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import Exit, console, fail, say, tell, told
from cli.review.reading import Code
from config.clock import now
from models import Review, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.documents import Document, read
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.reviews.reading import read_file
from workflow.reviews.settling import act_on_review
from workflow.reviews.writing import rubric_of, save_draft

app = typer.Typer()


class Entry(Document):
    score: int | None = None
    why: str = ""


class Form(Document):
    """A review on paper, as `review form` prints it."""

    criteria: dict[str, Entry]
    conclusion: str = ""


@app.command()
def form(code: Code, as_: As, programme: ProgrammeCode = None) -> None:
    """Print the review as a form to fill in, with what is drafted so far."""
    with told(), reading() as session:
        review = find_subject(session, find_programme(session, programme), Review, code)
        actor = Actor.person(find_person(session, as_).id)
        read_file(session, review.initiative, actor, now())
        if actor.person_id != review.expert_id:
            words = Text(
                en="This review is another expert's.", ru="Это экспертиза другого эксперта."
            )
            fail(say(words), Exit.REFUSED)
        console.print(_form(review), soft_wrap=True, end="")


@app.command()
def draft(
    code: Code,
    as_: As,
    file: Annotated[Path | None, typer.Option(help="A filled-in form.")] = None,
    score: Annotated[list[str] | None, typer.Option(help="CRITERION=NUMBER")] = None,
    why: Annotated[list[str] | None, typer.Option(help="CRITERION=JUSTIFICATION")] = None,
    conclusion: Annotated[str | None, typer.Option(help="In one or two sentences.")] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Keep what is written so far; it need not be complete."""
    with told():
        scores, reasons = _numbers(score or []), dict(map(_pair, why or []))
        if file is not None:
            filled, _ = read(read_text(file), str(file), Form)
            written = filled.criteria.items()
            scores = {c: e.score for c, e in written if e.score is not None} | scores
            reasons = {c: e.why.strip() for c, e in written if e.why.strip()} | reasons
            conclusion = conclusion or filled.conclusion or None
        with transaction() as session:
            save_draft(
                session,
                find_subject(session, find_programme(session, programme), Review, code),
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                scores=scores,
                justifications=reasons,
                conclusion=conclusion,
            )
    tell(Text(en="The draft is kept.", ru="Черновик сохранён."))


@app.command()
def submit(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Submit a review; from then on it counts."""
    _act(code, "submit", as_, None, programme, key)


@app.command()
def reopen(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Give a submitted review back to its expert."""
    _act(code, "reopen", as_, reason, programme, key)


@app.command("set-aside")
def set_aside(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Set aside a review that breaches the method; another expert is asked if need be."""
    _act(code, "set_aside", as_, reason, programme, key)


@app.command()
def release(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Ask the expert no longer; another one is asked if need be."""
    _act(code, "release", as_, reason, programme, key)


def _act(
    code: str, trigger: str, as_: str, reason: str | None, programme: str | None, key: str | None
) -> None:
    with told(), transaction() as session:
        review = find_subject(session, find_programme(session, programme), Review, code)
        actor = Actor.person(find_person(session, as_).id)
        act_on_review(session, review, trigger, actor=actor, now=now(), reason=reason, key=key)
        state = runner(review.lifecycle_version).lifecycle.states[review.state].title
        initiative = review.initiative
        stands = runner(initiative.lifecycle_version).lifecycle.states[initiative.state].title
    console.print(f"{code}: {say(state)} · {initiative.code}: {say(stands)}")


def _form(review: Review) -> str:
    """YAML with the rubric as comments."""
    given = {score.criterion: score for score in review.scores}
    criteria = CommentedMap()
    for criterion in rubric_of(review).criteria:
        score = given.get(criterion.code)
        entry = CommentedMap()
        entry["score"] = score.value if score else None
        entry["why"] = score.justification if score else ""
        criteria[criterion.code] = entry
        anchors = [f"{mark}: {say(text)}" for mark, text in criterion.anchors.items()]
        title = f"\n{say(criterion.title)} ×{criterion.coefficient}"
        criteria.yaml_set_comment_before_after_key(
            criterion.code, before="\n".join([title, *anchors]), indent=2
        )
    filled = CommentedMap(criteria=criteria, conclusion=review.conclusion)
    filled.yaml_set_start_comment(f"{review.code} {review.initiative.title}")
    written, yaml = StringIO(), YAML()
    yaml.width = 100
    yaml.dump(filled, written)
    return written.getvalue()


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        words = Text(en="write CRITERION=VALUE", ru="напишите КРИТЕРИЙ=ЗНАЧЕНИЕ")
        fail(f"“{given[:60]}”: {say(words)}", Exit.BAD_INPUT)
    return name, value


def _numbers(given: list[str]) -> dict[str, int]:
    numbers = {}
    for name, value in map(_pair, given):
        if not value.lstrip("-").isdecimal():
            words = Text(en="give a whole number", ru="нужно целое число")
            fail(f"“{name}={value[:40]}”: {say(words)}", Exit.BAD_INPUT)
        numbers[name] = int(value)
    return numbers
