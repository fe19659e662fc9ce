"""Invented questionnaires and what they came to."""

from typing import Any

from models import RoundMode, Text
from workflow.monitoring.analysis.results import (
    AgainstOthers,
    Cell,
    Comments,
    Comparison,
    Design,
    Estimate,
    Interval,
    Measure,
    Method,
    Moved,
    Note,
    Results,
    Returned,
    Share,
    Test,
    Total,
    Turnout,
)
from workflow.monitoring.evaluation.report import QuestionnaireFinding
from workflow.monitoring.questionnaires.document import (
    Option,
    Question,
    QuestionnaireDocument,
    QuestionType,
    Scale,
)


def option(code: str, ru: str, en: str, **given: Any) -> Option:
    return Option(code=code, label=Text(ru=ru, en=en), **given)


SILENT = option("hard_to_say", "Затрудняюсь ответить", "Hard to say", no_answer=True)
LINK = (
    option("very_poor", "Очень плохая", "Very poor"),
    option("poor", "Скорее плохая", "Rather poor"),
    option("middling", "Ни плохая ни хорошая", "Neither poor nor good"),
    option("good", "Скорее хорошая", "Rather good", favourable=True),
    option("very_good", "Очень хорошая", "Very good", favourable=True),
    SILENT,
)
HEARD = (
    option("always", "Всегда", "Always", favourable=True),
    option("often", "Часто", "Often", favourable=True),
    option("seldom", "Редко", "Seldom"),
    option("never", "Никогда", "Never"),
)
RESIDENTS = QuestionnaireDocument(
    questionnaire="residents",
    title=Text(ru="Анкета жителя округа", en="Questionnaire for residents"),
    by_district=True,
    primary=("link_quality", "readiness"),
    items=(
        Question(
            name="knows_deputy",
            type=QuestionType.SELECT_ONE,
            label=Text(
                ru="Знаете ли Вы, кто депутат Вашего округа?",
                en="Do you know who your district's deputy is?",
            ),
            options=(option("yes", "Да", "Yes", favourable=True), option("no", "Нет", "No")),
        ),
        Question(
            name="ways",
            type=QuestionType.SELECT_MULTIPLE,
            label=Text(
                ru="Как Вы обращались в органы местного самоуправления за 6 месяцев?",
                en="How did you turn to local government in the last 6 months?",
            ),
            options=(
                option("meeting", "Встреча или собрание жителей", "A meeting of residents"),
                option("online", "Через интернет", "Online"),
                option("phone", "По телефону", "By telephone"),
            ),
        ),
        Question(
            name="link_quality",
            type=QuestionType.SELECT_ONE,
            appearance="likert",
            label=Text(
                ru="Как Вы оцениваете связь жителей Вашего округа с органами местного "
                "самоуправления?",
                en="How do you rate the link between your district's residents and local "
                "government?",
            ),
            options=LINK,
        ),
        Question(
            name="heard",
            type=QuestionType.SELECT_ONE,
            appearance="likert",
            label=Text(
                ru="Как часто депутат отвечает на обращения жителей?",
                en="How often does the deputy answer residents?",
            ),
            options=HEARD,
        ),
        Question(
            name="readiness",
            type=QuestionType.SELECT_ONE,
            label=Text(
                ru="Готовы ли Вы участвовать в решении проблем округа вместе с соседями?",
                en="Are you ready to take part in solving your district's problems together?",
            ),
            options=(
                option("yes", "Да", "Yes", favourable=True),
                option("no", "Нет", "No"),
                SILENT,
            ),
        ),
        Question(
            name="meetings",
            type=QuestionType.INTEGER,
            months=6,
            label=Text(
                ru="На скольких собраниях жителей Вы были за последние 6 месяцев?",
                en="How many residents' meetings were you at in the last 6 months?",
            ),
        ),
        Question(
            name="heard_from",
            type=QuestionType.SELECT_ONE,
            label=Text(
                ru="Откуда Вы узнали о программе?", en="Where did you hear of the programme?"
            ),
            options=(
                option("neighbours", "От соседей", "From neighbours"),
                option("press", "Из газеты", "From a newspaper"),
                option("other", "Из другого источника", "Elsewhere"),
            ),
        ),
        Question(
            name="wish",
            type=QuestionType.TEXT,
            label=Text(ru="Что Вы хотели бы добавить?", en="What would you like to add?"),
        ),
    ),
)
DEPUTIES = QuestionnaireDocument(
    questionnaire="deputies",
    title=Text(ru="Анкета депутата", en="Questionnaire for deputies"),
    primary=("talks",),
    items=(
        Question(
            name="talks",
            type=QuestionType.SELECT_ONE,
            label=Text(
                ru="Встречаетесь ли Вы с жителями округа каждый месяц?",
                en="Do you meet your district's residents every month?",
            ),
            options=(option("yes", "Да", "Yes", favourable=True), option("no", "Нет", "No")),
        ),
    ),
)


def interval(low: float, high: float) -> Interval:
    return Interval(low=low, high=high)


def estimate(measure: Measure, value: float, low: float, high: float) -> Estimate:
    return Estimate(measure=measure, value=value, interval=interval(low, high))


def shares(question: str, before: float, after: float, **given: Any) -> Comparison:
    spread = 0.09
    told: dict[str, Any] = {
        "scale": Scale.BINARY,
        "design": Design.LINKED,
        "answered_before": 74,
        "answered_after": 81,
        "no_answer_before": 4,
        "no_answer_after": 2,
        "pairs": 59,
        "share_before": Share(value=before, interval=interval(before - spread, before + spread)),
        "share_after": Share(value=after, interval=interval(after - spread, after + spread)),
        "estimates": (estimate(Measure.SHARE_CHANGE, after - before, after - before - 0.1, 0.3),),
        "test": Test(method=Method.MCNEMAR_MID_P, p=0.0213, adjusted=0.0426, correction="holm"),
    }
    return Comparison(question=question, **(told | given))


def scale(question: str, codes: tuple[str, ...], **given: Any) -> Comparison:
    befores, afters = (12, 20, 18, 19, 5), (6, 14, 17, 29, 15)
    told: dict[str, Any] = {
        "scale": Scale.ORDINAL,
        "cells": tuple(
            Cell(option=code, before=befores[n], after=afters[n]) for n, code in enumerate(codes)
        ),
        "moved": Moved(improved=24, same=25, worse=10),
        "estimates": (estimate(Measure.NET_CHANGE, 0.24, 0.05, 0.41),),
        "test": Test(method=Method.SIGNED_RANK_EXACT, p=0.0004, adjusted=0.0012, correction="holm"),
    }
    return shares(question, 0.32, 0.54, **(told | given))


LINK_CODES = ("very_poor", "poor", "middling", "good", "very_good")
COMPARISONS = (
    shares("knows_deputy", 0.41, 0.63),
    *(
        shares(
            "ways", before, after, option=code, scale=Scale.MULTIPLE,
            test=Test(
                method=Method.MCNEMAR_MID_P, p=0.2, adjusted=0.4, correction="benjamini_hochberg"
            ),
        )
        for code, before, after in (("meeting", 0.2, 0.34), ("online", 0.31, 0.33))
    ),
    shares(
        "ways", 0.1, 0.1, option="phone", scale=Scale.MULTIPLE, share_before=None, estimates=(),
        answered_before=None, test=None, notes=(Note.SUPPRESSED,),
    ),
    scale("link_quality", LINK_CODES, is_primary=True),
    shares("link_quality", 0.3, 0.5, district="15", scale=Scale.ORDINAL, pairs=20),
    shares(
        "link_quality", 0.3, 0.5, district="16", scale=Scale.ORDINAL, share_before=None,
        share_after=None, answered_before=None, answered_after=None, pairs=None, test=None,
        estimates=(), notes=(Note.SUPPRESSED,),
    ),
    scale("heard", ("never", "seldom", "often", "always")),
    shares("readiness", 0.45, 0.56, is_primary=True, moved=Moved(improved=14, same=38, worse=7)),
    Comparison(
        question="meetings",
        scale=Scale.COUNT,
        design=Design.LINKED,
        answered_before=74,
        answered_after=81,
        pairs=59,
        total_before=Total(sum=96, mean=1.297),
        total_after=Total(sum=149, mean=1.84),
        estimates=(estimate(Measure.MEAN_CHANGE, 0.54, -0.02, 1.1),),
        test=Test(method=Method.SIGN_FLIP_NORMAL, p=0.061),
        notes=(Note.FEW_PAIRS,),
    ),
    Comparison(
        question="heard_from",
        scale=Scale.NOMINAL,
        answered_before=74,
        answered_after=81,
        cells=(
            Cell(option="neighbours", before=40, after=45),
            Cell(option="press", before=34, after=30),
            Cell(option="other", before=None, after=6),
        ),
        notes=(Note.SUPPRESSED,),
    ),
    Comparison(question="wish", scale=Scale.WORDS, answered_before=30, answered_after=26),
)  # fmt: skip
AGAINST = AgainstOthers(
    question="link_quality",
    districts=5,
    others=4,
    estimate=estimate(Measure.SHARE_CHANGE, 0.12, -0.03, 0.27),
    test=Test(method=Method.DISTRICT_PERMUTATION, p=0.119),
)
COMMENTS = Comments(
    question="wish",
    before=("Дайте лавочки.", "Ремонт дорог"),
    after=("Всё хорошо, спасибо соседям.",),
)


def residents(**given: Any) -> QuestionnaireFinding:
    told: dict[str, Any] = {
        "round": "endline",
        "baseline": "baseline",
        "questionnaire": "residents",
        "mode": RoundMode.LINKED.value,
        "turnout_before": (Turnout(invited=120, answered=78),),
        "turnout_after": (
            Turnout(invited=120, answered=83),
            Turnout(district="15", invited=60, answered=45),
            Turnout(district="16", invited=60, answered=38),
        ),
        "pairs": 59,
        "comparisons": COMPARISONS,
        "returned": (
            Returned(
                question="link_quality",
                returned=0.33,
                lost=0.28,
                difference=estimate(Measure.SHARE_CHANGE, -0.05, -0.2, 0.1),
            ),
        ),
        "comments": (COMMENTS,),
    }
    return QuestionnaireFinding(RESIDENTS, Results(**(told | given)))


def deputies(**given: Any) -> QuestionnaireFinding:
    told: dict[str, Any] = {
        "round": "endline",
        "baseline": "baseline",
        "questionnaire": "deputies",
        "mode": RoundMode.LINKED.value,
        "population": 20,
        "turnout_before": (Turnout(invited=20, answered=20),),
        "turnout_after": (Turnout(invited=20, answered=20),),
        "comparisons": (
            shares(
                "talks",
                0.45,
                0.7,
                design=Design.UNLINKED,
                is_primary=True,
                answered_before=20,
                answered_after=20,
                share_before=Share(value=0.45),
                share_after=Share(value=0.7),
                estimates=(Estimate(measure=Measure.SHARE_CHANGE, value=0.25),),
                test=None,
                notes=(Note.CENSUS,),
            ),
        ),
    }
    return QuestionnaireFinding(DEPUTIES, Results(**(told | given)))


def first_round() -> QuestionnaireFinding:
    """Only described."""
    alone = {
        "design": None, "answered_before": None, "no_answer_before": None, "share_before": None,
        "pairs": None, "estimates": (), "test": None, "moved": None, "notes": (Note.NO_BASELINE,),
    }  # fmt: skip
    described = tuple(
        one.model_copy(
            update=alone
            | {"cells": tuple(cell.model_copy(update={"before": None}) for cell in one.cells)}
        )
        for one in COMPARISONS
    )
    return residents(
        round="baseline",
        baseline=None,
        turnout_before=(),
        pairs=None,
        comparisons=described,
        returned=(),
        comments=(),
    )
