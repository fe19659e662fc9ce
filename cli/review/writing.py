"""The form that an expert fills in, in an editor of their own, and the draft that is kept."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import StrictInt
from sqlalchemy.orm import Session

from cli.files import read_text
from cli.forms import block, comment
from cli.options import As, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from cli.review.queue import ReviewCode
from config.clock import now
from models import Review, Score, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.council.rules import Criterion
from workflow.documents import Document, read
from workflow.errors import BadDocument, Blocker, Refusal
from workflow.gate import possibilities
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.reviews.reading import read_file
from workflow.reviews.writing import rubric_of, save_draft

app = typer.Typer()
Pairs = list[str] | None


class FilledIn(Document):
    """What is written on one criterion; what is left empty stays as it was."""

    score: StrictInt | None = None
    why: str | None = None


class Form(Document):
    """A review as `review form` prints it."""

    review: str
    criteria: dict[str, FilledIn]
    conclusion: str | None = None


@app.command()
def form(code: ReviewCode, as_: As, programme: ProgrammeCode = None) -> None:
    """Print the review as a form to fill in, with what is drafted so far."""
    with told(), reading() as session:
        review = find_subject(session, find_programme(session, programme), Review, code)
        actor = Actor.person(find_person(session, as_).id)
        read_file(session, review.initiative, actor, now())
        if actor.person_id != review.expert_id:
            raise Refusal([_ANOTHERS])
        # past the console, which folds lines and draws :signs: as pictures
        sys.stdout.write("\n".join(_form(review, as_)) + "\n")


@app.command()
def draft(
    code: ReviewCode,
    as_: As,
    file: Annotated[Path | None, typer.Option(help="A form that was filled in.")] = None,
    score: Annotated[Pairs, typer.Option(help="CRITERION=NUMBER, for each.")] = None,
    why: Annotated[Pairs, typer.Option(help="CRITERION=JUSTIFICATION, for each.")] = None,
    conclusion: Annotated[str | None, typer.Option(help="All in all.")] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Keep what is written so far; it need not be complete, and what is not given stays."""
    scores = {name: _whole(name, value) for name, value in map(_pair, score or ())}
    reasons = dict(map(_pair, why or ()))
    with told():
        if file is not None:
            filled = _filled(file, code)
            given = filled.criteria
            scores = {name: e.score for name, e in given.items() if e.score is not None} | scores
            reasons = {name: e.why for name, e in given.items() if e.why} | reasons
            conclusion = conclusion or filled.conclusion or None
        with transaction() as session:
            review = find_subject(session, find_programme(session, programme), Review, code)
            save_draft(
                session,
                review,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                scores=scores,
                justifications=reasons,
                conclusion=conclusion,
            )
            missing = _missing(session, review)
    tell(Text(en=f"{code}: the draft is kept.", ru=f"{code}: черновик сохранён."))
    for blocker in missing:
        tell(blocker.text, style="dim")
    if not missing:
        tell(
            Text(
                en=f"It is complete. To hand it in: vmeste review submit {code} --as {as_}",
                ru=f"Заполнено всё. Чтобы сдать: vmeste review submit {code} --as {as_}",
            )
        )


def _filled(file: Path, code: str) -> Form:
    """Raises BadDocument, also where the form is another review's."""
    filled, source = read(read_text(file), str(file), Form)
    if filled.review != code:
        text = f"this is the form of {filled.review[:40]}, not of {code[:40]}"
        raise BadDocument(source.name, [source.mistake(("review",), text)])
    return filled


def _missing(session: Session, review: Review) -> Sequence[Blocker]:
    """Why the review cannot be handed in yet."""
    expert = Actor.person(review.expert_id)
    found = possibilities(session, review, actor=expert, now=now())
    return next((p.blockers for p in found if p.trigger == "submit"), ())


def _form(review: Review, email: str) -> Iterator[str]:
    rubric, code, initiative = rubric_of(review), review.code, review.initiative
    given = {score.criterion: score for score in review.scores}
    low, high, least = rubric.lowest, rubric.highest, rubric.justification_at_least
    yield f"# {initiative.code} {' '.join(initiative.title.split())}"
    for line in (
        Text(
            en=f"Scores are whole numbers from {low} to {high}; each is justified in at least "
            f"{least} characters, below “why”.",
            ru=f"Оценка — целое число от {low} до {high}; к каждой — обоснование не короче "
            f"{least} знаков, строкой ниже «why».",
        ),
        Text(
            en="What is left empty stays as it was.",
            ru="Что оставлено пустым, остаётся как было.",
        ),
        Text(
            en=f"To keep it: vmeste review draft {code} --as {email} --file FORM",
            ru=f"Чтобы сохранить: vmeste review draft {code} --as {email} --file ФАЙЛ",
        ),
    ):
        yield from comment(say(line))
    yield f"review: {json.dumps(code)}"
    yield "criteria:"
    for criterion in rubric.criteria:
        yield from _criterion(criterion, given.get(criterion.code))
    yield ""
    yield f"conclusion: {block(review.conclusion, 2)}"


def _criterion(criterion: Criterion, given: Score | None) -> Iterator[str]:
    yield ""
    yield from comment(f"{say(criterion.title)} ×{criterion.coefficient}", 2)
    for mark, meaning in sorted(criterion.anchors.items()):
        yield from comment(f"{mark:>2} — {say(meaning)}", 2)
    yield f"  {criterion.code}:"
    yield "    score:" if given is None or given.value is None else f"    score: {given.value}"
    yield f"    why: {block(given.justification if given else '', 6)}"


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        words = Text(en="write CRITERION=VALUE", ru="напишите КРИТЕРИЙ=ЗНАЧЕНИЕ")
        fail(f"“{given[:60]}”: {say(words)}", Exit.BAD_INPUT)
    return name, value


def _whole(name: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        words = Text(en="give a whole number", ru="нужно целое число")
        fail(f"{name}={value[:40]}: {say(words)}", Exit.BAD_INPUT)


_ANOTHERS = Blocker(
    "anothers_review",
    Text(en="This review is another expert's.", ru="Это экспертиза другого эксперта."),
)
