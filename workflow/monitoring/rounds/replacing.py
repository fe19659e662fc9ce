"""A questionnaire is brought in anew while rounds that ask it have not opened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import MonitoringRound, Programme, Questionnaire, RoundQuestionnaire
from workflow.gate.perform import lock
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import store_questionnaire
from workflow.monitoring.rounds.planning import refuse_to_differ


@dataclass(frozen=True)
class Brought:
    version: Questionnaire
    rounds: tuple[MonitoringRound, ...]
    """Those that ask it from now on."""


def bring_in(
    session: Session, programme: Programme, document: QuestionnaireDocument, *, now: datetime
) -> Brought:
    """Store the questionnaire as a version; rounds that ask one of its code and have not opened ask
    this one. Again, it changes nothing. Raises Refusal where its answers could not be compared with
    those of the round before."""
    version = store_questionnaire(session, programme, document, now=now)
    waiting = session.execute(_waiting(programme, version.code)).tuples().all()
    replaced = [round_ for asked, round_ in waiting if asked.questionnaire_id != version.id]
    for asked, round_ in waiting:
        lock(session, round_)
        asked.questionnaire = version
    session.flush()
    for _, round_ in waiting:
        if round_.baseline is not None:
            refuse_to_differ(round_, round_.baseline)
    return Brought(version, tuple(replaced))


def _waiting(programme: Programme, code: str) -> Select[tuple[RoundQuestionnaire, MonitoringRound]]:
    return (
        select(RoundQuestionnaire, MonitoringRound)
        .join(MonitoringRound, MonitoringRound.id == RoundQuestionnaire.round_id)
        .where(
            MonitoringRound.programme_id == programme.id,
            MonitoringRound.state.in_(("new", "planned")),
            RoundQuestionnaire.code == code,
        )
        .order_by(MonitoringRound.opens_at)
    )
