"""Who is asked, and how many have answered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from models import District, Invitation, MonitoringRound, Person, Role, RoundMode, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.gate.permissions import standing


@dataclass(frozen=True)
class Invitee:
    """Somebody who is to be asked: a person with an address, or whoever holds a printed slip."""

    person_id: int | None = None
    slip: str | None = None
    district_id: int | None = None
    is_sample: bool = False


def invite(
    session: Session,
    round_: MonitoringRound,
    code: str,
    *,
    people: Iterable[Person] = (),
    slips: Iterable[str] = (),
    district: District | None = None,
    actor: Actor,
    now: datetime,
    sample: bool = False,
) -> int:
    """Ask people to fill in a questionnaire of the round; how many are new to it. Those who are
    asked already stay so. Letters go out when the round opens, or at once if it is open; who has a
    slip gets none.

    Raises Refusal: not the coordinator, the round is over or does not ask it.
    """
    where = district.id if district else None
    invitees = [Invitee(person_id=each.id, district_id=where, is_sample=sample) for each in people]
    invitees += [Invitee(slip=slip, district_id=where, is_sample=sample) for slip in slips]
    return invite_all(session, round_, code, invitees, actor=actor, now=now)


def invite_all(
    session: Session,
    round_: MonitoringRound,
    code: str,
    invitees: Collection[Invitee],
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """As `invite`, each with a district of their own."""
    lock(session, round_)
    if round_.mode == RoundMode.NAMED and any(each.slip for each in invitees):
        raise Refusal([_SLIPS_HAVE_NO_NAME])
    asked = select(Invitation.person_id, Invitation.slip).where(
        Invitation.round_id == round_.id, Invitation.questionnaire == code
    )
    known = {(person_id, slip) for person_id, slip in session.execute(asked)}
    by_invitee = {(each.person_id, each.slip): each for each in invitees}
    new = [each for key, each in by_invitee.items() if key not in known]
    if new:
        session.connection().execute(insert(Invitation), [_row(round_, code, each) for each in new])
    perform(session, round_, "invite", actor=actor, now=now, facts={"questionnaire": code})
    return len(new)


def _row(round_: MonitoringRound, code: str, invitee: Invitee) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "round_id": round_.id,
        "questionnaire": code,
        "person_id": invitee.person_id,
        "slip": invitee.slip,
        "district_id": invitee.district_id,
        "is_sample": invitee.is_sample,
    }


def permit_coordinator(
    session: Session, round_: MonitoringRound, actor: Actor, now: datetime
) -> None:
    """Raises Refusal."""
    today = timetable_of(session, round_.programme_id).local_day(now)
    blockers = list(standing(session, round_, actor, today).blockers((Role.COORDINATOR,)))
    if blockers:
        raise Refusal(blockers)


@dataclass(frozen=True)
class Progress:
    """How far a questionnaire has come in one district, or among those without one."""

    questionnaire: str
    district: District | None
    invited: int
    answered: int


def progress(session: Session, round_: MonitoringRound) -> Sequence[Progress]:
    """By questionnaire in the round's order, and by district. On which day somebody answered is
    told in total alone: see `answers_by_day`."""
    counted = (
        select(
            Invitation.questionnaire,
            Invitation.district_id,
            func.count(),
            func.count(Invitation.answered_on),
        )
        .where(Invitation.round_id == round_.id)
        .group_by(Invitation.questionnaire, Invitation.district_id)
    )
    of_programme = select(District).where(District.programme_id == round_.programme_id)
    districts = {district.id: district for district in session.scalars(of_programme)}
    found = [
        Progress(code, districts.get(district_id or 0), invited, answered)
        for code, district_id, invited, answered in session.execute(counted)
    ]
    order = {asked.code: asked.ordinal for asked in round_.asked}
    return sorted(found, key=lambda each: (order[each.questionnaire], _by_code(each.district)))


def _by_code(district: District | None) -> tuple[bool, int, str]:
    """Districts by their number, those without one last."""
    code = district.code if district else ""
    return district is None, int(code) if code.isdecimal() else 0, code


def answers_by_day(session: Session, round_: MonitoringRound) -> Sequence[tuple[date, int]]:
    """How many questionnaires of the round were handed in on each day."""
    counted = (
        select(Invitation.answered_on, func.count())
        .where(Invitation.round_id == round_.id, Invitation.answered_on.is_not(None))
        .group_by(Invitation.answered_on)
        .order_by(Invitation.answered_on)
    )
    return [(day, count) for day, count in session.execute(counted) if day is not None]


_SLIPS_HAVE_NO_NAME = Blocker(
    "slips_have_no_name",
    Text(
        en="In this round answers are kept with the name, and a slip has none: invite people by "
        "their address.",
        ru="В этом раунде ответы хранятся с именем, а у бланка его нет: приглашайте людей по "
        "адресу.",
    ),
)
