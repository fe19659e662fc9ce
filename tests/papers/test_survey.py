"""Answers as files, read back by what people open them with."""

import csv
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest
from openpyxl import load_workbook

from models import Text
from models.text import Language
from papers.survey.answers import answers_csv
from papers.survey.codebook import codebook_csv, codebook_xlsx
from papers.survey.files import survey_files
from papers.survey.sav import answers_sav
from tests.make import ROOT
from tests.papers.surveys import TIMES, TRUST, VARIABLES, microdata
from workflow.monitoring.microdata.released import HIDDEN, Microdata, Row, Variable

ELSEWHERE = """
from hashlib import sha256
from papers.survey.files import survey_files
from tests.papers.surveys import microdata
for content in survey_files(microdata(), "ru").values():
    print(sha256(content).hexdigest())
"""


def table(made: Microdata) -> list[list[str]]:
    return list(csv.reader(StringIO(answers_csv(made).decode("ascii"), newline="")))


def sav(made: Microdata, tmp_path: Path, language: Language = "ru", **how: Any) -> tuple[Any, Any]:
    file = tmp_path / "answers.sav"
    file.write_bytes(answers_sav(made, language))
    read: tuple[Any, Any] = pyreadstat.read_sav(file, **how)
    return read


def book(made: Microdata, language: Language = "ru") -> list[dict[str, Any]]:
    titles, *lines = (
        load_workbook(BytesIO(codebook_xlsx(made, language)))
        .worksheets[0]
        .iter_rows(values_only=True)
    )
    return [dict(zip(map(str, titles), line, strict=True)) for line in lines]


def test_the_table_has_a_row_for_each_response_and_a_column_for_each_question() -> None:
    titles, *lines = table(microdata())

    assert titles == [
        *("round", "respondent", "district"),
        *("trust", "how_labour", "how_money", "times"),
    ]
    assert len(lines) == 30
    assert lines[0] == ["baseline", "1", "15", "low", "1", "suppressed", "0"]
    assert lines[9] == ["baseline", "10", "7", "high", "0", "suppressed", "1.8"]
    assert lines[-1] == ["endline", "15", "7", "unsure", "", "suppressed", "suppressed"]


def test_columns_that_must_not_be_told_are_not_there() -> None:
    made = replace(microdata(is_linked=False), districts={})

    titles, *lines = table(made)

    assert titles[:2] == ["round", "trust"]
    assert lines[0] == ["baseline", "low", "1", "suppressed", "0"]


def test_other_programs_read_the_table_as_it_is() -> None:
    read = pandas.read_csv(BytesIO(answers_csv(microdata())), na_values=["suppressed"])

    assert list(read["times"].dropna().unique()) == [0, 1.8]
    assert read["how_labour"].sum() == 10


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_labelled_file_says_what_numbers_mean(tmp_path: Path, language: Language) -> None:
    read, meta = sav(microdata(), tmp_path, language, user_missing=True)

    said = {
        "ru": {1: "Не доверяю", 2: "Доверяю", 3: "Трудно сказать"},
        "en": {1: "I do not", 2: "I do", 3: "Hard to say"},
    }
    assert meta.variable_value_labels["trust"] == said[language]
    assert meta.column_names_to_labels["trust"] == TRUST.label.in_(language)
    assert list(read["trust"].unique()) == [1, 2, 3]
    assert meta.variable_measure == {
        **{"round": "nominal", "respondent": "nominal", "district": "nominal"},
        **{"trust": "ordinal", "how_labour": "nominal", "how_money": "nominal", "times": "scale"},
    }
    assert (meta.number_rows, meta.file_encoding) == (30, "UTF-8")


def test_several_choices_are_named_with_their_question(tmp_path: Path) -> None:
    _, meta = sav(microdata(), tmp_path)

    assert meta.column_names_to_labels["how_money"] == "Чем Вы помогали? — Деньгами"
    assert meta.variable_value_labels["how_labour"] == {0: "не выбрано", 1: "выбрано"}


def test_what_is_hidden_and_what_says_nothing_counts_as_missing(tmp_path: Path) -> None:
    seen, meta = sav(microdata(), tmp_path, user_missing=True)
    computed, _ = sav(microdata(), tmp_path)

    assert meta.missing_ranges["trust"] == [{"lo": 3, "hi": 3}]
    assert meta.missing_ranges["how_money"] == [{"lo": -9, "hi": -9}]
    assert computed["trust"].isna().sum() == 10
    assert computed["how_money"].isna().all()
    assert set(seen["how_money"]) == {-9}
    assert seen["how_labour"].isna().sum() == 10
    assert "скрыто, чтобы никого не выдать" in meta.variable_value_labels["how_money"].values()


def test_rounds_and_districts_have_their_titles(tmp_path: Path) -> None:
    read, meta = sav(microdata(), tmp_path)

    assert meta.variable_value_labels["round"] == {1: "Замер «до»", 2: "Замер «после»"}
    assert meta.variable_value_labels["district"] == {15: "Округ № 15", 7: "Округ № 7"}
    assert set(read["district"]) == {15, 7}


def test_codes_that_are_numbers_keep_them(tmp_path: Path) -> None:
    options = tuple(
        option.model_copy(update={"code": code})
        for option, code in zip(TRUST.options, ("1", "5", "99"), strict=True)
    )
    scale = Variable("trust", TRUST.model_copy(update={"options": options}))
    made = replace(
        microdata(), variables=(scale,), rows=tuple([Row("baseline", 1, "15", ("5",))] * 5)
    )

    read, meta = sav(made, tmp_path)

    assert set(read["trust"]) == {5}
    assert set(meta.variable_value_labels["trust"]) == {1, 5, 99}


def test_a_number_that_was_answered_is_never_taken_for_hidden(tmp_path: Path) -> None:
    values = [-9] * 5 + [HIDDEN] * 5
    made = replace(
        microdata(),
        variables=(Variable("times", TIMES),),
        rows=tuple(Row("baseline", 1, "15", (value,)) for value in values),
    )

    read, _ = sav(made, tmp_path)

    assert read["times"].tolist()[:5] == [-9] * 5
    assert read["times"].isna().sum() == 5


def test_long_words_are_cut_between_letters(tmp_path: Path) -> None:
    words = Text(ru="Щ" * 300)
    question = TRUST.model_copy(
        update={
            "label": words,
            "options": tuple(o.model_copy(update={"label": words}) for o in TRUST.options),
        }
    )
    made = replace(microdata(), variables=(Variable("trust", question), *VARIABLES[1:]))

    _, meta = sav(made, tmp_path)

    label = meta.column_names_to_labels["trust"]
    assert label == "Щ" * 126 + "…"
    assert meta.variable_value_labels["trust"][1] == "Щ" * 58 + "…"


def test_the_codebook_has_a_line_for_each_value() -> None:
    lines = [line for line in book(microdata()) if line["Переменная"] == "trust"]

    assert [(line["Значение в CSV"], line["Значение в .sav"]) for line in lines] == [
        ("low", 1),
        ("high", 2),
        ("unsure", 3),
    ]
    assert lines[0]["Вопрос (ru)"] == "Доверяете ли Вы депутату?"
    assert lines[0]["Вопрос (en)"] == "Do you trust your deputy?"
    assert lines[1]["Подпись (en)"] == "I do"
    assert lines[0]["Тип"] == "один ответ на шкале"
    assert lines[0]["Без ответа, %"] == 0


def test_the_codebook_says_how_much_is_missing_and_what_was_done() -> None:
    lines = {line["Variable"]: line for line in book(microdata(), "en")}

    assert lines["how_labour"]["Missing, %"] == pytest.approx(33.3)
    assert lines["how_money"]["Missing, %"] == 100
    assert lines["how_money"]["Value in the CSV"] == "suppressed"
    assert "mean of five or more" in lines["times"]["Note"]


def test_the_codebook_says_what_is_left_out_and_why() -> None:
    lines = {line["Переменная"]: line for line in book(microdata())}

    assert lines["opinion"]["Тип"] == lines["told"]["Тип"] == "не выгружается"
    assert "выдать человека" in lines["opinion"]["Примечание"]
    assert "скрытый ответ" in lines["told"]["Примечание"]


def test_the_codebook_is_a_table_as_well() -> None:
    text = codebook_csv(microdata(), "ru").decode("utf-8-sig")

    assert "trust;Доверяете ли Вы депутату?" in text


@pytest.mark.parametrize("is_sample", [True, False])
def test_a_sample_says_so(tmp_path: Path, is_sample: bool) -> None:
    made = microdata(is_sample=is_sample)

    _, meta = sav(made, tmp_path)

    assert ("Образец" in meta.file_label) is is_sample
    assert ("Образец" in str(book(made)[0])) is is_sample


def test_the_same_microdata_makes_the_same_bytes_elsewhere_and_later() -> None:
    environment = os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    printed = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    files = survey_files(microdata(), "ru")
    assert [*files] == ["residents.csv", "residents.ru.sav", "residents.ru.codebook.xlsx"]
    assert printed.split() == [sha256(content).hexdigest() for content in files.values()]
