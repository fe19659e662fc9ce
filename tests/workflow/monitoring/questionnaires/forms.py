"""A small questionnaire with a question of every kind, and the ways to ask about it."""

from datetime import date

from models import Text
from tests.make import ROOT
from workflow.monitoring.questionnaires.answers import Checked, Given, check_answers
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.reading import read_questionnaire

BERDSK = ("residents", "deputies", "administration")
TODAY = date(2017, 11, 30)

FORM = """\
questionnaire: residents
title: {ru: Жители, en: Residents}
primary: [trust]
items:
  - name: trust
    type: select_one
    appearance: likert
    label: {ru: Доверие, en: Trust}
    required: true
    options:
      - {code: low, label: {ru: Низкое, en: Low}}
      - {code: middling, label: {ru: Среднее}}
      - {code: high, label: {ru: Высокое, en: High}, favourable: true}
      - {code: hard_to_say, label: {ru: Затрудняюсь ответить, en: Hard to say}, no_answer: true}
  - name: took_part
    type: select_one
    label: {ru: Участвовали ли Вы?, en: Did you take part?}
    options:
      - {code: "yes", label: {ru: Да, en: "Yes"}, favourable: true}
      - {code: "no", label: {ru: Нет, en: "No"}}
  - name: details
    label: {ru: Подробнее, en: In detail}
    relevant: ${took_part} = 'yes'
    items:
      - name: thanks
        type: note
        label: {ru: Спасибо!, en: Thank you!}
      - name: times
        type: integer
        months: 6
        label: {ru: Сколько раз?, en: How many times?}
        required: true
        constraint: . <= 200
        constraint_message: {ru: Не чаще раза в день., en: Not oftener than once a day.}
      - name: ways
        type: select_multiple
        label: {ru: Как?, en: How?}
        relevant: ${times} > 0
        options:
          - {code: meeting, label: {ru: Собрание, en: Meeting}}
          - {code: work, label: {ru: Субботник, en: Work}}
          - {code: hard_to_say, label: {ru: Затрудняюсь ответить, en: Hard to say}, no_answer: true}
      - name: last_on
        type: date
        label: {ru: Когда в последний раз?, en: When was the last time?}
        relevant: selected(${ways}, 'work')
        constraint: . <= today()
  - name: spent
    type: decimal
    label: {ru: Сколько потратили?, en: How much did you spend?}
  - name: comment
    type: text
    appearance: multiline
    label: {ru: Что ещё?, en: What else?}
"""


def form(text: str = FORM) -> QuestionnaireDocument:
    return read_questionnaire(text, "residents.yaml")


def berdsk(name: str) -> QuestionnaireDocument:
    """One of those that ship with the programme."""
    file = ROOT / "programmes" / "questionnaires" / f"{name}.yaml"
    return read_questionnaire(file.read_text(), file.name)


def checked(given: Given, text: str = FORM) -> Checked:
    return check_answers(form(text), given, today=TODAY)


def problem(name: str, written: object) -> Text:
    """What is wrong with the one answer, beside those that everybody has to give."""
    given = {"trust": "high", "took_part": "yes", "times": "1", "ways": "work", name: written}
    problems = checked(given).problems  # type: ignore[arg-type]
    assert list(problems) == [name]
    return problems[name]
