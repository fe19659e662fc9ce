"""Events: planned, then held or cancelled. Only what was held counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, EventKind, EventState, Programme, ProgrammeEvent, Text
from workflow.actor import Actor
from workflow.errors import Blocker, NotFound, Refusal
from workflow.life.entries import (
    line_blockers,
    lock_programme,
    one_line,
    past_blockers,
    refuse,
    today_in,
    within_blockers,
)
from workflow.life.hosting import may_host, take_up
from workflow.life.turnout import forms_of, turnout

CODE = re.compile("[a-z0-9][a-z0-9-]{0,38}")


@dataclass(frozen=True)
class EventPlan:
    """What is said of an event beforehand."""

    code: str
    kind: EventKind
    title: str
    starts_on: date
    ends_on: date
    """The last day, the same as the first for most."""
    place: str
    district: District | None = None
    """None where it is for the whole programme."""

    @property
    def fields(self) -> dict[str, Any]:
        """As the event has them."""
        return {
            "code": self.code,
            "kind": self.kind,
            "title": one_line(self.title),
            "district_id": self.district.id if self.district else None,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "place": one_line(self.place),
        }


def find_event(session: Session, programme: Programme, code: str) -> ProgrammeEvent:
    """Raises NotFound."""
    found = _known(session, programme, code)
    if found is None:
        en = f"There is no event {code[:40]} in {programme.code}."
        ru = f"В программе {programme.code} нет мероприятия {code[:40]}."
        raise NotFound([Blocker("not_found", Text(en=en, ru=ru))])
    return found


def plan_event(
    session: Session,
    programme: Programme,
    plan: EventPlan,
    *,
    actor: Actor,
    now: datetime,
    is_sample: bool = False,
) -> ProgrammeEvent:
    """Put an event on the programme's list; the same plan again is answered with the event there
    is. A day that has passed may be planned too: records are caught up with. Raises Refusal."""
    fields = plan.fields
    may_host(session, programme.id, fields["district_id"], actor, now)
    lock_programme(session, programme.id)
    known = _known(session, programme, plan.code)
    if known is not None and all(getattr(known, name) == fields[name] for name in fields):
        return known
    if known is not None:
        raise Refusal([_taken(known)])
    refuse(_plan_blockers(programme, plan))
    event = ProgrammeEvent(
        programme_id=programme.id,
        **fields,
        state=EventState.PLANNED,
        recorded_by_id=actor.person_id,
        is_sample=is_sample,
    )
    session.add(event)
    session.flush()
    return event


def hold_event(session: Session, event: ProgrammeEvent, *, actor: Actor, now: datetime) -> None:
    """Record that it was held, from its last day on; again, it changes nothing. Raises Refusal."""
    take_up(session, event, actor, now)
    if event.state == EventState.HELD:
        return
    if event.state == EventState.CANCELLED:
        raise Refusal([_cancelled(event)])
    refuse(past_blockers(event.ends_on, today_in(session, event.programme_id, now)))
    event.state, event.recorded_by_id = EventState.HELD, actor.person_id


def cancel_event(
    session: Session, event: ProgrammeEvent, *, reason: str, actor: Actor, now: datetime
) -> None:
    """Record that it does not happen, or that it was marked as held by mistake; again, it changes
    nothing. Raises Refusal, also where somebody was there."""
    take_up(session, event, actor, now)
    if event.state == EventState.CANCELLED:
        return
    why = one_line(reason)
    refuse(
        [
            *line_blockers(why, 300, Text(en="The reason", ru="Причина")),
            *_attended(session, event),
        ]
    )
    event.state, event.reason = EventState.CANCELLED, why
    event.recorded_by_id = actor.person_id


def _known(session: Session, programme: Programme, code: str) -> ProgrammeEvent | None:
    return session.scalar(
        select(ProgrammeEvent).where(
            ProgrammeEvent.programme_id == programme.id, ProgrammeEvent.code == code
        )
    )


def _plan_blockers(programme: Programme, plan: EventPlan) -> Iterator[Blocker]:
    if not CODE.fullmatch(plan.code):
        yield _CODE_UNFIT
    yield from line_blockers(plan.fields["title"], 200, Text(en="The title", ru="Название"))
    yield from line_blockers(plan.fields["place"], 200, Text(en="The place", ru="Место"))
    if plan.ends_on < plan.starts_on:
        yield _ENDS_BEFORE
    yield from within_blockers(programme, plan.starts_on, plan.ends_on)


def _attended(session: Session, event: ProgrammeEvent) -> Iterator[Blocker]:
    if turnout(session, event).people or forms_of(session, event):
        yield Blocker(
            "attended",
            Text(
                en=f"People are recorded as having been at {event.code}: it was held.",
                ru=f"Записано, кто был на {event.code}: мероприятие состоялось.",
            ),
        )


def _taken(event: ProgrammeEvent) -> Blocker:
    return Blocker(
        "code_taken",
        Text(
            en=f"{event.code} is another event, “{event.title}”, or the same planned otherwise: "
            "choose a free code.",
            ru=f"{event.code} — это другое мероприятие, «{event.title}», или то же с другим "
            "планом: выберите свободный код.",
        ),
    )


def _cancelled(event: ProgrammeEvent) -> Blocker:
    return Blocker(
        "event_cancelled",
        Text(
            en=f"{event.code} was cancelled ({event.reason}): if it took place after all, plan it "
            "under a new code.",
            ru=f"{event.code} отменено ({event.reason}): если оно всё же состоялось, "
            "запланируйте его под новым кодом.",
        ),
    )


_CODE_UNFIT = Blocker(
    "code_unfit",
    Text(
        en="A code has small Latin letters, digits and hyphens, such as seminar-15.",
        ru="В коде только маленькие латинские буквы, цифры и дефис, например seminar-15.",
    ),
)
_ENDS_BEFORE = Blocker(
    "ends_before_start",
    Text(
        en="It ends before it starts: correct the days.",
        ru="Окончание раньше начала: исправьте дни.",
    ),
)
