"""What is written is read again as it was, and Kobo and ODK can read it."""

from io import BytesIO
from shutil import which

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from tests.workflow.monitoring.questionnaires.forms import BERDSK, FORM, berdsk, form
from tests.workflow.monitoring.questionnaires.random_questionnaires import documents
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.xlsform import read_xlsform, write_xlsform


def rows(content: bytes, sheet: str) -> list[tuple[str | None, ...]]:
    return list(load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True))


def test_it_has_the_columns_that_xlsform_knows_and_ours() -> None:
    content = write_xlsform(form())

    ru, en = "Russian (ru)", "English (en)"
    assert rows(content, "survey")[0] == (
        *("type", "name", f"label::{ru}", f"label::{en}", "required", "appearance", "relevant"),
        *("constraint", f"constraint_message::{ru}", f"constraint_message::{en}", "months"),
    )
    assert rows(content, "choices")[:4] == [
        ("list_name", "name", f"label::{ru}", f"label::{en}", "favourable", "no_answer"),
        ("trust", "low", "Низкое", "Low", None, None),
        ("trust", "middling", "Среднее", None, None, None),
        ("trust", "high", "Высокое", "High", "yes", None),
    ]
    assert rows(content, "settings") == [
        ("form_title", "form_id", "title_en", "default_language", "primary"),
        ("Жители", "residents", "Residents", ru, "trust"),
    ]


def test_options_that_two_questions_share_are_one_list() -> None:
    document = berdsk("residents")

    types = [row[0] for row in rows(write_xlsform(document), "survey")]

    assert types.count("select_one reaching_deputy") == 2


def test_the_same_questionnaire_gives_the_same_bytes() -> None:
    assert write_xlsform(form()) == write_xlsform(form())


@given(documents())
@settings(max_examples=60)
def test_reading_what_was_written_gives_the_same(document: QuestionnaireDocument) -> None:
    assert read_xlsform(write_xlsform(document), "form.xlsx").document == document


@given(documents())
@settings(max_examples=20)
def test_pyxform_converts_what_is_written(document: QuestionnaireDocument) -> None:
    """Which Kobo and ODK Central do with every form that is uploaded."""
    converted = convert(write_xlsform(document), validate=False)

    assert f'id="{document.questionnaire}"' in converted.xform


@pytest.mark.parametrize("name", BERDSK)
def test_the_programmes_questionnaires_survive_as_well(name: str) -> None:
    read = read_xlsform(write_xlsform(berdsk(name)), "form.xlsx")

    assert read.document == berdsk(name)
    assert list(read.notices) == []


@pytest.mark.long
@pytest.mark.skipif(which("java") is None, reason="ODK Validate, which pyxform brings, needs Java")
@pytest.mark.parametrize("name", BERDSK)
def test_odk_validate_finds_nothing_wrong(name: str) -> None:
    assert convert(write_xlsform(berdsk(name)), validate=True).warnings == []


def test_a_text_like_a_formula_stays_a_text() -> None:
    text = FORM.replace("Что ещё?", "'=1+1'").replace("Низкое", "'@SUM(A1)'")

    assert read_xlsform(write_xlsform(form(text)), "f.xlsx").document == form(text)
