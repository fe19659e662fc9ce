from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models import District, Programme
from models.monitoring.evaluation import EvaluationStage
from workflow.history.as_of import AsOf
from workflow.monitoring.evaluation.report import RoundFinding


@dataclass(frozen=True)
class Basis:
    """What a report is drawn up from."""

    session: Session
    programme: Programme
    stage: EvaluationStage
    then: AsOf
    """The end of the report's day."""
    drawn_on: date
    """Assessments of the report's day are written after it: those there are now count."""
    districts: tuple[District, ...]
    """Those that had entered the programme, in the order of its document."""
    rounds: tuple[RoundFinding, ...]
    """Closed by then and analysed, in the order in which they closed."""
    unanalysed: bool
    """Another round had closed by then, and is not analysed."""
    cleaned: Callable[[str], str]
    """Leaves names out of what people wrote."""

    @property
    def as_of(self) -> date:
        assert self.then.day is not None, "a report has a day"
        return self.then.day
