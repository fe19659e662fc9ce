from difflib import SequenceMatcher
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cli.options import As, AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, tell_pair, told
from config.clock import now
from config.settings import settings
from models import Deadline, Initiative, Money, Person, Problem, Review, Text
from models.database import reading
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.proposals import Change
from workflow.reviews.reading import blind, changed_since, read_file
from workflow.reviews.writing import rubric_of

app = typer.Typer()
Code = Annotated[str, typer.Argument(help="The review's code, such as 15-01.1.")]

FIELDS = {
    "title": Text(en="Title", ru="Название"),
    "summary": Text(en="Summary", ru="Описание"),
    "requested": Text(en="Asked for", ru="Запрошено"),
    "group": Text(en="Group", ru="Группа"),
    "addresses": Text(en="Addresses", ru="Решает"),
}


@app.command("list")
def list_(as_: As, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """List an expert's reviews: what waits for them first, by the day it is due."""
    with told(), reading() as session:
        within, expert = find_programme(session, programme), find_person(session, as_)
        zone = timetable_of(session, within.id).zone
        due = (
            select(func.min(Deadline.due_at))
            .where(Deadline.subject_id == Review.id, Deadline.outcome.is_(None))
            .scalar_subquery()
        )
        found = session.execute(
            select(Review, due)
            .where(Review.programme_id == within.id, Review.expert_id == expert.id)
            .order_by(due.is_(None), due, Review.code)
        ).all()
        lines = [
            (
                r.code,
                r.initiative.title,
                _state(r),
                f"{at.astimezone(zone):%d.%m.%Y %H:%M}" if at else "",
            )
            for r, at in found
        ]
    if json:
        print_json([{"code": c, "title": t, "state": s.en, "due": d} for c, t, s, d in lines])
        return
    waiting = sum(bool(due_at) for *_, due_at in lines)
    tell(Text(en=f"Waiting for you: {waiting}.", ru=f"Ждут вас: {waiting}."), style="bold")
    rows = table(
        Text(en="Code", ru="Код"),
        Text(en="Initiative", ru="Инициатива"),
        Text(en="State", ru="Этап"),
        Text(en="Due", ru="Срок"),
        no_wrap=(0, 3),
    )
    for code, title, state, at in lines:
        rows.add_row(code, title, say(state), at)
    console.print(rows)


@app.command()
def show(code: Code, as_: As, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show the proposal, what changed in it, the rubric with what was given, other reviews."""
    with told(), reading() as session:
        review = find_subject(session, find_programme(session, programme), Review, code)
        actor, moment = Actor.person(find_person(session, as_).id), now()
        read_file(session, review.initiative, actor, moment)
        changes = [_told(session, review, change) for change in changed_since(session, review)]
        hidden = blind(session, review, actor, moment)
        others = session.scalars(
            select(Review)
            .where(Review.initiative_id == review.initiative_id, Review.id != review.id)
            .order_by(Review.code)
        ).all()
        seen = [(other, blind(session, other, actor, moment)) for other in others]
        if json:
            print_json(
                _plain(review)
                | {
                    "changes": [{"field": f, "before": b, "after": a} for f, b, a in changes],
                    "scores": None if hidden else _scores(review),
                    "others": [
                        {"code": o.code, "scores": None if why else _scores(o)} for o, why in seen
                    ],
                }
            )
            return
        _print_proposal(review.initiative)
        _print_changes(changes)
        if hidden:
            tell(hidden.text)
        else:
            _print_review(review)
        for other, why in seen:
            console.print(f"\n{other.code} · {say(_state(other))}", style="bold")
            if why:
                tell(why.text, style="dim")
            else:
                _print_scores(other)


def _state(review: Review) -> Text:
    return runner(review.lifecycle_version).lifecycle.states[review.state].title


def _plain(review: Review) -> dict[str, Any]:
    return {
        "code": review.code,
        "state": review.state,
        "version": review.version,
        "initiative": review.initiative.code,
        "title": review.initiative.title,
        "summary": review.initiative.summary,
    }


def _scores(review: Review) -> dict[str, Any]:
    return {
        score.criterion: {"score": score.value, "why": score.justification}
        for score in review.scores
    }


def _print_proposal(initiative: Initiative) -> None:
    console.print(f"{initiative.code} {initiative.title}", style="bold")
    console.print(f"\n{initiative.summary}\n")
    group = ", ".join(person.name for person in initiative.group)
    for label, value in (
        (FIELDS["requested"], initiative.request.in_(settings().language)),
        (FIELDS["group"], group),
        (FIELDS["addresses"], "; ".join(say(p.text) for p in initiative.addresses)),
    ):
        tell_pair(label, value)


def _told(session: Session, review: Review, change: Change) -> tuple[str, str, str]:
    """The field with what it said and says, as people read it."""

    def words(value: Any) -> str:
        if change.field == "requested":
            return Money(value, review.initiative.currency).in_(settings().language)
        if change.field == "group":
            return ", ".join(session.get_one(Person, person).name for person in value)
        if change.field == "addresses":
            return "; ".join(say(session.get_one(Problem, problem).text) for problem in value)
        return str(value)

    return change.field, words(change.before), words(change.after)


def _print_changes(changes: list[tuple[str, str, str]]) -> None:
    if changes:
        console.print()
        tell(
            Text(
                en="Changed since you last worked on it (− was, + is):",
                ru="Изменилось с тех пор, как вы над ней работали (− было, + стало):",
            ),
            style="bold",
        )
    for field, before, after in changes:
        console.print(RichText.assemble((f"{say(FIELDS[field])}: ", "dim"), _marked(before, after)))


def _marked(before: str, after: str) -> RichText:
    """Both texts in one, word by word: what went is struck out, what came is underlined."""
    old, new, marked = before.split(), after.split(), RichText()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            marked.append(" ".join(old[a:b]) + " ")
            continue
        if a < b:
            marked.append(f"[−{' '.join(old[a:b])}−]", "red strike").append(" ")
        if c < d:
            marked.append(f"[+{' '.join(new[c:d])}+]", "green underline").append(" ")
    return marked


def _print_review(review: Review) -> None:
    rubric, given = rubric_of(review), {score.criterion: score for score in review.scores}
    console.print(f"\n{review.code} · {say(_state(review))}", style="bold")
    for criterion in rubric.criteria:
        score = given.get(criterion.code)
        value = "—" if score is None or score.value is None else str(score.value)
        console.print(
            RichText.assemble(
                (f"{value:>3}  ", "bold"),
                f"{say(criterion.title)} ×{criterion.coefficient}",
                (f"  {criterion.code}", "dim"),
            )
        )
        anchors = "; ".join(f"{mark} — {say(text)}" for mark, text in criterion.anchors.items())
        console.print(Padding(anchors, (0, 0, 0, 5)), style="dim")
        if score is not None and score.justification:
            console.print(Padding(score.justification, (0, 0, 0, 5)))
    if review.conclusion:
        tell_pair(Text(en="Conclusion", ru="Заключение"), review.conclusion)


def _print_scores(review: Review) -> None:
    for score in review.scores:
        console.print(f"{score.value if score.value is not None else '—':>3}  {score.criterion}")
        console.print(Padding(score.justification, (0, 0, 0, 5)), style="dim")
