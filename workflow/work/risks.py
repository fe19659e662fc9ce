"""What may go wrong with initiatives under way: silence, and milestones that have passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models import HistoryEntry, IdempotencyKey, Initiative, Milestone, Programme, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform

UNDER_WAY = "implementation"
NEWS = ("begin", "resume", "note_progress", "reach_milestone", "return_report")
"""Actions after which a group is not silent."""


@dataclass(frozen=True)
class Risk:
    initiative: Initiative
    code: str
    """no_news or milestone_late."""
    since: date
    """The last day that anything was heard, or on which the milestone was to be reached."""
    text: Text
    number: int = 0
    """The milestone's, if it is about one."""

    @property
    def key(self) -> str:
        """Names it, so that it is flagged once."""
        return f"risk.{self.initiative.id}.{self.code}.{self.number}.{self.since}"


def risks(session: Session, programme: Programme, *, now: datetime) -> list[Risk]:
    """Everything that is late or silent among the initiatives under way, by initiative."""
    today = timetable_of(session, programme.id).local_day(now)
    under_way = session.scalars(
        select(Initiative)
        .options(selectinload(Initiative.milestones))
        .where(Initiative.programme_id == programme.id, Initiative.state == UNDER_WAY)
        .order_by(Initiative.code)
    ).all()
    heard = _heard(session, programme, under_way)
    return [
        risk
        for initiative in under_way
        for risk in (
            *_silence(initiative, heard[initiative.id], today, programme.news_within_days),
            *_late(initiative, today),
        )
    ]


def unflagged(session: Session, programme: Programme, *, now: datetime) -> list[Risk]:
    """Risks that nobody was told of yet."""
    return [
        risk
        for risk in risks(session, programme, now=now)
        if session.get(IdempotencyKey, risk.key) is None
    ]


def flag(
    session: Session, programme: Programme, key: str, *, actor: Actor, now: datetime
) -> Risk | None:
    """Put the risk of that key into its initiative's history and tell of it, unless that was done
    or it has passed meanwhile. Raises Refusal where the initiative is no longer under way."""
    risk = next((r for r in unflagged(session, programme, now=now) if r.key == key), None)
    if risk is not None:
        words = risk.text.ru
        perform(session, risk.initiative, "flag_risk", actor=actor, now=now, reason=words, key=key)
    return risk


def _heard(
    session: Session, programme: Programme, initiatives: Sequence[Initiative]
) -> dict[int, date]:
    """Initiative → the last day on which its group was heard of."""
    times = timetable_of(session, programme.id)
    rows = session.execute(
        select(HistoryEntry.subject_id, func.max(HistoryEntry.at))
        .where(
            HistoryEntry.subject_id.in_([initiative.id for initiative in initiatives]),
            HistoryEntry.action.in_(NEWS),
        )
        .group_by(HistoryEntry.subject_id)
    )
    return {subject_id: times.local_day(at) for subject_id, at in rows}


def _silence(initiative: Initiative, heard: date, today: date, within: int) -> Iterator[Risk]:
    days = (today - heard).days
    if days > within:
        text = Text(
            en=f"Nothing was heard since {heard:%d.%m.%Y} (for more than {within} days).",
            ru=f"Новостей нет с {heard:%d.%m.%Y} (дольше {within} дней).",
        )
        yield Risk(initiative, "no_news", heard, text)


def _late(initiative: Initiative, today: date) -> Iterator[Risk]:
    for milestone in initiative.milestones:
        if milestone.reached_on is None and milestone.planned_on < today:
            yield Risk(
                initiative,
                "milestone_late",
                milestone.planned_on,
                _late_words(milestone),
                milestone.ordinal,
            )


def _late_words(milestone: Milestone) -> Text:
    return Text(
        en=f"Milestone {milestone.ordinal} “{milestone.title}” was planned for "
        f"{milestone.planned_on:%d.%m.%Y} and is not reached.",
        ru=f"Контрольная точка {milestone.ordinal} «{milestone.title}» была назначена на "
        f"{milestone.planned_on:%d.%m.%Y} и не пройдена.",
    )
