"""Every rouble is followed from its donor to the document that shows how it was spent."""

from datetime import date

from models import Donation, Expense, Initiative, Money
from tests.make import Competition, Taken
from workflow.money.donations import find_donation, receive, refund
from workflow.money.trace import (
    Came,
    DonationTrace,
    InitiativeTrace,
    Receipt,
    Share,
    trace_donation,
    trace_initiative,
)


def traced(competition: Competition, code: str) -> DonationTrace:
    donation = find_donation(competition.session, competition.programme, code)
    return trace_donation(competition.session, donation)


def accepted(competition: Competition, initiative: Initiative, roubles: int, page: str) -> Expense:
    document = Taken(f"{page}.pdf", "application/pdf", page * 64, 10)
    expense = competition.expense(initiative, roubles * 100, document=document)
    competition.on_part(expense, "accept", "treasurer")
    return expense


def amounts(share: Share) -> tuple[str, str, int, int, int, int]:
    """Whose of which donation: reserved, paid, spent, returned, in roubles."""
    money = (share.reserved, share.paid, share.spent, share.returned)
    reserved, paid, spent, returned = (amount.minor // 100 for amount in money)
    return share.initiative.code, share.donation.code, reserved, paid, spent, returned


def papers(receipt: Receipt) -> tuple[str, str, int, list[str]]:
    names = [document.name for document in receipt.documents]
    return receipt.expense.code, receipt.donation.code, receipt.amount.minor // 100, names


def two_donations(competition: Competition) -> tuple[Donation, Donation]:
    """Twenty thousand for the district, and fifty for anything."""
    competition.has_only(0)
    return (
        competition.donation(20_000, "a", code="district", district=competition.district),
        competition.donation(50_000, "b", code="broad"),
    )


def test_a_donation_that_was_only_pledged_came_to_nothing(competition: Competition) -> None:
    competition.pledge(100, code="D-7")

    found = traced(competition, "D-7")

    assert (found.came, found.shares, found.receipts) == ([], [], [])
    assert (found.received, found.refunded, found.free) == (Money(0), Money(0), Money(0))


def test_a_donation_tells_when_it_came_and_under_which_number(competition: Competition) -> None:
    donation = competition.pledge(100, code="D-7")
    competition.agree(donation, "12/2026")
    for amount, number, day in ((60_00, "№ 5", date(2026, 3, 2)), (40_00, "№ 4", date(2026, 3, 1))):
        receive(
            competition.session,
            donation,
            amount,
            day,
            number,
            actor=competition.actor("treasurer"),
            now=competition.now,
        )

    found = traced(competition, "12/2026")

    assert found.came == [
        Came(date(2026, 3, 2), Money(60_00), "№ 5"),
        Came(date(2026, 3, 1), Money(40_00), "№ 4"),
    ]
    assert (found.received, found.free) == (Money(100_00), Money(100_00))


def test_what_went_back_to_the_donor_is_told(competition: Competition) -> None:
    donation = competition.donation(100, "2", code="D-7")
    refund(
        competition.session,
        donation,
        30_00,
        "№ 9",
        actor=competition.actor("treasurer"),
        now=competition.now,
        reason="Не понадобилось",
    )

    found = traced(competition, "D-7")

    assert (found.received, found.refunded, found.free) == (
        Money(100_00),
        Money(30_00),
        Money(70_00),
    )


def test_a_donation_is_followed_to_the_documents(competition: Competition) -> None:
    two_donations(competition)
    initiative = competition.at("implementation")
    accepted(competition, initiative, 5_000, "a")
    accepted(competition, initiative, 20_000, "b")

    district, broad = traced(competition, "district"), traced(competition, "broad")

    assert [amounts(share) for share in district.shares] == [("1-01", "district", 0, 0, 20_000, 0)]
    assert [amounts(share) for share in broad.shares] == [
        ("1-01", "broad", 20_000, 5_000, 5_000, 0)
    ]
    assert [papers(receipt) for receipt in district.receipts] == [
        ("1-01.e1", "district", 5_000, ["a.pdf"]),
        ("1-01.e2", "district", 15_000, ["b.pdf"]),
    ]
    assert [papers(receipt) for receipt in broad.receipts] == [
        ("1-01.e2", "broad", 5_000, ["b.pdf"])
    ]
    assert (district.free, broad.free) == (Money(0), Money(20_000_00))


def test_an_initiative_tells_whose_money_it_has(competition: Competition) -> None:
    two_donations(competition)
    initiative = competition.at("implementation")
    accepted(competition, initiative, 25_000, "a")
    competition.accounted(initiative)

    found = trace_initiative(competition.session, initiative)

    assert [amounts(share) for share in found.shares] == [
        ("1-01", "district", 0, 0, 20_000, 0),
        ("1-01", "broad", 20_000, 0, 5_000, 5_000),
    ]
    assert [papers(receipt) for receipt in found.receipts] == [
        ("1-01.e1", "district", 20_000, ["a.pdf"]),
        ("1-01.e1", "broad", 5_000, ["a.pdf"]),
    ]


def test_two_initiatives_of_one_donation_are_told_apart(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(100_000, "b", code="broad")
    for code in ("1-01", "1-02"):
        accepted(competition, competition.at("implementation", code), 1_000, code[-1])

    found = traced(competition, "broad")

    assert [amounts(share) for share in found.shares] == [
        ("1-01", "broad", 20_000, 29_000, 1_000, 0),
        ("1-02", "broad", 20_000, 29_000, 1_000, 0),
    ]
    first = trace_initiative(competition.session, found.shares[0].initiative)
    assert [papers(receipt)[0] for receipt in first.receipts] == ["1-01.e1"]


def test_what_was_revoked_shows_nothing(competition: Competition) -> None:
    competition.has_only(50_000)
    initiative = competition.at("implementation")
    first, second = (accepted(competition, initiative, 1_000, page) for page in "ab")

    competition.on_part(first, "revoke", "treasurer", reason="Чек не тот")

    found = trace_initiative(competition.session, initiative)
    assert [papers(receipt)[0] for receipt in found.receipts] == [second.code]
    assert sum(share.spent.minor for share in found.shares) == 1_000_00


def test_receipts_make_up_what_was_spent_of_each_donation(competition: Competition) -> None:
    """Also after one of them was revoked: the others stay with the donations that paid them."""
    two_donations(competition)
    initiative = competition.at("implementation")
    expenses = [accepted(competition, initiative, 9_000, page) for page in "abc"]
    competition.on_part(expenses[1], "revoke", "treasurer", reason="Чек не тот")
    accepted(competition, initiative, 11_000, "d")

    for code in ("district", "broad"):
        found = traced(competition, code)
        receipts = sum(receipt.amount.minor for receipt in found.receipts)
        assert receipts == sum(share.spent.minor for share in found.shares)


def test_a_declined_award_leaves_no_share(competition: Competition) -> None:
    competition.has_only(50_000)
    initiative = competition.at("funding")
    competition.act(initiative, "withdraw", "leader", reason="Нашли другие средства")

    found = trace_initiative(competition.session, initiative)

    assert [amounts(share)[2:] for share in found.shares] == [(0, 0, 0, 0)]
    assert found == InitiativeTrace(initiative, found.shares, [])
