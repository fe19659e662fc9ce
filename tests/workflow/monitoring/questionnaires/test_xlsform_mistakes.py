"""A broken workbook: each mistake has its sheet, its row and the name that stands there."""

import pytest

from tests.workflow.monitoring.questionnaires.workbooks import (
    CHOICES,
    Rows,
    complaints,
    survey,
    workbook,
)

ASKED = (
    "understood are select_one, select_multiple, integer, decimal, date, text, note, begin_group"
)
NAME = "a name has Latin letters, digits and _, begins with a letter and has 39 of them at most"
CODE = "is no code: it has Latin letters, digits, _ . and -, 40 at most"


def test_all_mistakes_are_told_at_once() -> None:
    content = survey(
        ("begin_group", "part", "Часть"),
        ("select_one yes_no", "trust", "Доверие"),
        ("geopoint", "where", "Где Вы?"),
        ("text", "trust", None),
        columns="type name label",
        choices=[*CHOICES, ("yn", "no", "Нет"), ("yn", "maybe", None)],
        settings=[("form_id",), ("Анкета 1",)],
    )

    assert complaints(content) == [
        ", sheet choices, row 4, no: the list yn has this option already",
        ", sheet choices, row 5, maybe: has no label in Russian or English",
        ", sheet settings, row 2, form_id: “Анкета 1” does not name a questionnaire: write in "
        "form_id what it is called in the programme, such as residents (small Latin letters, "
        "digits and _)",
        ", sheet survey, row 2, part: no end_group follows: the group stays open",
        ", sheet survey, row 3, trust: the sheet choices has no list yes_no; it has yn",
        f", sheet survey, row 4, where: geopoint cannot be asked here; {ASKED}",
        ", sheet survey, row 5, trust: has no label in Russian or English",
        ", sheet survey, row 5, trust: row 3 has this name already; each stands once",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("calculate", "sum", None), f"sum: calculate cannot be asked here; {ASKED}"),
        (("image", "photo", "Фото"), f"photo: image cannot be asked here; {ASKED}"),
        (("rank yn", "order", "Порядок"), f"order: rank yn cannot be asked here; {ASKED}"),
        (("range", "slide", "Шкала"), f"slide: range cannot be asked here; {ASKED}"),
        (
            ("select_one_from_file a", "f", "Ф"),
            f"f: select_one_from_file a cannot be asked here; {ASKED}",
        ),
        (
            ("select_one", "a", "А"),
            "a: the name of its list follows select_one, as in select_one yes_no",
        ),
        (("Integer", "a", "А"), "a: types have small letters: integer"),
        ((None, "a", "А"), "a: has no type"),
        (("text", None, "А"), "text: has no name"),
        (("text", "имя", "А"), f"имя, name: “имя” is no name: {NAME}"),
        (("text", "1st", "А"), f"1st, name: “1st” is no name: {NAME}"),
        (("text", "a-b", "А"), f"a-b, name: “a-b” is no name: {NAME}"),
        (("text", "a" * 40, "А"), f"{'a' * 40}, name: “{'a' * 40}” is no name: {NAME}"),
        (("end_group",), "end_group: end_group ends nothing: no group is open"),
        (
            ("select_one yn or_other", "a", "А"),
            "a: or_other is not understood: add an option for it to the list, and a text "
            "question that is relevant to it",
        ),
    ],
)
def test_what_a_row_cannot_be_is_told(row: tuple[str | None, ...], said: str) -> None:
    assert complaints(survey(("text", "ok", "Да"), row)) == [f", sheet survey, row 3, {said}"]


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("relevant", "pulldata('a', 'b', 'c', 'd') = 1", "pulldata() is not understood here; "),
        ("constraint", "regex(., '^[0-9]$')", "regex() is not understood here; "),
        ("relevant", "${nobody} = 1", "there is no question nobody"),
        ("relevant", "${First} = 'maybe'", "first has no option maybe; it has yes, no"),
        ("constraint", ". > 1 and", "the condition “. > 1 and” is cut off"),
        ("required", "maybe", "“maybe” is neither yes nor no"),
        ("calculation", "1 + 1", "nothing is calculated here: ask for it or leave it out"),
        ("choice_filter", "a = b", "all options of a list are offered"),
        ("media::image", "a.png", "pictures and sound are not shown here"),
        ("read_only", "yes", "what nobody can answer is a note: make its type note"),
        ("months", "six", "input should be a valid integer"),
        ("account", "planned", "input should be 'plan' or 'fact' (given: planned)"),
        ("account", "plan", "only a number is a plan or a fact"),
    ],
)
def test_what_a_cell_cannot_say_is_told_with_its_column(field: str, cell: str, said: str) -> None:
    first = ("select_one yn", "first", "Первый")
    content = survey(first, ("text", "a", "А", cell), columns=f"type name label {field}")

    (complaint,) = complaints(content)

    assert complaint.startswith(f", sheet survey, row 3, a, {field.split(':')[0]}: {said}")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("yn", "да", "Да")], f", sheet choices, row 2, да: “да” {CODE}"),
        ([("yn", "a b", "Да")], f", sheet choices, row 2, a b: “a b” {CODE}"),
        (
            [("yn", None, "Да")],
            ", sheet choices, row 2, yn: the option has no name, which is the code that is stored",
        ),
        (
            [(None, "a", "Да"), *CHOICES[1:]],
            ", sheet choices, row 2, a: no list_name says which list this option belongs to",
        ),
        (
            [("yn", "a", "Да")],
            ", sheet survey, row 2, a, options: a leaves no choice: give two options at least",
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_told(rows: Rows, said: str) -> None:
    content = survey(("select_one yn", "a", "А"), choices=[CHOICES[0], *rows])

    assert complaints(content) == [said]


def test_a_mistake_in_a_list_that_is_offered_twice_is_told_once() -> None:
    choices = [
        ("list_name", "name", "label", "favourable", "no_answer"),
        ("yn", "yes", "Да", "yes", "yes"),
        *(("yn", code, "?") for code in ("no", "other")),
    ]
    content = survey(("select_one yn", "a", "А"), ("select_one yn", "b", "Б"), choices=choices)

    assert complaints(content) == [
        ", sheet choices, row 2, yes: yes cannot be favourable and no answer at once"
    ]


def test_groups_end_where_they_began() -> None:
    content = survey(
        ("begin_group", "g", "Г"),
        ("begin_repeat", "r", "П"),
        ("text", "a", "А"),
        ("end_group",),
        ("begin_group", "empty", "П"),
        ("end_group",),
    )

    assert complaints(content) == [
        ", sheet survey, row 2, g: no end_group follows: the group stays open",
        ", sheet survey, row 3, r: repeat: each question is asked once here, in a group at most; "
        "take the repetition apart",
        ", sheet survey, row 5, end_group: end_group cannot end what begin_repeat began in row 3",
        ", sheet survey, row 6, empty: the group is empty",
    ]


def test_rows_are_counted_with_the_empty_ones_between() -> None:
    content = survey((), ("text", "ok", "Да"), (), (), ("geopoint", "where", "Где?"))

    assert complaints(content)[0].startswith(", sheet survey, row 6, where: geopoint")


def test_what_the_settings_cannot_say_is_told() -> None:
    settings = [("form_id", "primary", "by_district"), ("x", "trust", "perhaps"), ("y",)]
    content = survey(("text", "a", "А"), settings=settings)

    assert complaints(content) == [
        ", sheet settings, row 2, by_district: “perhaps” is neither yes nor no",
        ", sheet settings, row 3: the settings have one row, below the headings",
    ]
    assert complaints(survey(("text", "a", "А"), settings=[("primary",), ("trust",)])) == [
        ", sheet settings, row 2, primary: there is no question trust"
    ]


def test_without_questions_there_is_no_questionnaire() -> None:
    assert complaints(survey(("note", "a", "А"))) == [
        ", sheet survey: nothing is asked: notes alone are no questionnaire"
    ]
    assert complaints(survey(("start", "start"))) == [", sheet survey: there is no question here"]


def test_a_sheet_that_is_missing_is_told() -> None:
    assert complaints(workbook(Sheet1=[("type",)], choices=CHOICES)) == [
        ": the sheet survey is missing or empty; there are the sheets Sheet1, choices"
    ]
    assert complaints(
        workbook(survey=[("type", "name", "label"), ("select_one yn", "a", "А")])
    ) == [", sheet survey, row 2, a: the sheet choices has no list yn; it has none"]


def test_a_column_that_stands_twice_is_told() -> None:
    assert complaints(survey(("text", "a", "А", "Б"), columns="type name label label")) == [
        ": duplicate column header: label"
    ]
