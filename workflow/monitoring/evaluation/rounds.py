"""Monitoring rounds that were over by a day, and what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models import (
    HistoryEntry,
    MonitoringRound,
    RoundAnalysis,
    RoundQuestionnaire,
)
from workflow.deadlines.timetable import timetable_of
from workflow.history.as_of import AsOf
from workflow.monitoring.analysis.results import Results
from workflow.monitoring.questionnaires.document import QuestionnaireDocument

CLOSED = "closed"


@dataclass(frozen=True)
class AskedOf:
    """A questionnaire of a closed round."""

    document: QuestionnaireDocument
    results: Results | None
    """None while they are not computed."""


@dataclass(frozen=True)
class ClosedRound:
    round: MonitoringRound
    closed_on: date
    asked: Sequence[AskedOf]
    """In the order in which the round asks them."""

    @property
    def is_analysed(self) -> bool:
        return bool(self.asked) and all(asked.results for asked in self.asked)


def closed_rounds(session: Session, programme_id: int, as_of: AsOf) -> list[ClosedRound]:
    """By the moment they closed."""
    times = timetable_of(session, programme_id)
    closed = (
        select(HistoryEntry.subject_id, func.max(HistoryEntry.at).label("at"))
        .where(
            HistoryEntry.to_state == CLOSED,
            HistoryEntry.from_state != CLOSED,
            as_of.by_moment(HistoryEntry.at),
        )
        .group_by(HistoryEntry.subject_id)
    ).subquery()
    rows = session.execute(
        select(MonitoringRound, closed.c.at)
        .join(closed, closed.c.subject_id == MonitoringRound.id)
        .where(MonitoringRound.programme_id == programme_id)
        .order_by(closed.c.at, MonitoringRound.id)
        .options(selectinload(MonitoringRound.asked).selectinload(RoundQuestionnaire.questionnaire))
    )
    return [
        ClosedRound(round_, times.local_day(at), _asked(session, round_)) for round_, at in rows
    ]


def _asked(session: Session, round_: MonitoringRound) -> list[AskedOf]:
    """Read from what is stored, without the code that computed it: the statistics take longer to
    load than most commands, all of which know the indicators, take to run."""
    computed = {
        analysis.questionnaire: Results.model_validate_json(analysis.content)
        for analysis in session.scalars(
            select(RoundAnalysis).where(RoundAnalysis.round_id == round_.id)
        )
    }
    return [
        AskedOf(
            QuestionnaireDocument.model_validate_json(asked.questionnaire.content),
            computed.get(asked.code),
        )
        for asked in round_.asked
    ]
