from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models import District, HistoryEntry, Initiative, Money, Programme, Text
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.money.ledger import disbursed
from workflow.open_data.personal import without_personal_data


@dataclass(frozen=True)
class PublishedAward:
    """An award as anybody may know it. Who leads the group, and who is in it, is not told."""

    programme: str
    """The programme's code."""
    programme_title: Text
    code: str
    """The initiative's; unique within the programme."""
    title: str
    summary: str
    applied_for: Money
    awarded: Money
    disbursed: Money
    """Paid so far, less what was returned."""
    awarded_on: date
    planned_until: date
    """Day of the last milestone of its plan."""
    foundation: Text
    district: Text
    place: Text
    country: str
    """ISO 3166-1 alpha-2."""
    modified_at: datetime
    """When something last happened to the initiative, in UTC."""
    is_sample: bool
    withheld: bool
    """Something personal that people had written was left out of title or summary."""


def published_awards(session: Session, programme: Programme) -> list[PublishedAward]:
    """The programme's awards that stand, by code, with one set of statements however many they are.
    One that was declined is none any more; one whose funding was stopped did happen."""
    times = timetable_of(session, programme.id)
    found = session.execute(
        select(Initiative, District)
        .join(District, District.id == Initiative.district_id)
        .where(Initiative.programme_id == programme.id, Initiative.awarded.is_not(None))
        .options(selectinload(Initiative.group), selectinload(Initiative.milestones))
    )
    days = dict(_award_days(session, programme, times))
    paid = disbursed(session, programme.id)
    awards = [
        _published(i, district, programme, days[i.id], Money(paid.get(i.id, 0), i.currency))
        for i, district in found
    ]
    return sorted(awards, key=lambda award: award.code)


def _award_days(
    session: Session, programme: Programme, times: Timetable
) -> Iterator[tuple[int, date]]:
    """Initiative → the day on which it came to funding."""
    entries = session.execute(
        select(HistoryEntry.subject_id, HistoryEntry.at)
        .join(Initiative, Initiative.id == HistoryEntry.subject_id)
        .where(
            Initiative.programme_id == programme.id,
            Initiative.awarded.is_not(None),
            HistoryEntry.to_state == "funding",
            HistoryEntry.from_state != "funding",
        )
        .order_by(HistoryEntry.sequence)
    )
    yield from ((initiative_id, times.local_day(at)) for initiative_id, at in entries)


def _published(
    initiative: Initiative,
    district: District,
    programme: Programme,
    awarded_on: date,
    paid: Money,
) -> PublishedAward:
    assert initiative.award is not None, "only awards are asked for"
    names = [person.name for person in initiative.group]
    title = without_personal_data(initiative.title, names)
    summary = without_personal_data(initiative.summary, names)
    return PublishedAward(
        programme=programme.code,
        programme_title=programme.title,
        code=initiative.code,
        title=title,
        summary=summary,
        applied_for=initiative.request,
        awarded=initiative.award,
        disbursed=paid,
        awarded_on=awarded_on,
        planned_until=initiative.ends_on,
        foundation=programme.foundation,
        district=district.title,
        place=programme.place,
        country=programme.country,
        modified_at=initiative.changed_at,
        is_sample=initiative.is_sample,
        withheld=(title, summary) != (initiative.title, initiative.summary),
    )
