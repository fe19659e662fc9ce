"""What the agreement says, in either language."""

import pytest

from models import Money, Text
from models.text import Language
from papers.agreement import phrases
from papers.agreement.wording import Clause, Grid, wording
from papers.typography import in_line
from tests.papers import agreements, samples
from tests.papers.phrases import texts_of
from workflow.work.agreements import Agreement, Condition, Instalment, Term, Terms


def clause(agreement: Agreement, number: str, language: Language = "ru") -> Clause:
    parts = wording(agreement, language).parts
    return next(c for part in parts for c in part.clauses if c.number == number)


def grid(agreement: Agreement, number: str, language: Language = "ru") -> Grid:
    found = clause(agreement, number, language).grid
    assert found is not None
    return found


def test_every_phrase_is_in_both_languages() -> None:
    texts = texts_of(phrases)

    assert len(texts) > 40
    assert [text.ru for text in texts if not text.en] == []


def test_every_condition_has_words() -> None:
    assert set(phrases.CONDITIONS) == set(Condition)


@pytest.mark.parametrize("titles", [phrases.INSTALMENT_HEAD, phrases.BUDGET_HEAD])
def test_heads_have_as_many_columns_in_either_language(titles: Text) -> None:
    assert titles.ru.count("|") == titles.in_("en").count("|")


def test_the_amount_is_said_in_figures_and_in_words() -> None:
    agreement = agreements.agreement()

    assert clause(agreement, "2.1.").text == (
        "Сумма поддержки — 148\u00a0500,50\u00a0₽ "
        "(сто сорок восемь тысяч пятьсот рублей 50 копеек)."
    )
    assert clause(agreement, "2.1.", "en").text == (
        "The amount of support is 148,500.50\u00a0RUB "
        "(one hundred and forty-eight thousand, five hundred roubles 50 kopeks)."
    )


def test_each_tranche_has_its_share_amount_and_condition() -> None:
    assert grid(agreements.agreement(), "2.2.").rows == (
        ("1", "60\u00a0%", "89\u00a0100,30\u00a0₽", "договор подписан"),
        (
            "2",
            "40\u00a0%",
            "59\u00a0400,20\u00a0₽",
            "за предыдущий транш отчитались: документы о расходах приняты, неизрасходованное "
            "возвращено",
        ),
    )


def test_one_tranche_is_said_in_a_sentence() -> None:
    whole = (Instalment(1, 100, Money(148_500_50), Condition.SIGNED),)
    found = clause(agreements.agreement(instalments=whole), "2.2.")

    assert found.text == "Вся сумма выплачивается сразу после подписания договора."
    assert found.grid is None


def test_the_budget_is_summed() -> None:
    rows = grid(agreements.agreement(), "3.1.").rows

    assert len(rows) == 6
    assert rows[-1] == ("", "Итого", "148\u00a0500,50\u00a0₽")


def test_milestones_have_their_days() -> None:
    rows = grid(agreements.agreement(), "3.2.", "en").rows

    assert rows[0] == (
        "1",
        "Площадка расчищена, земля подготовлена",
        "20\u00a0May\u00a02017",
    )
    assert len(rows) == 4


def test_without_budget_and_milestones_sentences_stand_in() -> None:
    agreement = agreements.agreement(budget=(), milestones=())

    assert clause(agreement, "3.1.").grid is None
    assert clause(agreement, "3.2.").text == "Инициатива выполняется в сроки программы."


@pytest.mark.parametrize(
    ("term", "ru", "en"),
    [
        (Term(10), "10\u00a0рабочих дней", "10\u00a0working days"),
        (Term(1), "1\u00a0рабочего дня", "1\u00a0working day"),
        (Term(21), "21\u00a0рабочего дня", "21\u00a0working days"),
        (Term(2), "2\u00a0рабочих дней", "2\u00a0working days"),
        (Term(30, working=False), "30\u00a0дней", "30\u00a0days"),
    ],
)
def test_terms_are_those_that_the_lifecycles_give(term: Term, ru: str, en: str) -> None:
    agreement = agreements.agreement(terms=Terms(term, term, term, term))

    for number in ("2.3.", "4.4.", "4.5.", "5.1."):
        assert f" {ru} " in f"{clause(agreement, number).text} ".replace(".", " ")
        assert f" {en} " in f"{clause(agreement, number, 'en').text} ".replace(".", " ")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_sample_is_labelled_and_nothing_else_is(language: Language) -> None:
    assert wording(agreements.agreement(), language).sample == phrases.SAMPLE.in_(language)
    assert wording(agreements.agreement(is_sample=False), language).sample == ""


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("text", samples.HOSTILE)
def test_what_people_wrote_stays_what_they_wrote(text: str, language: Language) -> None:
    agreement = agreements.written(text)

    assert grid(agreement, "3.1.", language).rows[0][1] == in_line(text)
    assert grid(agreement, "3.2.", language).rows[0][1] == in_line(text)
    assert clause(agreement, "1.2.", language).text.endswith(f": {in_line(text)}")
    assert wording(agreement, language).signatures[1][1] == in_line(text)
    assert in_line(text) in wording(agreement, language).parties
