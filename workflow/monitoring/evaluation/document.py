from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models import Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from workflow.documents import Document
from workflow.lifecycles.document import Name


class EvaluationMethod(StrEnum):
    QUESTIONNAIRES = "questionnaires"
    INDICATORS = "indicators"
    """Quantitative and qualitative."""
    EXPERTS = "experts"
    """Experts' assessment."""
    FEEDBACK = "feedback"
    """Of those who were at events."""
    PLAN_AND_FACT = "plan_and_fact"
    MEDIA = "media"
    """Analysis of publications."""


class EvaluationCell(Document):
    """A row of the plan: what is evaluated at a stage, and how."""

    stage: EvaluationStage
    object: EvaluationObject
    methods: tuple[EvaluationMethod, ...] = Field(min_length=1)


class QuestionParameter(Document):
    """A district is monitored by what its people answer: the share of favourable answers, or the
    mean of a number."""

    questionnaire: Name
    question: Name


class ParameterEntry(Document):
    """A parameter of a district's monitoring: asked of its people or counted from the records."""

    code: Name
    title: Text
    asked: QuestionParameter | None = None
    counted: Name | None = None
    """What is counted of a district: one of `evaluation.parameters.COUNTED`."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.asked is None) == (self.counted is None):
            raise ValueError("give either asked or counted")
        return self


class EvaluationDocument(Document):
    """How a programme's effectiveness is evaluated."""

    goal: Text
    tasks: tuple[Text, ...] = Field(min_length=1)
    results: tuple[Text, ...] = Field(min_length=1)
    """What is expected."""
    interim_on: Name
    """The stage of the calendar after which the interim report is drawn up."""
    final_on: Name
    """The stage of the calendar in which the final report is."""
    plan: tuple[EvaluationCell, ...] = Field(min_length=1)
    parameters: Annotated[tuple[ParameterEntry, ...], Field(max_length=40)] = ()

    def cells(self, stage: EvaluationStage) -> tuple[EvaluationCell, ...]:
        return tuple(cell for cell in self.plan if cell.stage == stage)

    def texts(self, about: EvaluationObject) -> tuple[Text, ...]:
        """What the programme says of the object."""
        match about:
            case EvaluationObject.GOAL:
                return (self.goal,)
            case EvaluationObject.TASK:
                return self.tasks
            case EvaluationObject.RESULT:
                return self.results
