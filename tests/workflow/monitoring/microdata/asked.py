"""A small questionnaire, and people who answer it."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import Text
from workflow.monitoring.microdata.release import Answered, Asking, release
from workflow.monitoring.microdata.released import Microdata
from workflow.monitoring.questionnaires.document import (
    Group,
    Option,
    Question,
    QuestionnaireDocument,
    QuestionType,
)


def words(ru: str) -> Text:
    return Text(ru=ru, en=f"{ru} (en)")


def option(code: str, **more: bool) -> Option:
    return Option(code=code, label=words(code.upper()), **more)


def question(name: str, kind: QuestionType, *codes: str, **more: Any) -> Question:
    options = tuple(option(code) for code in codes)
    return Question(name=name, type=kind, label=words(f"Вопрос {name}"), options=options, **more)


TRUST = question("trust", QuestionType.SELECT_ONE, "low", "mid", "high", appearance="likert")
TOOK_PART = question("took_part", QuestionType.SELECT_ONE, "yes", "no", "unsure")
HOW = question("how", QuestionType.SELECT_MULTIPLE, "labour", "money", "advice")
TIMES = question("times", QuestionType.INTEGER, months=6)
OPINION = question("opinion", QuestionType.TEXT)
SINCE = question("since", QuestionType.DATE)
HELLO = question("hello", QuestionType.NOTE)


def document(*questions: Question | Group, by_district: bool = False) -> QuestionnaireDocument:
    return QuestionnaireDocument(
        questionnaire="residents",
        title=words("Анкета жителей"),
        by_district=by_district,
        items=questions or (HELLO, TRUST, TOOK_PART, HOW, TIMES, OPINION, SINCE),
    )


def asking(
    answers: Sequence[Mapping[str, Any]],
    code: str = "baseline",
    who: Sequence[str] = (),
    districts: Sequence[str] = (),
) -> Asking:
    responses = [
        Answered(each, who[n] if who else None, districts[n] if districts else None)
        for n, each in enumerate(answers)
    ]
    return Asking(code, words(f"Замер {code}"), responses)


def released(of: QuestionnaireDocument, *askings: Asking, **more: Any) -> Microdata:
    districts = {code: words(f"Округ {code}") for code in ("1", "2")}
    return release(of, askings, districts=districts, **more)


def answers(name: str, **counts: int) -> list[dict[str, Any]]:
    """So many who chose each option; `silent` did not answer."""
    return [
        {} if code == "silent" else {name: code} for code, n in counts.items() for _ in range(n)
    ]
