"""What words mean in a search, the same on every database."""

import pytest

from workflow.history.search.words import Words, stem


@pytest.mark.parametrize(
    ("asked", "text", "is_in"),
    [
        ("заявку", "Заявки приняты", True),
        ("заявку", "заявление принято", False),
        ("ЗАЯВКА", "вернули заявкой", True),
        ("отчет", "творческий отчёт", True),
        ("отчёт", "ОТЧЕТЫ сданы", True),
        ("одобрено", "Одобрена советом", True),
        ("срок", "сроки прошли", False),
        ("срок", "Срок прошёл", True),
        ("строк", "настрой", False),
        ("договор подписан", "Договор ещё не подписан", True),
        ("договор подписан", "Договор потерян", False),
        ('"договор подписан"', "Договор ещё не подписан", False),
        ("«договор подписан»", "Договор, подписан вчера", True),
        ('"договор подписан"', "договора подписаны", False),
        ("15", "№ 15", True),
        ("15", "№ 150", False),
        ("deadline", "Deadlines were met", True),
        ("из-за", "Из-за дождя", True),
        ("площадка", "танцплощадка", False),
    ],
)
def test_a_word_is_found_in_its_forms_and_nowhere_else(asked: str, text: str, is_in: bool) -> None:
    assert Words.read(asked).are_in(text) is is_in


def test_found_words_are_marked_whole() -> None:
    text = "Заявку вернули: заявки без отчёта"
    assert [text[a:b] for a, b in Words.read("заявка отчет").marks(text)] == [
        "Заявку",
        "заявки",
        "отчёта",
    ]


def test_nothing_is_marked_where_no_word_was_asked_for() -> None:
    assert Words.read("").marks("Что угодно") == []
    assert not Words.read("« » % * — 😀")


@pytest.mark.parametrize("word", ["дом", "срок", "дети"])
def test_a_short_word_keeps_its_ending(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["домой", "школа", "организациями", "ааааа"])
def test_four_letters_stay_at_least(word: str) -> None:
    assert len(stem(word)) >= 4
