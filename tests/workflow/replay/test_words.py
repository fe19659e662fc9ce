import pytest

from tests.workflow.replay.logs import LIFECYCLE, declared
from workflow.errors import BadDocument
from workflow.replay.words import IGNORED, read_words, words_of

DOCUMENT = """\
activities:
  На экспертизу: submit
  Письмо заявителю: ignored
roles:
  Бухгалтерия: treasurer
"""


@pytest.mark.parametrize(
    "word", ["submit", "SUBMIT", "Submit", "Подать", "подать", "  ПОДАТЬ ", "Дать  заключение"]
)
def test_an_action_is_understood_by_its_name_and_by_its_titles(word: str) -> None:
    assert words_of(declared().document).meaning(word) in ("submit", "comment")


def test_another_word_means_nothing() -> None:
    assert words_of(declared().document).meaning("На экспертизу") is None


def test_a_title_of_two_actions_is_understood_by_neither() -> None:
    words = words_of(declared(LIFECYCLE.replace("{ru: Вернуть}", "{ru: Поддержать}")).document)
    assert words.meaning("Поддержать") is None
    assert words.meaning("support") == "support"


def test_a_document_adds_words_to_the_lifecycles_own() -> None:
    words = read_words(DOCUMENT, "words.yaml", declared().document)
    assert words.meaning("на экспертизу") == words.meaning("Подать") == "submit"
    assert words.meaning("письмо заявителю") == IGNORED
    assert words.role("БУХГАЛТЕРИЯ") == words.role("бухгалтер фонда") == "treasurer"
    assert words.role("Иванов") is None
    assert words.role(None) is None


def test_a_beginning_stands_for_all_words_that_begin_so_but_those_given() -> None:
    document = 'activities:\n  "Письмо *": ignored\n  "Письмо эксперта *": comment\n'
    words = read_words(f"{document}  Письмо с заявкой: submit\n", "w.yaml", declared().document)
    assert words.meaning("письмо заявителю") == IGNORED
    assert words.meaning("Письмо эксперта 2") == "comment"
    assert words.meaning("Письмо с заявкой") == "submit"
    assert words.meaning("Письма") is None


def test_every_mistake_in_a_document_is_told_with_its_line() -> None:
    document = DOCUMENT.replace("treasurer", "cashier").replace(": submit", ": apply")
    with pytest.raises(BadDocument) as bad:
        read_words(document + "activity: {}\n", "words.yaml", declared().document)
    assert bad.value.lines == [
        "words.yaml, line 6, activity: is not a field known here; mind the spelling"
    ]
    with pytest.raises(BadDocument) as bad:
        read_words(document, "words.yaml", declared().document)
    assert bad.value.lines[0].startswith(
        "words.yaml, line 2, activities.На экспертизу: there is no apply; known: submit, comment"
    )
    assert bad.value.lines[1].startswith(
        "words.yaml, line 5, roles.Бухгалтерия: there is no cashier; known: chair, clock"
    )


def test_two_spellings_of_one_word_are_refused() -> None:
    document = "activities:\n  На экспертизу: submit\n  НА ЭКСПЕРТИЗУ: comment\n"
    with pytest.raises(BadDocument) as bad:
        read_words(document, "words.yaml", declared().document)
    assert bad.value.lines == [
        "words.yaml, line 3, activities.НА ЭКСПЕРТИЗУ: is the same word as “На экспертизу”; "
        "keep one"
    ]
