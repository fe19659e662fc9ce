"""Microdata for papers: what was asked of residents in two rounds."""

from models import Text
from workflow.monitoring.microdata.released import HIDDEN, Microdata, Row, Variable
from workflow.monitoring.questionnaires.document import Option, Question, QuestionType

TRUST = Question(
    name="trust",
    type=QuestionType.SELECT_ONE,
    appearance="likert",
    label=Text(ru="Доверяете ли Вы депутату?", en="Do you trust your deputy?"),
    options=(
        Option(code="low", label=Text(ru="Не доверяю", en="I do not")),
        Option(code="high", label=Text(ru="Доверяю", en="I do"), favourable=True),
        Option(code="unsure", label=Text(ru="Трудно сказать", en="Hard to say"), no_answer=True),
    ),
)
HOW = Question(
    name="how",
    type=QuestionType.SELECT_MULTIPLE,
    label=Text(ru="Чем Вы помогали?"),
    options=(
        Option(code="labour", label=Text(ru="Трудом")),
        Option(code="money", label=Text(ru="Деньгами")),
    ),
)
TIMES = Question(name="times", type=QuestionType.INTEGER, label=Text(ru="Сколько раз?"), months=6)
OPINION = Question(name="opinion", type=QuestionType.TEXT, label=Text(ru="Ваше мнение"))
TOLD = Question(name="told", type=QuestionType.INTEGER, label=Text(ru="Сколько из них?"))
VARIABLES = (
    Variable("trust", TRUST),
    *(Variable(f"how_{option.code}", HOW, option) for option in HOW.options),
    Variable("times", TIMES),
)


def rows(round_: str) -> tuple[Row, ...]:
    return (
        *(Row(round_, n, "15", ("low", 1, HIDDEN, 0)) for n in range(1, 6)),
        *(Row(round_, n, "7", ("high", 0, HIDDEN, 1.8)) for n in range(6, 11)),
        *(Row(round_, n, "7", ("unsure", None, HIDDEN, HIDDEN)) for n in range(11, 16)),
    )


def microdata(*, is_linked: bool = True, is_sample: bool = True) -> Microdata:
    return Microdata(
        questionnaire="residents",
        title=Text(ru="Анкета жителей", en="Residents’ questionnaire"),
        rounds={
            "baseline": Text(ru="Замер «до»", en="Baseline"),
            "endline": Text(ru="Замер «после»", en="Endline"),
        },
        districts={"15": Text(ru="Округ № 15"), "7": Text(ru="Округ № 7")},
        is_linked=is_linked,
        variables=VARIABLES,
        rows=rows("baseline") + rows("endline"),
        left_out=(OPINION, TOLD),
        is_sample=is_sample,
    )
