"""The evaluation plan of a programme, and the days that it sets."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models import Programme, Text
from models.monitoring.evaluation import EvaluationPlan, EvaluationStage
from workflow.documents import canonical, content_hash
from workflow.errors import Blocker, NotFound
from workflow.monitoring.evaluation.document import EvaluationDocument


@dataclass(frozen=True)
class Window:
    """Days of one stage of the evaluation."""

    first: date
    """From this day on the report is drawn up, and assessments are written."""
    last: date
    """Until this day assessments may be changed."""
    known_until: date
    """The report has what was known at the end of this day."""


def store_plan(session: Session, programme: Programme, document: EvaluationDocument | None) -> None:
    """Make the database agree with the programme's document."""
    stored = session.get(EvaluationPlan, programme.id)
    if document is None:
        if stored is not None:
            session.delete(stored)
            session.flush()
        return
    plan = stored or EvaluationPlan(programme_id=programme.id)
    plan.content = canonical(document)
    plan.content_hash = content_hash(plan.content)
    session.add(plan)
    session.flush()


def plan_of(session: Session, programme: Programme) -> EvaluationDocument:
    """Raises NotFound."""
    return EvaluationDocument.model_validate_json(stored_plan(session, programme).content)


def stored_plan(session: Session, programme: Programme) -> EvaluationPlan:
    """Raises NotFound."""
    stored = session.get(EvaluationPlan, programme.id)
    if stored is None:
        raise NotFound([_no_plan(programme)])
    return stored


def window(programme: Programme, plan: EvaluationDocument, stage: EvaluationStage) -> Window:
    """The interim evaluation begins on the last day of its stage of the calendar, and ends where
    the final one begins; that has the days of its own stage of the calendar."""
    stages = {entry.code: entry for entry in programme.calendar}
    interim, final = stages[plan.interim_on], stages[plan.final_on]
    if stage == EvaluationStage.INTERIM:
        return Window(interim.ends_on, final.starts_on - _A_DAY, interim.ends_on)
    return Window(final.starts_on, final.ends_on, final.ends_on)


_A_DAY = date.resolution


def _no_plan(programme: Programme) -> Blocker:
    return Blocker(
        "no_evaluation_plan",
        Text(
            en=f"{programme.code} has no evaluation plan: write one in its document, under "
            "“evaluation”, and load it again.",
            ru=f"У программы {programme.code} нет плана оценки: опишите его в документе программы, "
            "в разделе «evaluation», и загрузите её снова.",
        ),
    )
