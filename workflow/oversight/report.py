from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Initiative, OutboxMessage, Programme, Remark, Text
from workflow.deadlines.timetable import timetable_of
from workflow.oversight.changes import Changes, changes
from workflow.oversight.deeds import Deed, Outage, Span, deeds, outages
from workflow.oversight.missed import Deadlines, deadlines
from workflow.oversight.month import Month
from workflow.oversight.people import People
from workflow.oversight.privacy import Privacy, privacy
from workflow.oversight.proof import Proof, Verified, proof, verified_now
from workflow.oversight.reading import Reading, reading


@dataclass(frozen=True)
class OversightReport:
    """A month of a programme, as who oversees it reads it. Names no resident; staff by name only
    where names are wanted."""

    month: Month
    programme: Text
    place: Text
    foundation: Text
    is_sample: bool
    made_at: datetime
    """On the clock where the programme is, as all moments in it."""
    is_over: bool
    """Whether the month was, by then."""
    names: bool
    standing_out: Sequence[Deed]
    behalf: Sequence[Deed]
    outages: Sequence[Outage]
    deadlines: Deadlines
    reading: Reading
    privacy: Privacy
    dead_letters: Mapping[str, int]
    """Letters that died in the month, by category."""
    proof: Proof
    changes: Changes

    @property
    def overrides(self) -> Sequence[Deed]:
        return [deed for deed in self.standing_out if deed.remark == Remark.OVERRIDDEN]

    @property
    def by_hand(self) -> Sequence[Deed]:
        return [deed for deed in self.standing_out if deed.remark == Remark.BY_HAND]


def report(
    session: Session,
    programme: Programme,
    month: Month,
    *,
    now: datetime,
    names: bool = True,
    verified: Verified | None = None,
) -> OversightReport:
    """The report on a month, as the records have it now. All histories are verified for it, unless
    they were and it is said what came of that."""
    timetable = timetable_of(session, programme.id)
    span = month.span(timetable)
    people = People(session, programme, names=names)
    standing_out, behalf = deeds(session, programme, span, people)
    return OversightReport(
        month=month,
        programme=programme.title,
        place=programme.place,
        foundation=programme.foundation,
        is_sample=_has_samples(session, programme),
        made_at=now.astimezone(timetable.zone),
        is_over=span[1] <= now,
        names=names,
        standing_out=standing_out,
        behalf=behalf,
        outages=outages(session, programme, span),
        deadlines=deadlines(session, programme, span),
        reading=reading(session, programme, span, people),
        privacy=privacy(session, programme, month, span, now),
        dead_letters=_dead_letters(session, programme, span),
        proof=proof(session, span, verified or verified_now(session)),
        changes=changes(session, programme, month, span, people),
    )


def _has_samples(session: Session, programme: Programme) -> bool:
    """Something in it is invented, to show the program at work."""
    invented = select(Initiative.id).where(
        Initiative.programme_id == programme.id, Initiative.is_sample
    )
    return session.scalar(invented.limit(1)) is not None


def _dead_letters(session: Session, programme: Programme, span: Span) -> Mapping[str, int]:
    died = session.execute(
        select(OutboxMessage.category, func.count())
        .where(
            OutboxMessage.programme_id == programme.id,
            OutboxMessage.dead_at >= span[0],
            OutboxMessage.dead_at < span[1],
        )
        .group_by(OutboxMessage.category)
        .order_by(OutboxMessage.category)
    )
    return {category: number for category, number in died}
