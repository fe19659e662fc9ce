"""Whom the play asks its questionnaires, and how they tend to answer: simulated respondents."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from workflow.documents import Document
from workflow.lifecycles.document import Name
from workflow.programme.written import Code, Day, Line, Number

Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""Of a whole."""
Comment = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class RoundAct(Document):
    round: Code
    invited: Day
    """Before it opens."""
    paper: Day
    """When the sheets filled in by hand are brought in; a day on which it is open."""
    published: Day
    """When the coordinator agrees that its results are shown."""


class Tendency(Document):
    """How a group answers in one round."""

    answer: Part
    """How many of those who were asked answer at all."""
    favourable: Part
    """How far their answers lean to the favourable end; each person leans otherwise a little, and
    in the same direction in every round."""


class RespondentsAct(Document):
    """People who are asked one questionnaire: of the document, or invented, with or without an
    address."""

    questionnaire: Name
    people: tuple[Code, ...] = ()
    called: Line = "Респондент"
    """What the invented are called before their number."""
    by_letter: Annotated[int, Field(ge=0, le=500, strict=True)] = 0
    """Invented people with an address of their own, to whom letters go."""
    by_slip: dict[Code, Number] = {}
    """District → printed slips handed out there; each is used in every round."""
    on_paper: Part = 0
    """How many of those with a slip fill in a sheet of paper instead of the page."""
    tends: dict[Code, Tendency]
    """Round → how they answer in it."""
    comments: tuple[Comment, ...] = ()
    """What some of them write where they are asked for words."""

    @property
    def asked(self) -> int:
        return len(self.people) + self.by_letter + sum(self.by_slip.values())


class AssessmentAct(Document):
    """What an expert or the outside evaluator writes of the programme."""

    on: Day
    by: Code
    stage: EvaluationStage
    object: EvaluationObject
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]


class MonitoringAct(Document):
    seed: Annotated[int, Field(ge=0, strict=True)] = 1
    """The same seed, the same answers."""
    rounds: tuple[RoundAct, ...] = ()
    respondents: tuple[RespondentsAct, ...] = ()
    assessments: tuple[AssessmentAct, ...] = ()
