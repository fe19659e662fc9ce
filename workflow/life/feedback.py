"""Feedback after an event: anonymous, and shown only where nobody is given away."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from models import EventState, Feedback, ProgrammeEvent, Text
from workflow.actor import Actor
from workflow.documents import content_hash
from workflow.errors import Blocker
from workflow.gate.facts import text_blocker
from workflow.life.entries import refuse, today_in
from workflow.life.hosting import held_blockers, take_up
from workflow.life.turnout import forms_of, turnout

ENOUGH = 5
"""Least answers that are shown together: of fewer, people who were there could guess whose."""
TOO_FEW = Text(en="too few answers to show", ru="слишком мало ответов, чтобы показать")
LONGEST_COMMENT = 1000


@dataclass(frozen=True)
class Form:
    """What somebody answered."""

    usefulness: int
    """1 for useless to 5 for very useful."""
    recommends: bool
    positive: bool | None = None
    """Whether they had a positive experience of solving the district's problems together."""
    comment: str = ""


@dataclass(frozen=True)
class Summary:
    """What the forms of one event come to; None where too few answered."""

    forms: int
    usefulness: float | None
    """The mean, from 1 to 5."""
    recommend: float | None
    """The share, from 0 to 1."""
    positive: float | None
    """The share of those who answered that question."""
    comments: Sequence[str]
    """In the order of the alphabet."""


@dataclass(frozen=True)
class Evidence:
    """What forms say of a positive experience, over the events from which enough came."""

    positive: int
    answered: int


def keep_feedback(
    session: Session,
    event: ProgrammeEvent,
    forms: Collection[Form],
    *,
    actor: Actor,
    now: datetime,
    sheet: str | None = None,
    is_sample: bool = False,
) -> int:
    """Keep forms that people filled in after an event that was held; gives how many there are now.

    Nothing is kept of who filled them in. `sheet` names what they came in with, such as the text
    of a file: the same sheet again changes nothing. Raises Refusal, also where more forms would be
    kept than people were there.
    """
    take_up(session, event, actor, now)
    request = None if sheet is None else content_hash(sheet)
    before = forms_of(session, event)
    if request is not None and _kept(session, event, request):
        return before
    refuse(
        [
            *held_blockers(event),
            *(blocker for form in forms for blocker in _form_blockers(form)),
            *_more_than_people(session, event, before + len(forms)),
        ]
    )
    day = today_in(session, event.programme_id, now)
    for form in forms:
        session.add(
            Feedback(
                event_id=event.id,
                received_on=day,
                usefulness=form.usefulness,
                recommends=form.recommends,
                positive=form.positive,
                comment=form.comment.strip(),
                request=request,
                is_sample=is_sample,
            )
        )
    session.flush()
    return before + len(forms)


def summary(session: Session, event: ProgrammeEvent) -> Summary:
    """What the event's forms come to, as far as it may be shown."""
    forms = session.scalars(select(Feedback).where(Feedback.event_id == event.id)).all()
    return Summary(
        len(forms),
        _mean([form.usefulness for form in forms]),
        _mean([form.recommends for form in forms]),
        _mean([form.positive for form in forms if form.positive is not None]),
        sorted(form.comment for form in forms if form.comment) if len(forms) >= ENOUGH else (),
    )


def evidence(session: Session, programme_id: int, until: date | None = None) -> Evidence:
    """Events with too few answers are left out: else what is hidden there could be found by
    taking away what is shown. For the same reason a form counts with its event, on the event's
    last day: the figures of two days could be taken from each other if it counted on its own."""
    answers = (
        select(
            func.count(Feedback.positive).label("answered"),
            func.count().filter(Feedback.positive.is_(True)).label("positive"),
        )
        .join(ProgrammeEvent, ProgrammeEvent.id == Feedback.event_id)
        .where(
            ProgrammeEvent.programme_id == programme_id,
            ProgrammeEvent.state == EventState.HELD,
            true() if until is None else ProgrammeEvent.ends_on <= until,
        )
        .group_by(Feedback.event_id)
        .having(func.count(Feedback.positive) >= ENOUGH)
    ).subquery()
    answered, positive = session.execute(
        select(
            func.coalesce(func.sum(answers.c.answered), 0),
            func.coalesce(func.sum(answers.c.positive), 0),
        )
    ).one()
    return Evidence(int(positive), int(answered))


def _mean(answers: Sequence[float]) -> float | None:
    return fmean(answers) if len(answers) >= ENOUGH else None


def _kept(session: Session, event: ProgrammeEvent, request: str) -> bool:
    there = select(Feedback.id).where(Feedback.event_id == event.id, Feedback.request == request)
    return session.scalar(there.limit(1)) is not None


def _form_blockers(form: Form) -> Iterator[Blocker]:
    if not 1 <= form.usefulness <= 5:
        yield Blocker(
            "usefulness_unfit",
            Text(
                en="Usefulness is a whole number from 1 to 5.",
                ru="Полезность — целое число от 1 до 5.",
            ),
        )
    if blocker := text_blocker(
        form.comment.strip(), Text(en="The comment", ru="Комментарий"), LONGEST_COMMENT
    ):
        yield blocker


def _more_than_people(session: Session, event: ProgrammeEvent, forms: int) -> Iterator[Blocker]:
    came = turnout(session, event).people
    if forms > came:
        yield Blocker(
            "more_forms_than_people",
            Text(
                en=f"{forms} forms would be kept, but {came} people are recorded at {event.code}: "
                "record who was there first, or look whether forms come twice.",
                ru=f"Отзывов стало бы {forms}, а участников {event.code} записано {came}: сначала "
                "запишите, кто был, или проверьте, не вносите ли вы анкеты второй раз.",
            ),
        )
