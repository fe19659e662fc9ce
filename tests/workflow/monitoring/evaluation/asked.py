"""Rounds that were opened and closed by the clock, with results as an analysis leaves them."""

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import select

from models import (
    MonitoringRound,
    Questionnaire,
    RoundAnalysis,
    RoundMode,
    RoundQuestionnaire,
    Text,
)
from tests.make import ZONE, Competition
from workflow.actor import Actor
from workflow.documents import canonical, content_hash
from workflow.gate import perform
from workflow.monitoring.analysis.results import Cell, Comparison, Results, Share
from workflow.monitoring.questionnaires.document import (
    Option,
    Question,
    QuestionnaireDocument,
    QuestionType,
    Scale,
)
from workflow.programme.lookup import lifecycle_version

CLOCK = Actor.clock("test")


def yes_or_no(name: str = "positive_experience") -> Question:
    return Question(
        name=name,
        type=QuestionType.SELECT_ONE,
        label=Text(ru="Был ли у вас позитивный опыт?"),
        options=(
            Option(code="yes", label=Text(ru="да"), favourable=True),
            Option(code="no", label=Text(ru="нет")),
        ),
    )


def how_many(name: str) -> Question:
    return Question(name=name, type=QuestionType.INTEGER, label=Text(ru="Сколько раз?"), months=12)


def questionnaire(code: str, *questions: Question) -> QuestionnaireDocument:
    return QuestionnaireDocument(
        questionnaire=code,
        title=Text(ru=f"Анкета {code}", en=f"Questionnaire {code}"),
        items=questions or (yes_or_no(),),
    )


def said(
    yes: int | None, no: int | None, before: float | None = None, **given: object
) -> Comparison:
    """So many answered yes and no; None: suppressed. `before` is the share in the baseline."""
    known = yes is not None and no is not None
    answered = (yes or 0) + (no or 0)
    fields: dict[str, object] = {
        "question": "positive_experience",
        "scale": Scale.BINARY,
        "answered_after": answered if known else None,
        "cells": (Cell(option="yes", after=yes), Cell(option="no", after=no)),
        "share_after": Share(value=(yes or 0) / answered) if known else None,
        "share_before": None if before is None else Share(value=before),
    }
    return Comparison.model_validate(fields | given)


def closed_round(
    competition: Competition,
    code: str,
    comparisons: Mapping[str, tuple[Comparison, ...]],
    *,
    documents: Mapping[str, QuestionnaireDocument] | None = None,
    baseline: MonitoringRound | None = None,
    closes: date = date(2026, 4, 10),
    mode: RoundMode = RoundMode.ANONYMOUS,
    analysed: bool = True,
) -> MonitoringRound:
    """A round that closed at six o'clock of the day, with these results for each questionnaire."""
    opens_at = datetime.combine(competition.programme.starts_on, time(9), ZONE)
    closes_at = datetime.combine(closes, time(18), ZONE)
    round_ = MonitoringRound(
        programme_id=competition.programme.id,
        code=code,
        title=Text(ru=code),
        mode=mode,
        baseline=baseline,
        lifecycle_version=lifecycle_version(
            competition.session, competition.programme, "monitoring_round"
        ),
        changed_at=opens_at,
        opens_at=opens_at,
        closes_at=closes_at,
        asked=[
            RoundQuestionnaire(
                code=name,
                ordinal=n,
                questionnaire=_stored(
                    competition, (documents or {}).get(name) or questionnaire(name)
                ),
            )
            for n, name in enumerate(comparisons)
        ],
    )
    competition.session.add(round_)
    for trigger, at in (("plan", opens_at), ("open", opens_at), ("close", closes_at)):
        perform(competition.session, round_, trigger, actor=CLOCK, now=at)
    for name, found in comparisons.items() if analysed else ():
        _analysed(competition, round_, name, found)
    competition.session.flush()
    return round_


def _analysed(
    competition: Competition, round_: MonitoringRound, name: str, found: tuple[Comparison, ...]
) -> None:
    content = canonical(
        Results(
            round=round_.code,
            baseline=round_.baseline.code if round_.baseline else None,
            questionnaire=name,
            mode=RoundMode(round_.mode).value,
            comparisons=found,
        )
    )
    competition.session.merge(
        RoundAnalysis(
            round_id=round_.id,
            questionnaire=name,
            content=content,
            content_hash=content_hash(content),
        )
    )


def _stored(competition: Competition, document: QuestionnaireDocument) -> Questionnaire:
    """The version with this content, the next one if there is none."""
    content = canonical(document)
    versions = competition.session.scalars(
        select(Questionnaire).where(Questionnaire.code == document.questionnaire)
    ).all()
    known = [version for version in versions if version.content == content]
    stored = (
        known[0]
        if known
        else Questionnaire(
            programme_id=competition.programme.id,
            code=document.questionnaire,
            number=len(versions) + 1,
            title=document.title,
            content=content,
            content_hash=content_hash(content),
            stored_at=competition.now,
        )
    )
    competition.session.add(stored)
    competition.session.flush()
    return stored
