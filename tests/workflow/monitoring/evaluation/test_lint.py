"""An evaluation plan that cannot be carried out is refused, with its line."""

from typing import Any

import pytest

from models import Text
from tests import make
from tests.workflow.monitoring.evaluation.asked import how_many, questionnaire, yes_or_no
from tests.workflow.monitoring.evaluation.planned import PLAN
from tests.workflow.programme.complaints import complaints
from workflow.errors import BadDocument
from workflow.monitoring.evaluation.document import EvaluationDocument
from workflow.monitoring.evaluation.lint import lint_evaluation, lint_questions
from workflow.monitoring.evaluation.parameters import COUNTED
from workflow.monitoring.questionnaires.document import Question, QuestionType
from workflow.programme.document import AskedEntry, ProgrammeDocument

ROUND = {"asks": (AskedEntry(questionnaire="a"),)}


def programme(plan: dict[str, Any], **given: Any) -> ProgrammeDocument:
    """The small programme, whose round asks the questionnaire `a`, with this in its plan."""
    small = make.document().document
    (baseline, *_) = small.monitoring
    changed = EvaluationDocument.model_validate(PLAN.model_dump() | plan)
    fields = {"evaluation": changed, "monitoring": (baseline.model_copy(update=ROUND),)}
    return small.model_copy(update=fields | given)


def cell(methods: list[str]) -> dict[str, Any]:
    return {"stage": "final", "object": "goal", "methods": methods}


def parameter(**source: Any) -> dict[str, Any]:
    return {"parameters": [{"code": "p", "title": {"ru": "П"}, **source}]}


def test_a_plan_in_order_is_not_complained_of() -> None:
    assert list(lint_evaluation(programme({}))) == []
    assert list(lint_evaluation(make.document().document)) == [], "it has no plan"


@pytest.mark.parametrize(
    ("plan", "place", "words"),
    [
        ({"interim_on": "spring"}, ("interim_on",), "the calendar has no stage spring"),
        ({"final_on": "spring"}, ("final_on",), "the calendar has no stage spring"),
        (
            {"interim_on": "support"},
            ("final_on",),
            "creative_reports begins before support is over",
        ),
        (
            {"plan": [cell(["media"]), cell(["experts"])]},
            ("plan", 1),
            "final, goal is there already; each stands once",
        ),
        (
            {"plan": [cell(["media", "media"])]},
            ("plan", 0, "methods"),
            "each method stands once",
        ),
        (
            parameter(counted="mood"),
            ("parameters", 0, "counted"),
            f"nothing counts this; known: {', '.join(COUNTED)}",
        ),
        (
            parameter(asked={"questionnaire": "b", "question": "trust"}),
            ("parameters", 0, "asked", "questionnaire"),
            "no monitoring round asks this questionnaire",
        ),
        (
            {"parameters": parameter(counted="events_held")["parameters"] * 2},
            ("parameters", 1, "code"),
            "p is there already; each stands once",
        ),
    ],
)
def test_what_cannot_be_carried_out_is_told(
    plan: dict[str, Any], place: tuple[str | int, ...], words: str
) -> None:
    assert list(lint_evaluation(programme(plan))) == [(("evaluation", *place), words)]


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("questionnaires", {"monitoring": ()}, "no monitoring round asks a questionnaire"),
        ("indicators", {"targets": ()}, "the programme has no indicators under targets"),
    ],
)
def test_a_method_needs_what_it_looks_at(method: str, given: dict[str, Any], words: str) -> None:
    plan = {"plan": [cell([method])], "parameters": []}

    assert list(lint_evaluation(programme(plan, **given))) == [
        (("evaluation", "plan", 0, "methods"), words)
    ]


CHOICE = Question(
    name="colour",
    type=QuestionType.SELECT_ONE,
    label=Text(ru="Цвет?"),
    options=tuple(
        option.model_copy(update={"favourable": False}) for option in yes_or_no().options
    ),
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("positive_experience", None),
        ("visits", None),
        ("trust", "a has no question trust"),
        ("colour", "neither a number nor a choice with favourable options: it has no figure"),
    ],
)
def test_a_parameter_is_a_question_that_has_a_figure(question: str, words: str | None) -> None:
    asking = programme(parameter(asked={"questionnaire": "a", "question": question}))
    forms = {"a": questionnaire("a", yes_or_no(), how_many("visits"), CHOICE)}

    place = ("evaluation", "parameters", 0, "asked", "question")
    assert list(lint_questions(asking, forms)) == ([(place, words)] if words else [])


def test_a_mistake_in_the_plan_has_its_line() -> None:
    block = (
        "evaluation:\n"
        "  goal: {ru: Цель}\n"
        "  tasks: [{ru: Задача}]\n"
        "  results: [{ru: Результат}]\n"
        "  interim_on: spring\n"
        "  final_on: creative_reports\n"
        "  plan: [{stage: final, object: goal, methods: [media]}]\n"
    )
    line = make.PROGRAMME[: make.PROGRAMME.index("districts:\n")].count("\n") + 5

    assert complaints("districts:\n", block + "districts:\n") == [
        f"small.yaml, line {line}, evaluation.interim_on: the calendar has no stage spring"
    ]


def test_berdsk_is_refused_if_a_parameter_asks_what_no_questionnaire_does() -> None:
    berdsk = (make.LIFECYCLES / "berdsk-2016.yaml").read_text(encoding="utf-8")
    asked = "question: link_quality"
    assert asked in berdsk

    with pytest.raises(BadDocument, match="residents has no question mood"):
        make.document(berdsk.replace(asked, "question: mood", 1))
