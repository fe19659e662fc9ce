from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import AgendaItem, IdempotencyKey, Initiative, Meeting, Programme, Text
from workflow.actor import Actor
from workflow.council.scoring.ranking import ranking
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate import perform
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.programme.lookup import find_council, lifecycle_version
from workflow.reviews.settling import look_again

APPROVAL = "approval"
ON_AGENDA = ("waiting", "voting", "decided")


def convene(
    session: Session,
    programme: Programme,
    *,
    held_at: datetime,
    place: str,
    actor: Actor,
    now: datetime,
    only: Sequence[str] | None = None,
    key: str | None = None,
) -> Meeting:
    """Convene the council; the agenda is whatever awaits its decision, best first.

    `only` names codes of initiatives where not all shall be dealt with; with none named the council
    meets on other business. `key` names the request:
    its repeat is answered with the meeting that it convened. Raises Refusal.
    """
    if blockers := _unfit(held_at, place, now):
        raise Refusal(blockers)
    lock(session, find_council(session, programme))
    if key is not None and (known := session.get(IdempotencyKey, key)) is not None:
        return session.get_one(Meeting, known.subject_id)
    meeting = Meeting(
        programme_id=programme.id,
        code=_free_code(session, programme, held_at),
        held_at=held_at,
        place=" ".join(place.split()),
        lifecycle_version=lifecycle_version(session, programme, "meeting"),
        changed_at=now,
    )
    session.add(meeting)
    perform(session, meeting, "convene", actor=actor, now=now, key=key)
    _check_that_they_wait(session, programme, only)
    look_again(session, programme.id, now=now)
    ranked = waiting_for_decision(session, programme)
    for number, (rank, initiative) in enumerate(
        (line for line in ranked if only is None or line[1].code in only), start=1
    ):
        _place(session, meeting, initiative, number, rank, actor, now)
    return meeting


def _check_that_they_wait(
    session: Session, programme: Programme, only: Sequence[str] | None
) -> None:
    waiting = {initiative.code for _, initiative in waiting_for_decision(session, programme)}
    if only is None and not waiting:
        raise Refusal([_NOTHING_WAITS])
    if strangers := sorted(set(only or ()) - waiting):
        raise Refusal([_not_waiting(strangers)])


def waiting_for_decision(session: Session, programme: Programme) -> list[tuple[int, Initiative]]:
    """Initiatives that await the council and are on no agenda, with their rank; those without
    reviews come last."""
    places = ranking(session, programme, states=[APPROVAL]).places
    elsewhere = select(AgendaItem.initiative_id).where(AgendaItem.state.in_(ON_AGENDA))
    waiting = session.scalars(
        select(Initiative)
        .where(
            Initiative.programme_id == programme.id,
            Initiative.state == APPROVAL,
            Initiative.id.not_in(elsewhere),
        )
        .order_by(Initiative.code)
    ).all()
    last = len(places) + 1
    return sorted(((places.get(i.id, last), i) for i in waiting), key=lambda line: line[0])


def _place(
    session: Session,
    meeting: Meeting,
    initiative: Initiative,
    number: int,
    rank: int,
    actor: Actor,
    now: datetime,
) -> None:
    lock(session, initiative)
    item = AgendaItem(
        programme_id=meeting.programme_id,
        district_id=initiative.district_id,
        code=f"{meeting.code}.{number}",
        meeting=meeting,
        initiative=initiative,
        ordinal=number,
        rank=rank,
        lifecycle_version=lifecycle_version(
            session, session.get_one(Programme, meeting.programme_id), "agenda_item"
        ),
        changed_at=now,
    )
    session.add(item)
    perform(session, item, "place", actor=actor, now=now)


def _free_code(session: Session, programme: Programme, held_at: datetime) -> str:
    """The day of the meeting; a second one on that day has a number behind it."""
    day = timetable_of(session, programme.id).local_day(held_at).isoformat()
    same_day = session.scalars(
        select(func.count())
        .select_from(Meeting)
        .where(Meeting.programme_id == programme.id, Meeting.code.startswith(day))
    ).one()
    return day if not same_day else f"{day}-{same_day + 1}"


def _unfit(held_at: datetime, place: str, now: datetime) -> list[Blocker]:
    blockers = [text_blocker(place, Text(en="The place", ru="Место"))]
    if not 0 < len(place.strip()) <= 200:
        words = Text(en="Say where, in at most 200 characters.", ru="Укажите место, до 200 знаков.")
        blockers.append(Blocker("place_unfit", words))
    if held_at <= now:
        words = Text(
            en="This moment has passed: convene for a later one.",
            ru="Это время уже прошло: назначьте заседание на более позднее.",
        )
        blockers.append(Blocker("in_the_past", words))
    return [blocker for blocker in blockers if blocker is not None]


def _not_waiting(codes: Sequence[str]) -> Blocker:
    listed = ", ".join(code[:40] for code in codes)
    return Blocker(
        "not_waiting",
        Text(
            en=f"These do not await the council, or are on another agenda: {listed}.",
            ru=f"Эти инициативы не ждут решения совета или уже в другой повестке: {listed}.",
        ),
    )


_NOTHING_WAITS = Blocker(
    "nothing_waits",
    Text(
        en="No initiative awaits the council: convene it when reviews are in.",
        ru="Ни одна инициатива не ждёт решения совета: созовите его, когда будут экспертизы.",
    ),
)
