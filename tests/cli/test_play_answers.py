"""What simulated respondents answer is in order, leans as the play says, and is always the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import mean

import pytest

from cli.play.monitoring.answers import Leaning, NoAnswer, answers_of
from cli.play.monitoring.respondents import answering, respondents
from models import Text
from tests.make import PROGRAMME, ROOT, document
from tests.workflow.programme.play.test_lint_monitoring import ASKING, PLAY, ROUND
from workflow.monitoring.questionnaires.answers import Answer, check_answers
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.reading import read_questionnaire

TODAY = date(2026, 4, 10)
QUESTIONNAIRE = read_questionnaire(
    """\
questionnaire: residents
title: {ru: Анкета}
items:
  - name: trust
    type: select_one
    appearance: likert
    required: true
    label: {ru: Доверяете?}
    options:
      - {code: "1", label: {ru: нет}}
      - {code: "2", label: {ru: скорее нет}}
      - {code: "3", label: {ru: скорее да}, favourable: true}
      - {code: "4", label: {ru: да}, favourable: true}
      - {code: "9", label: {ru: трудно сказать}, no_answer: true}
  - name: took_part
    type: select_one
    required: true
    label: {ru: Участвовали?}
    options:
      - {code: yes_, label: {ru: да}, favourable: true}
      - {code: no_, label: {ru: нет}}
  - name: how
    type: select_multiple
    required: true
    relevant: ${took_part} = 'yes_'
    label: {ru: Как?}
    options:
      - {code: labour, label: {ru: трудом}}
      - {code: money, label: {ru: деньгами}}
  - name: times
    type: integer
    months: 6
    relevant: ${took_part} = 'yes_'
    constraint: . >= 1 and . <= 50
    label: {ru: Сколько раз?}
  - {name: since, type: date, constraint: ". <= today()", label: {ru: С какого дня?}}
  - {name: opinion, type: text, label: {ru: Мнение}}
""",
    "residents.yaml",
)


def answered(
    favourable: float, round_: str = "baseline", people: int = 60, questionnaire: object = None
) -> list[dict[str, Answer]]:
    asked = questionnaire or QUESTIONNAIRE
    assert isinstance(asked, QuestionnaireDocument)
    return [
        answers_of(asked, Leaning(f"1.residents.{n}", round_, favourable, ["Хорошо"], TODAY))
        for n in range(people)
    ]


def trust(answers: Sequence[dict[str, Answer]]) -> float:
    return mean(int(str(each["trust"])) for each in answers if each["trust"] != "9")


def test_answers_are_in_order() -> None:
    for answers in answered(0.5):
        checked = check_answers(QUESTIONNAIRE, answers, today=TODAY)
        assert checked.problems == {}
        assert checked.answers == answers


def test_every_kind_of_question_is_answered() -> None:
    assert set().union(*answered(0.5)) == set(QUESTIONNAIRE.questions)


def test_the_same_seed_makes_the_same_answers() -> None:
    assert answered(0.5) == answered(0.5)
    assert answered(0.5) != answered(0.5, "endline")


def test_answers_lean_as_the_play_says() -> None:
    assert trust(answered(0.3)) + 0.5 < trust(answered(0.6))


def test_people_stay_who_they_are() -> None:
    before, after = answered(0.5, "baseline", 200), answered(0.5, "endline", 200)

    assert moved(before, after) < 0.75 * moved(before, [*after[1:], after[0]])


def moved(before: Sequence[Mapping[str, Answer]], after: Sequence[Mapping[str, Answer]]) -> float:
    """How many points of the scale lie between two answers."""
    return mean(
        abs(int(str(b["trust"])) - int(str(a["trust"])))
        for b, a in zip(before, after, strict=True)
        if "9" not in (b["trust"], a["trust"])
    )


def test_a_scale_may_begin_with_its_favourable_end() -> None:
    question = QUESTIONNAIRE.questions["trust"]
    turned = question.model_copy(update={"options": question.options[3::-1]})
    asked = QUESTIONNAIRE.model_copy(update={"items": (turned,)})

    assert trust(answered(0.8, questionnaire=asked)) > 3


def test_a_question_that_nobody_can_answer_is_said() -> None:
    times = QUESTIONNAIRE.questions["times"].model_copy(
        update={"relevant": None, "required": True, "constraint": ". > 10000"}
    )
    impossible = QuestionnaireDocument(
        questionnaire="residents", title=Text(ru="Анкета"), items=(times,)
    )

    with pytest.raises(NoAnswer, match="residents, times"):
        answered(0.5, people=1, questionnaire=impossible)


@pytest.mark.parametrize("name", ["deputies", "residents", "administration"])
def test_the_questionnaires_of_berdsk_can_be_answered(name: str) -> None:
    file = ROOT / "programmes" / "questionnaires" / f"{name}.yaml"
    questionnaire = read_questionnaire(file.read_text(encoding="utf-8"), file.name)

    every = answered(0.5, questionnaire=questionnaire)

    asked = {question.name for question in questionnaire.questions.values() if question.scale}
    assert set().union(*every) == asked


def test_who_answers_does_so_while_the_round_is_open_and_is_asked_by_a_slip_of_their_own() -> None:
    played = document(PROGRAMME.replace("people: []\n", PLAY).replace(ROUND, ASKING)).document
    assert played.play is not None
    (act,) = played.play.monitoring.rounds
    (group,) = played.play.monitoring.respondents

    everybody = list(respondents(group))
    found = list(answering(played, act))

    assert len({each.slip for each in everybody if each.district}) == 9
    assert 5 <= len(found) <= 10
    assert all(date(2026, 4, 7) <= each.on <= date(2026, 4, 16) for each in found)
    assert found == list(answering(played, act))
