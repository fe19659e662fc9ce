"""The donation agreement that a purpose names: its number as written, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.money.statement.cells.agreements import LONGEST_NUMBER, agreement_in


@pytest.mark.parametrize(
    ("purpose", "number"),
    [
        ("по договору пожертвования № 12/2017", "12/2017"),
        ("договор №12 от 01.02.2017", "12"),
        ("дог. пож. N 7", "7"),
        ("Дог№5", "5"),
        ("дог.пожертв.№8-НДС не облагается", "8"),
        ("дог-ру пожертвования №9", "9"),
        ("ДОГОВОР ПОЖЕРТВОВАНИЯ № 12", "12"),
        ("Пожертвование по дог № 15-П/17 от 01.03.17", "15-П/17"),
        ("согласно договора пожертвования №3. НДС не облагается", "3"),
        ("договор пожертвования от 01.02.2017 г. № 12", "12"),
        ("договор от 1 февраля 2017 г. № 12", "12"),
        ("договор пожертвования денежных средств № 5", "5"),
        ("договор о пожертвовании № 6", "6"),
        ("договор целевого пожертвования №4", "4"),
        ("по благотворительному договору № 5", "5"),
        ("договор о благотворительной деятельности № 6", "6"),
        ("договор пожертвования (№ 12)", "12"),
        ("Договор пожертвования Nо 4", "4"),
        ("договор N12", "12"),
        ("договор номер 12", "12"),
        ("договор № Б-7", "Б-7"),
        ("договор № 12-БЛАГО/17", "12-БЛАГО/17"),
        ("договор № 12 / 2017", "12/2017"),
        ("договор № 12 / НДС не облагается", "12"),
        ("договор №12от 01.02.2017", "12"),
        ("договор №12НДС не облагается", "12"),
        ("договор № 12, 500 руб", "12"),
        ("договор № 01.02.2017", "01.02.2017"),
        ("договору пожертвования 12 от 01.02.2017", "12"),
        ("договор пожертвования 12/2017", "12/2017"),
        ("договор   пожертвования\n№ 12", "12"),
        ("допсоглашение № 2 к договору пожертвования № 12", "12"),
        ("договор № 12 (договор пожертвования №12)", "12"),
        ("счет № 3 по договору № 12", "12"),
        ("договор аренды № 7, договор пожертвования № 12", "12"),
        ("Иванов Василий договор № 5", "5"),
        ("Donation agreement No. 5 dated 01.02.2017", "5"),
        ("agreement #7", "7"),
        ("under the agreement no 2017-05", "2017-05"),
    ],
)
def test_the_number_of_an_agreement_is_found(purpose: str, number: str) -> None:
    assert agreement_in(purpose) == number


@pytest.mark.parametrize(
    "purpose",
    [
        "",
        "Пожертвование на сквер",
        "Пожертвование № 12",
        "счет № 5 без договора",
        "заказ № 5",
        "разговор № 5",
        "договорились № 5",
        "договор б/н от 01.02.2017",
        "договор № б/н",
        "договор № от 01.02.2017",
        "договор 01.02.2017",
        "договор 1 февраля 2017",
        "договор 2017 года",
        "договор 500 руб",
        "договор 500-00",
        "договор № " + "1" * (LONGEST_NUMBER + 1),
        "договор №12-кварталстроймонтаж",
    ],
)
def test_what_is_no_number_of_an_agreement_is_not_taken_for_one(purpose: str) -> None:
    assert agreement_in(purpose) is None


@pytest.mark.parametrize(
    "purpose",
    [
        "по договору аренды № 7",
        "договор займа №3",
        "по кредитному договору № 5",
        "трудовой договор № 5",
        "loan agreement No 5",
    ],
)
def test_an_agreement_of_another_kind_is_not_taken_for_a_donation(purpose: str) -> None:
    assert agreement_in(purpose) is None


@pytest.mark.parametrize(
    "purpose",
    [
        "по договорам № 1 и № 2",
        "по договору № 1 и № 2",
        "по договору № 1, № 2",
        "по договору № 1 и 2",
        "договору №1, договору №2",
    ],
)
def test_of_several_agreements_none_is_chosen(purpose: str) -> None:
    assert agreement_in(purpose) is None


@given(st.integers(1, 9999), st.integers(2000, 2099), st.text("абв ", max_size=20))
def test_a_number_is_found_whatever_stands_before_it(number: int, year: int, before: str) -> None:
    purpose = f"{before} по договору пожертвования № {number}/{year}"

    assert agreement_in(purpose) == f"{number}/{year}"


@given(st.text() | st.text("договрпжтния№N .,-/12", max_size=60))
def test_any_purpose_has_a_number_with_figures_or_none(purpose: str) -> None:
    number = agreement_in(purpose)

    assert number is None or (len(number) <= LONGEST_NUMBER and any(map(str.isdigit, number)))


@pytest.mark.timeout(5)
@pytest.mark.parametrize("part", ["договор ", "договор №", "№ 1-", "1-", " ", "а1", "от 1 мая "])
def test_the_longest_purpose_is_looked_through_at_once(part: str) -> None:
    for before in ("", "договор ", "договор № "):
        for _ in range(100):
            agreement_in((before + part * 500)[:500])
