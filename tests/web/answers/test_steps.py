"""Questionnaires as pages."""

from web.answers.steps import asked_steps, steps_of
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.reading import read_questionnaire


def of(items: str) -> QuestionnaireDocument:
    head = "questionnaire: residents\ntitle: {ru: Анкета}\nitems:\n"
    return read_questionnaire(head + items, "residents.yaml")


def text(name: str, relevant: str = "") -> str:
    asked = f', relevant: "{relevant}"' if relevant else ""
    return f"{{name: {name}, type: text, label: {{ru: Вопрос}}{asked}}}"


DOCUMENT = of(f"""\
  - {text("before")}
  - {text("also_before")}
  - {{name: first, items: [{text("a")}, {text("b", "${a} = 'x'")}, {text("c", "${before} = 'x'")}]}}
  - name: second
    relevant: ${{a}} = 'x'
    items:
      - {text("d")}
      - name: inner
        relevant: ${{d}} = 'x'
        items: [{text("e")}]
  - {text("after")}
""")


def test_each_group_is_a_page_and_so_are_the_questions_between_them() -> None:
    assert [(step.number, list(step.questions)) for step in steps_of(DOCUMENT)] == [
        (1, ["before", "also_before"]),
        (2, ["a", "b", "c"]),
        (3, ["d", "e"]),
        (4, ["after"]),
    ]


def test_a_page_that_nothing_is_asked_on_is_left_out() -> None:
    shown = {"before", "also_before", "first", "a", "after"}

    assert [step.number for step in asked_steps(DOCUMENT, shown)] == [1, 2, 4]


def test_what_an_answer_on_the_same_page_leads_to_is_known() -> None:
    followed_up = [step.followed_up for step in steps_of(DOCUMENT)]

    assert followed_up == [set(), {"b"}, {"e"}, set()]
