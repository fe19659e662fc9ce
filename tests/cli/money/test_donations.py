"""`vmeste money`: donations, and where their money is."""

import pytest

from tests.cli.conftest import Prepared, Vmeste, by, plain

TREASURER = by("treasurer")
BECAUSE = ("--reason", "Попросили вернуть")
ON = ("--on", "2026-03-02")


@pytest.fixture
def begun(prepared: Prepared) -> None:
    """900,000 roubles for everything are received."""
    with prepared():
        pass


def line(vmeste: Vmeste, number: int = -1) -> dict[str, object]:
    """A donation of the list, with amounts in kopecks."""
    shown: dict[str, object] = vmeste.told("money", "donations")[number]
    return {
        name: value["minor"] if isinstance(value, dict) and "minor" in value else value
        for name, value in shown.items()
    }


def test_a_donation_is_promised_agreed_on_received_and_given_back(
    vmeste: Vmeste, begun: None
) -> None:
    said = [
        vmeste.said("money", *deed, *TREASURER)
        for deed in (
            ("pledge", "ООО «Ромашка»", "120 000,50"),
            ("agree", "D2", "РМ-5", *ON),
            ("receive", "РМ-5", "100000", *ON, "--reference", "15"),
            ("refund", "D2", "1 000", "--order", "№ 3", *BECAUSE),
        )
    ]

    assert said == [
        "On record: donation D2, ООО «Ромашка» promises 120,000.50 RUB.",
        "D2: agreement РМ-5 of 02.03.2026.",
        "D2: 100,000 RUB came on 02.03.2026.",
        "D2: 1,000 RUB went back to the donor.",
    ]
    shown = line(vmeste)
    assert (shown["pledged"], shown["received"], shown["free"]) == (
        120_000_50,
        99_000_00,
        99_000_00,
    )
    assert (shown["agreement"], shown["agreed_on"]) == ("РМ-5", "2026-03-02")


def test_a_deed_with_a_key_is_done_once(vmeste: Vmeste, begun: None) -> None:
    vmeste.said("money", "pledge", "ООО «Ромашка»", "100", "--code", "R", *TREASURER)
    vmeste.said("money", "pledge", "ООО «Ромашка»", "100", "--code", "R", *TREASURER)
    vmeste.said("money", "agree", "R", "7", *ON, *TREASURER)
    receive = ("money", "receive", "R", "60", *ON, "--reference", "1", *TREASURER, "--key", "k")

    assert vmeste.said(*receive) == vmeste.said(*receive)

    assert line(vmeste)["received"] == 60_00
    assert len(vmeste.told("money", "donations")) == 2


def test_a_restriction_is_listed_in_words(vmeste: Vmeste, begun: None, russian: None) -> None:
    bound = ("--district", "1", "--problem", "2", "--purpose", "на клуб")
    who = ("--kind", "person", "--anonymous")
    vmeste.said("money", "pledge", "Анна", "500", *bound, *who, *TREASURER)

    shown = vmeste.said("money", "donations")

    assert "D1 ООО «Пример» 1 900 000 900 000 900 000 любая цель" in shown
    assert "D2 Анна (не — 500 0 0 округ 1, нет клуба, называть) «на клуб»" in shown  # folded
    assert shown.endswith("Суммы в ₽.")
    assert line(vmeste)["bound"] == {
        "district": "1",
        "problem": {"ru": "нет клуба"},
        "purpose": "на клуб",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("pledge", "ООО", "100", *by("leader")), 1, "Only the treasurer or coordinator"),
        (("pledge", "ООО", "0", *TREASURER), 1, "Give an amount above zero"),
        (("pledge", "ООО", "1.005", *TREASURER), 2, "has a part smaller than the currency has"),
        (("pledge", "ООО", "сто", *TREASURER), 2, "“сто” is not an amount of money. Write it like"),
        (("pledge", "ООО", "1", "--problem", "1", *TREASURER), 1, "say the district and a number"),
        (("pledge", "ООО", "1", "--district", "9", *TREASURER), 1, "There is no district 9"),
        (("agree", "D1", "2", *ON, *TREASURER), 1, "has an agreement already: 1."),
        (("agree", "D9", "2", *ON, *TREASURER), 1, "There is no donation D9"),
        (("agree", "D1", "2", "--on", "2.03.2026", *TREASURER), 2, "write a day like 2017-03-24"),
        (("receive", "D1", "1", *ON, "--reference", "1", *TREASURER), 1, "still awaited"),
        (("receive", "D1", "1", *ON, "--reference", "1", *by("coordinator")), 1, "Only the treas"),
        (
            ("refund", "D1", "900 000,01", "--order", "1", *BECAUSE, *TREASURER),
            1,
            "900,000 RUB of this donation is free",
        ),
        (("refund", "D1", "1", "--order", "1", *TREASURER), 2, "Missing option '--reason'"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    vmeste: Vmeste, begun: None, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = vmeste.told("money", "donations")

    assert words in vmeste.failed(code, "money", *arguments)
    assert vmeste.told("money", "donations") == before


def test_an_amount_that_is_none_is_refused_in_russian(
    vmeste: Vmeste, begun: None, russian: None
) -> None:
    said = vmeste.failed(2, "money", "pledge", "ООО", "сто", *TREASURER)

    assert said == "«сто» — не сумма. Напишите, например, так: 120 000,50."


def test_show_says_where_the_money_is_and_what_for(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.donation(5_000, "2", district=competition.other_district)
        competition.at("implementation", title="Площадка")

    shown = vmeste.said("money", "show")

    for part in (
        "To be raised at least: 700,000 RUB Pledged: 905,000 RUB",
        "Free: 855,000 RUB Awarded, not paid out: 20,000 RUB",
        "Paid out, not accounted for: 30,000 RUB Spent, with documents: 0 RUB",
        "anything 900,000 900,000 850,000",
        "District 2 5,000 5,000 5,000",
    ):
        assert part in shown
    told = vmeste.told("money", "show")
    assert sum(money["minor"] for money in told["on_account"].values()) == 905_000_00
    assert [fund["free"]["minor"] for fund in told["funds"]] == [850_000_00, 5_000_00]


def test_check_shows_the_identity_and_ends_well(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("implementation")

    said = vmeste.said("money", "check")

    assert "900,000 RUB = 850,000 RUB + 20,000 RUB + 30,000 RUB + 0 RUB" in said
    assert said.endswith("restrictions and histories agree.")
    told = vmeste.told("money", "check")
    assert (told["balance"], told["faults"]) == (True, [])


def test_check_names_every_fault_and_ends_so(
    vmeste: Vmeste, prepared: Prepared, russian: None
) -> None:
    with prepared() as competition:
        competition.at("implementation")
        connection = competition.session.connection()
        connection.exec_driver_sql("update balance set amount = amount + 1 where account = 'free'")
        connection.exec_driver_sql("update initiative set awarded = awarded - 1")

    said = vmeste.refused("money", "check")

    assert "получено и не возвращено = свободно + выделено + перечислено + израсходовано" in said
    assert "900 000 ₽ ≠ 850 000,01 ₽ + 20 000 ₽ + 30 000 ₽ + 0 ₽" in said
    assert "по книге 85000000, остаток 85000001." in said
    assert "1-01, выделено: по книге 5000000" in said
    assert vmeste("money", "check", "--json").exit_code == 1


def test_a_trace_goes_from_the_donor_to_the_receipt(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.has_only(10_000)
        competition.donation(100_000, "3", donor="Анна", anonymous=True)
        initiative = competition.at("implementation", title="Двор")
        competition.act(competition.expense(initiative, 25_000_00), "accept", "treasurer")

    of_donation = vmeste.said("money", "trace", "3")
    of_initiative = vmeste.said("money", "trace", "1-01")

    assert of_donation.startswith("D3 Анна (not to be named) Came on 01.03.2026: 100,000 RUB, № 3")
    assert "1-01 Двор 20,000 5,000 15,000 0" in of_donation
    assert "D2 ООО «Пример» 0 0 10,000 0" in of_initiative
    assert "D3 Анна (not to be named) 20,000 5,000 15,000 0" in of_initiative
    receipts = vmeste.told("money", "trace", "1-01")["receipts"]
    assert [(r["donation"], r["amount"]["minor"]) for r in receipts] == [
        ("D2", 10_000_00),
        ("D3", 15_000_00),
    ]
    assert receipts[0]["documents"] == {"чек.pdf": "a" * 64}
    assert [r["expense"] for r in vmeste.told("money", "trace", "D3")["receipts"]] == ["1-01.e1"]


def test_a_trace_of_nothing_says_so(vmeste: Vmeste, begun: None) -> None:
    assert "There is no donation 9-99, nor one under" in vmeste.refused("money", "trace", "9-99")
    untouched = vmeste.said("money", "trace", "D1")
    assert "No initiative has had any. No receipts yet." in untouched


def test_the_funds_history_tells_amounts_and_days_in_words(
    vmeste: Vmeste, begun: None, russian: None
) -> None:
    vmeste.said("money", "refund", "D1", "1 000,50", "--order", "№ 3", *BECAUSE, *TREASURER)

    shown = plain(vmeste("history", "show", "fund/fund"))

    assert "договор от: 01.03.2026 · договор: 1 · пожертвование: D1" in shown
    assert "сумма: 900 000 ₽ · пожертвование: D1 · поступило: 01.03.2026" in shown
    assert "сумма: 1 000,50 ₽ · пожертвование: D1 · платёжное поручение: № 3" in shown
