"""Rounds as the programme's document plans them, until they open."""

from collections.abc import Mapping
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Invitation,
    MonitoringRound,
    Programme,
    Questionnaire,
    RoundQuestionnaire,
    Text,
)
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.monitoring.questionnaires.comparability import incomparable
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.versions import document_of, store_questionnaire
from workflow.programme.document import ProgrammeDocument, Round
from workflow.programme.lookup import lifecycle_version

OPENS, CLOSES = time(9), time(18)
"""On the first and on the last day of its stage."""


def plan_rounds(
    session: Session,
    programme: Programme,
    document: ProgrammeDocument,
    questionnaires: Mapping[str, QuestionnaireDocument],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Plan new rounds, and let those that have not opened ask what the document now says. What was
    opened stays as people were told.

    Raises Refusal where a round would ask other questions than the one it is compared with asked,
    or would drop a questionnaire that people are invited to fill in.
    """
    versions = {
        code: store_questionnaire(session, programme, each, now=now)
        for code, each in questionnaires.items()
    }
    rounds = {
        entry.code: _planned(session, programme, entry, actor, now) for entry in document.monitoring
    }
    for entry in document.monitoring:
        if rounds[entry.code].state == "planned":
            _ask(session, rounds[entry.code], entry, rounds, versions)


def _planned(
    session: Session, programme: Programme, entry: Round, actor: Actor, now: datetime
) -> MonitoringRound:
    known = session.scalar(
        select(MonitoringRound).where(
            MonitoringRound.programme_id == programme.id, MonitoringRound.code == entry.code
        )
    )
    if known is not None:
        lock(session, known)
        return known
    times = timetable_of(session, programme.id)
    first, last = times.stages[entry.stage]
    planned = MonitoringRound(
        programme_id=programme.id,
        code=entry.code,
        title=entry.title,
        mode=entry.mode,
        lifecycle_version=lifecycle_version(session, programme, MonitoringRound.__tablename__),
        changed_at=now,
        opens_at=times.at(first, OPENS),
        closes_at=times.at(last, CLOSES),
    )
    session.add(planned)
    perform(session, planned, "plan", actor=actor, now=now)
    return planned


def _ask(
    session: Session,
    round_: MonitoringRound,
    entry: Round,
    rounds: Mapping[str, MonitoringRound],
    versions: Mapping[str, Questionnaire],
) -> None:
    round_.title, round_.mode = entry.title, entry.mode
    round_.baseline = rounds[entry.compared_with] if entry.compared_with else None
    known = {asked.code: asked for asked in round_.asked}
    asks = [(each.questionnaire, each.population) for each in entry.asks]
    _refuse_to_drop(session, round_, known.keys() - dict(asks).keys())
    round_.asked = [
        known.get(code) or RoundQuestionnaire(round_id=round_.id, code=code) for code, _ in asks
    ]
    for ordinal, (asked, (code, population)) in enumerate(zip(round_.asked, asks, strict=True)):
        asked.ordinal, asked.population = ordinal, population
        asked.questionnaire = versions[code]
    session.flush()
    if round_.baseline is not None:
        refuse_to_differ(round_, round_.baseline)


def _refuse_to_drop(session: Session, round_: MonitoringRound, codes: set[str]) -> None:
    ours = select(Invitation.questionnaire).where(
        Invitation.round_id == round_.id, Invitation.questionnaire.in_(codes)
    )
    if codes and (code := session.scalar(ours.limit(1))):
        raise Refusal(
            [
                Blocker(
                    "people_are_invited",
                    Text(
                        en=f"{round_.code} can no longer do without {code}: people are invited to "
                        "fill it in.",
                        ru=f"Раунд {round_.code} уже не может обойтись без анкеты {code}: её "
                        "заполнить приглашены люди.",
                    ),
                )
            ]
        )


def refuse_to_differ(round_: MonitoringRound, baseline: MonitoringRound) -> None:
    before = {asked.code: asked.questionnaire for asked in baseline.asked}
    reasons = [
        Blocker(
            "incomparable",
            Text(
                en=f"{round_.code}, {asked.code}: {reason.in_('en')}",
                ru=f"{round_.code}, {asked.code}: {reason.ru}",
            ),
        )
        for asked in round_.asked
        if asked.code in before
        for reason in incomparable(
            document_of(before[asked.code]), document_of(asked.questionnaire)
        )
    ]
    if reasons:
        raise Refusal(reasons)
