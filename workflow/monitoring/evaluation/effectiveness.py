from datetime import date
from typing import assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Assessment,
    Consultation,
    District,
    Enrolment,
    HistoryEntry,
    Initiative,
    Invitation,
    MediaMention,
    MonitoringRound,
    Programme,
    ProgrammeEvent,
    Response,
    RoundMode,
    Text,
)
from models.monitoring.evaluation import EvaluationStage
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.history.as_of import AsOf, states
from workflow.monitoring.evaluation.document import EvaluationCell, EvaluationDocument
from workflow.monitoring.evaluation.document import EvaluationMethod as Method
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.evidence.experts import experts
from workflow.monitoring.evaluation.evidence.feedback import feedback
from workflow.monitoring.evaluation.evidence.indicators import indicator_findings, indicators
from workflow.monitoring.evaluation.evidence.media import media
from workflow.monitoring.evaluation.evidence.plan_and_fact import plan_and_fact
from workflow.monitoring.evaluation.evidence.questionnaires import questionnaires
from workflow.monitoring.evaluation.initiatives import coverage, funnel
from workflow.monitoring.evaluation.limits import limits
from workflow.monitoring.evaluation.monitored import parameters
from workflow.monitoring.evaluation.naming import naming_nobody
from workflow.monitoring.evaluation.plan import plan_of, stored_plan, window
from workflow.monitoring.evaluation.report import (
    EffectivenessReport,
    EvaluatedCell,
    Evidence,
    Header,
    QuestionnaireFinding,
    RoundFinding,
)
from workflow.monitoring.evaluation.rounds import ClosedRound, closed_rounds

ENTERED = ("selected", "curator_assigned")
"""States of an enrolment in which the district takes part in the programme."""


def effectiveness(
    session: Session, programme: Programme, stage: EvaluationStage, *, on: date
) -> EffectivenessReport:
    """The report of a stage as it is drawn up on a day. The interim one has what was known on its
    own day, whenever it is drawn up; the final one what is known on its last day, and before that
    on the day it is drawn up. Raises NotFound without a plan, Refusal before the stage's day."""
    plan = plan_of(session, programme)
    days = window(programme, plan, stage)
    if on < days.first:
        raise Refusal([_not_yet(days.first)])
    basis = _basis(session, programme, stage, min(on, days.known_until), on)
    return EffectivenessReport(
        header=_header(basis),
        indicators=indicator_findings(basis),
        cells=tuple(_evaluated(basis, plan, cell) for cell in plan.cells(stage)),
        rounds=basis.rounds,
        funnel=funnel(basis),
        coverage=coverage(basis),
        parameters=parameters(basis, plan),
        limits=limits(basis.rounds),
    )


def _basis(
    session: Session, programme: Programme, stage: EvaluationStage, as_of: date, on: date
) -> Basis:
    then = AsOf.end_of(session, programme.id, as_of)
    closed = closed_rounds(session, programme.id, then)
    return Basis(
        session=session,
        programme=programme,
        stage=stage,
        then=then,
        drawn_on=on,
        districts=_entered(session, programme, then),
        rounds=tuple(_round(session, found) for found in closed if found.is_analysed),
        unanalysed=not all(found.is_analysed for found in closed),
        cleaned=naming_nobody(session, programme.id),
    )


def _entered(session: Session, programme: Programme, then: AsOf) -> tuple[District, ...]:
    stood = states(session, Enrolment, programme.id, then)
    ours = [enrolment_id for enrolment_id, state in stood.items() if state in ENTERED]
    entered = select(Enrolment.district_id).where(Enrolment.id.in_(ours))
    found = select(District).where(District.id.in_(entered)).order_by(District.id)
    return tuple(session.scalars(found))


def _round(session: Session, found: ClosedRound) -> RoundFinding:
    round_ = found.round
    return RoundFinding(
        code=round_.code,
        title=round_.title,
        mode=RoundMode(round_.mode),
        opened_on=_opened_on(session, round_),
        closed_on=found.closed_on,
        baseline=round_.baseline.code if round_.baseline else None,
        questionnaires=tuple(
            QuestionnaireFinding(asked.document, asked.results)
            for asked in found.asked
            if asked.results is not None
        ),
        is_sample=_is_sample_round(session, round_),
    )


def _opened_on(session: Session, round_: MonitoringRound) -> date:
    """The day it did open, which may be later than planned."""
    opened = session.scalars(
        select(HistoryEntry.at)
        .where(HistoryEntry.subject_id == round_.id, HistoryEntry.to_state == "open")
        .order_by(HistoryEntry.sequence)
    ).first()
    return timetable_of(session, round_.programme_id).local_day(opened or round_.opens_at)


def _is_sample_round(session: Session, round_: MonitoringRound) -> bool:
    asked = select(Invitation.id).where(Invitation.round_id == round_.id, Invitation.is_sample)
    answered = select(Response.id).where(Response.round_id == round_.id, Response.is_sample)
    return any(session.scalar(some.limit(1)) is not None for some in (asked, answered))


def _header(basis: Basis) -> Header:
    programme = basis.programme
    return Header(
        programme=programme.code,
        title=programme.title,
        place=programme.place,
        foundation=programme.foundation,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        stage=basis.stage,
        as_of=basis.as_of,
        plan_hash=stored_plan(basis.session, programme).content_hash,
        is_sample=_is_sample(basis),
    )


def _is_sample(basis: Basis) -> bool:
    """Something was invented that figures are counted from."""
    kinds = (Initiative, ProgrammeEvent, Consultation, MediaMention, Assessment)
    return any(found.is_sample for found in basis.rounds) or any(
        basis.session.scalar(
            select(kind.id).where(kind.programme_id == basis.programme.id, kind.is_sample).limit(1)
        )
        is not None
        for kind in kinds
    )


def _evaluated(basis: Basis, plan: EvaluationDocument, cell: EvaluationCell) -> EvaluatedCell:
    return EvaluatedCell(
        stage=cell.stage,
        object=cell.object,
        texts=plan.texts(cell.object),
        evidence=tuple(_found(basis, cell, method) for method in cell.methods),
    )


def _found(basis: Basis, cell: EvaluationCell, method: Method) -> Evidence:
    match method:
        case Method.QUESTIONNAIRES:
            return questionnaires(basis)
        case Method.INDICATORS:
            return indicators(basis)
        case Method.EXPERTS:
            return experts(basis, cell.object)
        case Method.FEEDBACK:
            return feedback(basis)
        case Method.PLAN_AND_FACT:
            return plan_and_fact(basis)
        case Method.MEDIA:
            return media(basis)
    assert_never(method)


def _not_yet(first: date) -> Blocker:
    return Blocker(
        "evaluation_not_yet",
        Text(
            en=f"This report can be drawn up from {first:%d.%m.%Y} on.",
            ru=f"Этот отчёт можно составить начиная с {first:%d.%m.%Y}.",
        ),
    )
