"""What experts and the outside evaluator write of how far the programme came."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Assessment, Programme, Role, Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from workflow.actor import Actor
from workflow.errors import Blocker
from workflow.gate.facts import text_blocker
from workflow.gate.permissions import assigned
from workflow.life.entries import lock_programme, refuse, today_in
from workflow.monitoring.evaluation.document import EvaluationDocument, EvaluationMethod
from workflow.monitoring.evaluation.plan import Window, plan_of, window

ASSESSORS = (Role.EXPERT, Role.EVALUATOR)
SHORTEST = 100
"""Characters: less is a mark, and not an assessment."""
LONGEST = 4000


def write_assessment(
    session: Session,
    programme: Programme,
    stage: EvaluationStage,
    about: EvaluationObject,
    text: str,
    *,
    actor: Actor,
    now: datetime,
    is_sample: bool = False,
) -> Assessment:
    """Keep what somebody writes of one object at one stage. Each has one, which they may write
    anew until the stage's days are over; the same again changes nothing. Raises NotFound without
    an evaluation plan, else Refusal."""
    plan = plan_of(session, programme)
    today, words = today_in(session, programme.id, now), text.strip()
    refuse(
        [
            *_standing(session, programme, actor, today),
            *_not_asked(plan, stage, about),
            *_untimely(window(programme, plan, stage), today),
            *_unfit(words),
        ]
    )
    assert actor.person_id is not None, "nobody else has the role"
    lock_programme(session, programme.id)
    known = _known(session, programme, stage, about, actor.person_id)
    if known is not None and known.text == words:
        return known
    assessment = known or Assessment(
        programme_id=programme.id, stage=stage, object=about, person_id=actor.person_id
    )
    assessment.text, assessment.written_at, assessment.is_sample = words, now, is_sample
    session.add(assessment)
    session.flush()
    return assessment


def _known(
    session: Session,
    programme: Programme,
    stage: EvaluationStage,
    about: EvaluationObject,
    person_id: int,
) -> Assessment | None:
    return session.scalar(
        select(Assessment).where(
            Assessment.programme_id == programme.id,
            Assessment.stage == stage,
            Assessment.object == about,
            Assessment.person_id == person_id,
        )
    )


def _standing(
    session: Session, programme: Programme, actor: Actor, today: date
) -> Iterator[Blocker]:
    """Unless they are in the council or evaluate from outside, and write themselves."""
    if actor.on_behalf_of_id is not None:
        yield _IN_PERSON
    roles = (
        {role for role, _ in assigned(session, programme.id, actor.person_id, today)}
        if actor.person_id is not None
        else set()
    )
    if not roles & set(ASSESSORS):
        yield _NO_ASSESSOR


def _not_asked(
    plan: EvaluationDocument, stage: EvaluationStage, about: EvaluationObject
) -> Iterator[Blocker]:
    cells = [cell for cell in plan.cells(stage) if cell.object == about]
    if not any(EvaluationMethod.EXPERTS in cell.methods for cell in cells):
        yield _NOT_ASKED


def _untimely(days: Window, today: date) -> Iterator[Blocker]:
    first, last = days.first, days.last
    if not first <= today <= last:
        yield Blocker(
            "evaluation_not_open",
            Text(
                en=f"Assessments of this stage are written from {first:%d.%m.%Y} to "
                f"{last:%d.%m.%Y}.",
                ru=f"Оценки этого этапа пишут с {first:%d.%m.%Y} по {last:%d.%m.%Y}.",
            ),
        )


def _unfit(words: str) -> Iterator[Blocker]:
    if len(words) < SHORTEST:
        yield Blocker(
            "assessment_too_short",
            Text(
                en=f"Write at least {SHORTEST} characters: how far the programme came, and from "
                "what you see it.",
                ru=f"Напишите не меньше {SHORTEST} знаков: насколько продвинулась программа и из "
                "чего это видно.",
            ),
        )
    elif blocker := text_blocker(words, Text(en="The assessment", ru="Оценка"), LONGEST):
        yield blocker


_IN_PERSON = Blocker(
    "in_person",
    Text(
        en="An assessment is written by whoever it is from, and by nobody on their behalf.",
        ru="Оценку пишет сам её автор, и никто за него.",
    ),
)
_NO_ASSESSOR = Blocker(
    "not_permitted",
    Text(
        en="Only members of the expert council and the outside evaluator assess the programme.",
        ru="Программу оценивают только члены экспертного совета и внешний специалист.",
    ),
)
_NOT_ASKED = Blocker(
    "assessment_not_asked",
    Text(
        en="The evaluation plan asks no experts about this at this stage.",
        ru="План оценки не предусматривает здесь оценки экспертов.",
    ),
)
