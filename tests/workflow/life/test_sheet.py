"""Forms typed in from paper are read, and every mistake is named with its line."""

import pytest

from workflow.errors import BadDocument
from workflow.life.feedback import Form
from workflow.life.sheet import read_sheet

FORMS = [Form(5, True, True, "Полезно, очень"), Form(2, False, None, "")]
YAML = """\
forms:
  - {usefulness: 5, recommends: true, positive: да, comment: "Полезно, очень"}
  - {usefulness: 2, recommends: нет}
"""
ENGLISH = """\
usefulness,recommends,positive,comment
5,yes,1,"Полезно, очень"
2,No,,
"""
RUSSIAN = """\
\ufeffПолезность;Рекомендую;Позитивный опыт;Комментарий
5;да;ДА;Полезно, очень
;;;
2;нет
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [(YAML, "forms.yaml"), (ENGLISH, "forms.csv"), (RUSSIAN, "forms.CSV")],
)
def test_forms_are_read_from(text: str, name: str) -> None:
    assert read_sheet(text, name) == FORMS


def test_a_comment_may_be_a_number_or_have_lines() -> None:
    text = 'usefulness,recommends,positive,comment\n5,yes,,5\n4,no,,"Было\nхорошо"\n'

    assert [form.comment for form in read_sheet(text, "a.csv")] == ["5", "Было\nхорошо"]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.yaml", "forms: []\n", ["line 1, forms: there is no form here"]),
        ("a.yaml", YAML.replace("5", "6"), ["line 2, forms.0.usefulness: input should be less"]),
        ("a.yaml", YAML.replace("5", "true"), ["line 2, forms.0.usefulness: input should be a"]),
        ("a.yaml", YAML.replace("нет", "кто знает"), ["line 3, forms.1.recommends: input should"]),
        ("a.csv", "", ["line 1, forms: there is no form here"]),
        ("a.csv", ENGLISH.replace("5,", "50,"), ["line 2, forms.0.usefulness: input should be l"]),
        ("a.csv", ENGLISH.replace("2,No", "2"), ["line 3, forms.1.recommends: is missing"]),
        (
            "a.csv",
            ENGLISH.replace("comment", "name"),
            ["line 2, forms.0.name: is not a field known here; mind the spelling"],
        ),
        (
            "a.csv",
            ENGLISH.replace("5,", "0,").replace("2,", "9,"),
            ["line 2, forms.0.usefulness: input", "line 3, forms.1.usefulness: input"],
        ),
        ("a.csv", ENGLISH.replace('"', ""), ["line 2: more cells than columns"]),
        ("a.csv", ENGLISH + '"' + "x" * 200_000, ["line 4: cannot be read as a table"]),
        ("a.csv", ENGLISH + "x" * 300_000, ["line 1: the file is larger than 300,000"]),
    ],
)
def test_mistakes_have_their_lines(name: str, text: str, lines: list[str]) -> None:
    with pytest.raises(BadDocument) as caught:
        read_sheet(text, name)

    said = caught.value.lines
    assert len(said) == len(lines)
    for sentence, begins in zip(said, lines, strict=True):
        assert sentence.startswith(f"{name}, {begins}")
