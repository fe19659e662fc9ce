"""What Kobo and ODK write is read; what would give somebody away, or is of no use, is told."""

from typing import Any

import pytest

from models import Text
from tests.workflow.monitoring.questionnaires.workbooks import (
    CHOICES,
    notices,
    read,
    survey,
    workbook,
)
from workflow.monitoring.questionnaires.document import Group, Question, QuestionType

RUSSIAN = "Where there is no English, the Russian words stand in for it."
KOBO = workbook(
    survey=[
        [
            *("type", "name", "label::Russian (ru)", "label::English (en)", "label::Tatar (tt)"),
            *("hint::Russian (ru)", "required", "relevant", "constraint"),
            *("constraint_message::English (en)", "appearance", "kuid"),
        ],
        ("start", "start"),
        ("end", "end"),
        ("today", "today"),
        ("deviceid", "deviceid"),
        ("begin_group", "Part_1", "Часть", "Part"),
        (
            *("select_one yn", "Took_Part", "Участвовали?", "Did you?", "Катнаштыгызмы?"),
            *("Подсказка", "true", None, None, None, "minimal", "abc"),
        ),
        ("end_group",),
        (),
        ("begin group", "more", None, None, None, None, None, "${Took_Part} = 'yes'"),
        (
            *("select_multiple yn", "ways", "Как?", None, None, None, "no", None),
            "count-selected(.) <= 2",
        ),
        (
            *("int", "times", "Сколько раз?", "How often?", None, None, None, None),
            *(". >= 0 and . <= 200", "At most 200"),
        ),
        ("end group",),
        ("note", "told", "Спасибо"),
        ("text", "words", "Ещё?", None, None, None, None, None, None, None, "multiline"),
    ],
    choices=[
        ("list_name", "name", "label::Russian (ru)", "label::English (en)"),
        ("yn", "yes", "Да", "Yes"),
        ("yn", "no", "Нет", "No"),
        ("other", "x", "Лишнее"),
    ],
    settings=[
        ("form_title", "form_id", "default_language", "version", "id_string"),
        ("Жители", "residents", "Russian (ru)", "1 (2017-01-01)"),
    ],
)


def test_a_form_of_kobo_is_read() -> None:
    document = read(KOBO).document

    part, more, told, words = document.items
    assert (document.questionnaire, document.title) == ("residents", Text(ru="Жители"))
    assert isinstance(part, Group)
    assert isinstance(more, Group)
    assert (part.name, part.label) == ("part_1", Text(ru="Часть", en="Part"))
    assert (more.label, more.relevant) == (None, "${took_part} = 'yes'")
    took_part = document.questions["took_part"]
    assert took_part.label == Text(ru="Участвовали?", en="Did you?")
    assert took_part.hint == Text(ru="Подсказка")
    assert took_part.required
    assert [(o.code, o.label.en) for o in took_part.options] == [("yes", "Yes"), ("no", "No")]
    assert document.questions["ways"].constraint == "count-selected(.) <= 2"
    assert not document.questions["ways"].required
    assert document.questions["times"].type == QuestionType.INTEGER
    assert document.questions["times"].constraint_message == Text(
        ru="At most 200", en="At most 200"
    )
    assert isinstance(told, Question)
    assert (told.type, told.scale) == (QuestionType.NOTE, None)
    assert isinstance(words, Question)
    assert words.appearance == "multiline"


def test_whatever_is_left_out_or_replaced_is_told() -> None:
    away = "left out, for it records of whoever answers what could give them away."

    assert notices(KOBO) == [
        "The language “Tatar (tt)” is left out: there are Russian and English here.",
        "Sheet survey: the column kuid is not used.",
        RUSSIAN,
        f"Row 2, start: {away}",
        f"Row 3, end: {away}",
        f"Row 4, today: {away}",
        f"Row 5, deviceid: {away}",
        "Names have small letters here: Part_1 is part_1.",
        "Names have small letters here: Took_Part is took_part.",
        "The appearance minimal of select_one is not used.",
        "Where there are no Russian words, the English ones stand in for them.",
    ]


@pytest.mark.parametrize("written", ["audit", "username", "email", "phonenumber", "start-geopoint"])
def test_nothing_is_recorded_of_whoever_answers(written: str) -> None:
    content = survey((written, "it"), ("text", "a", "А"))

    assert list(read(content).document.questions) == ["a"]
    assert any(notice.startswith(f"Row 2, {written}: left out") for notice in notices(content))


def test_a_group_that_only_recorded_falls_away() -> None:
    content = survey(
        ("begin_group", "g", "Г"), ("start", "start"), ("end_group",), ("text", "a", "А")
    )

    assert [item.name for item in read(content).document.items] == ["a"]


def test_plain_labels_are_of_the_language_that_the_settings_or_the_letters_say() -> None:
    def label(words: str, **sheets: Any) -> Text:
        return read(survey(("text", "a", words), **sheets)).document.questions["a"].label

    settings = [("form_id", "default_language"), ("x", "English (en)")]
    assert label("Что?") == Text(ru="Что?")
    assert label("What?", choices=[]) == Text(ru="What?", en="What?")
    assert label("Что?", settings=settings) == Text(ru="Что?", en="Что?")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("label::Русский", Text(ru="Что?")),
        ("label::ru", Text(ru="Что?")),
        ("label::Russian(ru)", Text(ru="Что?")),
        ("Label::RUSSIAN", Text(ru="Что?")),
        ("label:Russian", Text(ru="Что?")),
        ("caption", Text(ru="Что?")),
        ("label::English (en-GB)", Text(ru="Что?", en="Что?")),
    ],
)
def test_headings_are_understood_as_people_have_written_them(heading: str, expected: Text) -> None:
    content = workbook(survey=[("type", "name", heading), ("text", "a", "Что?")])

    assert read(content).document.questions["a"].label == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("select_one yn", "select_one"),
        ("select one yn", "select_one"),
        ("select1 yn", "select_one"),
        ("select_multiple yn", "select_multiple"),
        ("select all that apply yn", "select_multiple"),
        ("int", "integer"),
        ("string", "text"),
        ("decimal", "decimal"),
        ("date", "date"),
    ],
)
def test_types_are_understood_as_people_have_written_them(written: str, expected: str) -> None:
    assert read(survey((written, "a", "А"))).document.questions["a"].type == expected


def test_codes_that_a_spreadsheet_takes_for_numbers_are_codes() -> None:
    choices = [
        ("list_name", "name", "label"),
        ("yn", 1, "Да"),
        ("yn", 2.0, 2017),
        ("yn", True, "?"),
    ]
    content = survey(("select_one yn", "a", "А"), choices=choices)

    options = read(content).document.questions["a"].options

    assert [option.code for option in options] == ["1", "2", "TRUE"]
    assert options[1].label == Text(ru="2017")


def test_our_own_columns_are_read() -> None:
    content = workbook(
        survey=[
            ("type", "name", "label", "appearance", "months", "account"),
            ("select_one scale", "trust", "Доверие", "likert"),
            ("integer", "times", "Сколько?", None, 6),
            ("integer", "planned", "Сколько думали?", None, None, "plan"),
        ],
        choices=[
            ("list_name", "name", "label", "favourable", "no_answer"),
            ("scale", "low", "Низкое"),
            ("scale", "high", "Высокое", "yes"),
            ("scale", "hard_to_say", "Затрудняюсь", None, True),
        ],
        settings=[
            ("form_title", "title_en", "form_id", "by_district", "primary", "thanks::Russian (ru)"),
            ("Жители", "Residents", "residents", "yes", "trust, Times", "Спасибо"),
        ],
    )

    document = read(content).document

    assert document.title == Text(ru="Жители", en="Residents")
    assert document.thanks == Text(ru="Спасибо")
    assert (document.by_district, document.primary) == (True, ("trust", "times"))
    assert document.questions["times"].months == 6
    assert document.questions["planned"].account == "plan"
    options = document.questions["trust"].options
    assert [(o.favourable, o.no_answer) for o in options] == [
        *((False, False), (True, False)),
        (False, True),
    ]


def test_the_file_names_what_the_settings_do_not() -> None:
    document = read(survey(("text", "a", "А")), "Residents.xlsx").document

    assert (document.questionnaire, document.title.ru) == ("residents", "Residents")


def test_the_one_sheet_of_a_workbook_is_the_survey() -> None:
    content = workbook(Лист1=[("type", "name", "label"), ("text", "a", "А")])

    assert list(read(content).document.questions) == ["a"]


def test_lists_may_be_offered_twice() -> None:
    content = survey(("select_one yn", "a", "А"), ("select_one yn", "b", "Б"), choices=CHOICES)

    questions = read(content).document.questions

    assert questions["a"].options == questions["b"].options
