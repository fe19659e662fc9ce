"""From what the database has of a round to its results."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import (
    District,
    Enrolment,
    Invitation,
    MonitoringRound,
    Response,
    RoundMode,
    RoundQuestionnaire,
)
from workflow.monitoring.analysis.analyse import Setting, analyse
from workflow.monitoring.analysis.comparing.sampling import Population
from workflow.monitoring.analysis.frame import Frame, Row, read_frame
from workflow.monitoring.analysis.results import Results, Turnout
from workflow.monitoring.analysis.suppression.turnout import Counted, turnouts
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of

TOOK_PART = ("selected", "curator_assigned")
"""States of a district's enrolment in which it is in the programme."""


def results(session: Session, round_: MonitoringRound, asked: RoundQuestionnaire) -> Results:
    """Computed from the answers as they are now."""
    document = document_of(asked.questionnaire)
    baseline = round_.baseline
    earlier = baseline and next((one for one in baseline.asked if one.code == asked.code), None)
    before = None
    if baseline and earlier:
        only = document_of(earlier.questionnaire).questions.keys()
        before = read_frame(_rows(session, baseline, asked.code), document, only)
    after = read_frame(_rows(session, round_, asked.code), document)
    return analyse(document, _setting(session, round_, asked, document, before), before, after)


def _setting(
    session: Session,
    round_: MonitoringRound,
    asked: RoundQuestionnaire,
    document: QuestionnaireDocument,
    before: Frame | None,
) -> Setting:
    baseline = round_.baseline if before is not None else None
    return Setting(
        round=round_.code,
        mode=RoundMode(round_.mode),
        baseline=baseline.code if baseline else None,
        baseline_mode=RoundMode(baseline.mode) if baseline else None,
        population=Population(asked.population),
        turnout_before=_turnout(session, baseline, document) if baseline else (),
        turnout_after=_turnout(session, round_, document),
        took_part=_took_part(session, round_),
    )


def _rows(session: Session, round_: MonitoringRound, code: str) -> list[Row]:
    kept: Select[Any] = (
        select(Response.answers, Response.link, Response.person_id, District.code)
        .outerjoin(District, District.id == Response.district_id)
        .where(Response.round_id == round_.id, Response.questionnaire == code)
    )
    return [
        Row(answers, link or (None if person is None else str(person)), district)
        for answers, link, person, district in session.connection().execute(kept)
    ]


def _turnout(
    session: Session, round_: MonitoringRound, document: QuestionnaireDocument
) -> tuple[Turnout, ...]:
    counted = (
        select(District.code, func.count(), func.count(Invitation.answered_on))
        .outerjoin(District, District.id == Invitation.district_id)
        .where(
            Invitation.round_id == round_.id,
            Invitation.questionnaire == document.questionnaire,
        )
        .group_by(District.code)
    )
    found: Mapping[str | None, Counted] = {
        code: (invited, answered) for code, invited, answered in session.execute(counted)
    }
    return turnouts(found, by_district=document.by_district)


def _took_part(session: Session, round_: MonitoringRound) -> frozenset[str]:
    entered = (
        select(District.code)
        .join(Enrolment, Enrolment.district_id == District.id)
        .where(Enrolment.programme_id == round_.programme_id, Enrolment.state.in_(TOOK_PART))
    )
    return frozenset(session.scalars(entered))
