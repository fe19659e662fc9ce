"""Keeping answers so that neither order nor time nor anything a database adds of its own says
whose they are.

A database remembers which rows one transaction wrote (PostgreSQL shows it as `xmin`). An invitation
is marked as answered in the transaction that keeps its answers, so others' answers are written anew
in the same one, as are all when the round closes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from models import (
    Draft,
    Invitation,
    LinkSalt,
    MonitoringRound,
    Response,
    RoundMode,
    RoundQuestionnaire,
)
from workflow.history.chain import canonical_json
from workflow.monitoring.questionnaires.answers import Answer
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.links import by_address, by_slip, pseudonym

CROWD = 16
"""Others' answers that are written anew with somebody's, if there are as many."""
_CHANCE = SystemRandom()

Row = dict[str, Any]


@dataclass(frozen=True)
class HandedIn:
    """Somebody's answers, in order, about to be kept."""

    invitation: Invitation
    answers: Mapping[str, Answer]


def hold(session: Session, round_id: int, questionnaire: str) -> None:
    """Let answers to a questionnaire be kept one after another, and none while the round closes:
    two that did not see each other's rows could not hide among them."""
    session.execute(
        select(RoundQuestionnaire.code)
        .where(RoundQuestionnaire.round_id == round_id, RoundQuestionnaire.code == questionnaire)
        .with_for_update(key_share=True)
    )


def keep(
    session: Session,
    round_: MonitoringRound,
    handed_in: Sequence[HandedIn],
    *,
    secret: str,
    day: date,
) -> None:
    """Keep answers to one questionnaire that the caller holds (`hold`), and note that their
    invitations are answered."""
    mixed: defaultdict[tuple[int | None, bool], list[Row]] = defaultdict(list)
    asked = session.get_one(RoundQuestionnaire, (round_.id, handed_in[0].invitation.questionnaire))
    by_district = document_of(asked.questionnaire).by_district
    salt = session.get(LinkSalt, round_.programme_id)
    for each in handed_in:
        invitation = each.invitation
        row: Row = {
            "id": uuid4(),
            "round_id": round_.id,
            "questionnaire": invitation.questionnaire,
            "district_id": invitation.district_id if by_district else None,
            "link": _link(invitation, salt, secret) if round_.mode == RoundMode.LINKED else None,
            "person_id": invitation.person_id if round_.mode == RoundMode.NAMED else None,
            "answers": canonical_json(dict(each.answers)),
            "is_sample": invitation.is_sample,
        }
        mixed[row["district_id"], row["is_sample"]].append(row)
        invitation.answered_on = day
    session.flush()
    ids = [each.invitation.id for each in handed_in]
    session.execute(delete(Draft).where(Draft.invitation_id.in_(ids)))
    for rows in mixed.values():
        _write(session, rows + _crowd(session, rows[0]))


def _link(invitation: Invitation, salt: LinkSalt | None, secret: str) -> str:
    key = salt.salt if salt else None
    assert key is not None, "a guard saw to it when the round opened"
    if invitation.person is not None:
        invitee = by_address(invitation.person.email)
    else:
        assert invitation.slip is not None, "the database sees to it"
        invitee = by_slip(invitation.slip)
    return pseudonym(invitee, invitation.questionnaire, salt=key, secret=secret)


def _crowd(session: Session, like: Row) -> list[Row]:
    """Others' answers, taken out to be written anew: of those that look alike from outside, in
    district and in being invented or not. Their keys are random, so those that follow on a random
    one are any."""
    alike = (
        select(Response.__table__)
        .where(
            Response.round_id == like["round_id"],
            Response.questionnaire == like["questionnaire"],
            Response.district_id.is_(None)
            if like["district_id"] is None
            else Response.district_id == like["district_id"],
            Response.is_sample.is_(like["is_sample"]),
        )
        .order_by(Response.id)
    )
    pivot = uuid4()
    rows = session.execute(alike.where(Response.id >= pivot).limit(CROWD)).all()
    if len(rows) < CROWD:
        before = alike.where(Response.id < pivot).limit(CROWD - len(rows))
        rows = [*rows, *session.execute(before).all()]
    return _taken_out(session, [dict(row._mapping) for row in rows])


def _taken_out(session: Session, rows: list[Row]) -> list[Row]:
    ids = [row["id"] for row in rows]
    for n in range(0, len(ids), 500):
        session.execute(delete(Response).where(Response.id.in_(ids[n : n + 500])))
    return [row | {"id": uuid4()} for row in rows]


def _write(session: Session, rows: list[Row]) -> None:
    """In an order that means nothing."""
    _CHANCE.shuffle(rows)
    session.connection().execute(insert(Response), rows)


def shuffle(session: Session, round_: MonitoringRound) -> int:
    """Write all answers of a round anew, in another order and under other keys, once nobody can
    answer any more; how many."""
    for asked in sorted(round_.asked, key=lambda asked: asked.code):
        hold(session, round_.id, asked.code)
    session.flush()
    kept = session.execute(select(Response.__table__).where(Response.round_id == round_.id)).all()
    session.execute(delete(Response).where(Response.round_id == round_.id))
    if kept:
        _write(session, [dict(row._mapping) | {"id": uuid4()} for row in kept])
    return len(kept)


def drop_drafts(session: Session, round_id: int) -> None:
    """What was not handed in by the end is gone."""
    ours = select(Invitation.id).where(Invitation.round_id == round_id)
    session.execute(delete(Draft).where(Draft.invitation_id.in_(ours)))
