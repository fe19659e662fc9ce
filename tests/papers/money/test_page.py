"""The page on a programme's money: the whole way of it, and nobody who asked not to be named."""

import re

import pytest

from models import Account, Money
from models.text import Language
from papers.money.page import money_html
from tests.make import Competition, day
from workflow.money.published import PublishedMoney, published_money


def told(competition: Competition) -> PublishedMoney:
    return published_money(competition.session, competition.programme, on=day(competition.now))


def page(competition: Competition, language: Language = "ru") -> str:
    html = money_html(told(competition), language)
    return " ".join(re.sub("<[^>]+>", " ", html.partition("</style>")[2]).split())


def spent(competition: Competition) -> None:
    """One initiative paid for by a donor who asked not to be named."""
    competition.donation(
        50_000,
        "2",
        donor="ООО «Тайна»",
        anonymous=True,
        purpose="От «Тайны» на площадки",
        district=competition.district,
    )
    initiative = competition.at("implementation", title="Двор <b>& сад</b>")
    expense = competition.expense(initiative, 12_500_50, what="Доски", payee="Иван Частников")
    competition.on_part(expense, "accept", "treasurer")


def test_the_way_of_every_rouble_is_on_it(competition: Competition) -> None:
    spent(competition)

    found = told(competition)

    assert found.received == Money(950_000_00)
    assert sum(amount.minor for _, amount in found.on_account) == found.received.minor
    assert dict(found.on_account)[Account.SPENT] == Money(12_500_50)
    unrestricted, restricted = found.gifts
    assert (unrestricted.donor, unrestricted.free) == ("ООО «Пример»", Money(900_000_00))
    (supported,) = restricted.supported
    assert (supported.code, supported.given, supported.spent) == (
        "1-01",
        Money(50_000_00),
        Money(12_500_50),
    )
    assert [(bought.what, bought.amount) for bought in supported.bought] == [
        ("Доски", Money(12_500_50))
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_neither_an_unnamed_donor_nor_who_was_paid_is_on_it(
    competition: Competition, language: Language
) -> None:
    spent(competition)

    html = money_html(told(competition), language)

    assert "Тайн" not in html
    assert "Частников" not in html
    assert "Leader" not in html


def test_what_people_wrote_is_text_on_it(competition: Competition) -> None:
    spent(competition)

    assert "<b>" not in money_html(told(competition), "ru").partition("</style>")[2].replace(
        "<body>", ""
    )


def test_it_reads_in_both_languages(competition: Competition) -> None:
    spent(competition)

    russian, english = page(competition), page(competition, "en")

    assert "Жертвователь пожелал остаться неназванным" in russian
    assert "На любые инициативы программы" in russian
    assert "A donor who prefers no name" in english
    assert "50,000 RUB awarded, 12,500.50 RUB of it spent" in english.replace("\xa0", " ")


def test_what_went_back_to_a_donor_is_not_on_it(competition: Competition) -> None:
    competition.has_only(10_000)

    assert [gift.received for gift in told(competition).gifts] == [Money(10_000_00)]
