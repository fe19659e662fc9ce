"""The proposal as a reviewer reads it: beside the rubric, with what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.options import As, AsJson, ProgrammeCode
from cli.output import console, print_json, say, tell, tell_pair
from cli.programmes.summary import as_json
from cli.review.changes import FIELDS, Told, marked, told_changes
from cli.review.queue import ReviewCode, state_of
from cli.watched import watched
from config.clock import now
from config.settings import settings
from models import District, Initiative, Review, Text
from workflow.actor import Actor
from workflow.council.rules import Criterion
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.reviews.reading import blind, changed_since, read_file
from workflow.reviews.writing import rubric_of

app = typer.Typer()


@dataclass(frozen=True)
class ReviewShown:
    """A review, as far as the reader may see it."""

    code: str
    state: str
    state_title: Text
    hidden: Text | None
    """Why what is in it is not shown, if so; then it names nobody either."""
    expert: str | None
    scores: Mapping[str, int | None]
    justifications: Mapping[str, str]
    conclusion: str


@app.command()
def show(code: ReviewCode, as_: As, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """The proposal, what changed in it, the rubric with what was given, the other reviews."""

    def readable(session: Session) -> tuple[Review, Initiative]:
        review = find_subject(session, find_programme(session, programme), Review, code)
        read_file(session, review.initiative, Actor.person(find_person(session, as_).id), now())
        return review, review.initiative

    with watched(What.REVIEW, as_, readable) as (session, (review, _)):
        actor = Actor.person(find_person(session, as_).id)
        initiative, criteria = review.initiative, rubric_of(review).criteria
        changes = told_changes(session, initiative, changed_since(session, review))
        this, *others = [_shown(session, each, actor) for each in _all(session, review)]
        district = session.get_one(District, initiative.district_id).title
        if json:
            print_json(
                {
                    "initiative": _plain(initiative),
                    "changed": [as_json(change) for change in changes],
                    "rubric": [as_json(c.model_dump(exclude_none=True)) for c in criteria],
                    "review": as_json(this),
                    "others": as_json(others),
                }
            )
            return
        _print_proposal(initiative, district)
    _print_changes(changes)
    _print_review(this, criteria, anchors=True)
    for other in others:
        _print_review(other, criteria, anchors=False)


def _all(session: Session, review: Review) -> list[Review]:
    """This review, then the others of its initiative."""
    ours = select(Review).where(Review.initiative_id == review.initiative_id)
    found = session.scalars(ours.order_by(Review.code)).all()
    return sorted(found, key=lambda each: each.id != review.id)


def _shown(session: Session, review: Review, actor: Actor) -> ReviewShown:
    why = blind(session, review, actor, now())
    hidden, given = (None, review.scores) if why is None else (why.text, [])
    return ReviewShown(
        review.code,
        review.state,
        state_of(review),
        hidden,
        None if hidden else review.expert.name,
        {score.criterion: score.value for score in given},
        {score.criterion: score.justification for score in given},
        "" if hidden else review.conclusion,
    )


def _plain(initiative: Initiative) -> dict[str, Any]:
    return {
        "code": initiative.code,
        "title": initiative.title,
        "summary": initiative.summary,
        "requested": as_json(initiative.request),
        "leader": initiative.leader.name,
        "group": [person.name for person in initiative.group],
        "addresses": [as_json(problem.text) for problem in initiative.addresses],
    }


def _print_proposal(initiative: Initiative, district: Text) -> None:
    console.print(f"{initiative.code} {initiative.title}", style="bold")
    console.print(f"{say(district)}\n\n{initiative.summary}\n")
    for label, value in (
        (FIELDS["requested"], initiative.request.in_(settings().language)),
        (Text(en="Leader", ru="Лидер"), initiative.leader.name),
        (FIELDS["group"], ", ".join(person.name for person in initiative.group)),
        (FIELDS["addresses"], "; ".join(say(p.text) for p in initiative.addresses) or NOTHING),
    ):
        tell_pair(label, value)


def _print_changes(changes: Sequence[Told]) -> None:
    if not changes:
        return
    console.print()
    tell(
        Text(
            en="Changed since the expert last worked on the review: [-was-] {+is+}",
            ru="Изменилось с тех пор, как эксперт работал над экспертизой: [-было-] {+стало+}",
        ),
        style="bold yellow",
    )
    for change in changes:
        console.print(RichText.assemble((f"{say(FIELDS[change.field])}: ", "dim"), marked(change)))


def _print_review(found: ReviewShown, criteria: Sequence[Criterion], *, anchors: bool) -> None:
    by = f" · {found.expert}" if found.expert else ""
    console.print(f"\n{found.code} · {say(found.state_title)}{by}", style="bold")
    if found.hidden:
        tell(found.hidden, style="dim")
    if found.hidden and not anchors:
        return
    for criterion in criteria:
        _print_criterion(found, criterion, anchors=anchors)
    if found.conclusion:
        tell_pair(Text(en="Conclusion", ru="Заключение"), found.conclusion)


def _print_criterion(found: ReviewShown, criterion: Criterion, *, anchors: bool) -> None:
    value = found.scores.get(criterion.code)
    given = "" if found.hidden else f"{NOTHING if value is None else value:>4}  "
    weight = f"×{criterion.coefficient}"
    console.print(RichText.assemble((given, "bold"), say(criterion.title), (f" {weight}", "dim")))
    for mark, meaning in sorted(criterion.anchors.items()) if anchors else ():
        line = RichText.assemble((f"{mark:>2} — ", "dim"), (say(meaning), "dim"))
        console.print(Padding(line, (0, 0, 0, 8)))
    if why := found.justifications.get(criterion.code):
        console.print(Padding(RichText(why), (0, 0, 0, 6)))
