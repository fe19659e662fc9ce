"""What becomes of an award in a play, played once and again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import func, select

from cli.play import donors
from cli.play.work.days import days
from config.settings import settings
from models import (
    Account,
    Attachment,
    Base,
    ChangeRequest,
    CreativeReport,
    Donation,
    Donor,
    Expense,
    HistoryEntry,
    Initiative,
    LedgerEntry,
    Money,
    Problem,
    Tranche,
)
from tests.make import Competition
from workflow.deadlines.timetable import timetable_of
from workflow.documents import read
from workflow.money.check import check_books
from workflow.money.trace import trace_initiative
from workflow.programme.play.work import DonationAct, MilestoneAct, WorkAct
from workflow.work.plans import Plan

AWARD = Money(1_000_00)
MILESTONES = (
    MilestoneAct(title="Стоит", by=date(2026, 6, 1), reached=date(2026, 6, 1)),
    MilestoneAct(title="Праздник", by=date(2026, 9, 1)),
)
WORDS = "Двор собрался трижды, поставил площадку и взялся следить за ней по очереди. " * 3
WORK = f"""\
drawn_up: 2026-04-01
signed: 2026-04-02
tranches:
  - {{released: 2026-04-02, paid: 2026-04-03, order: № 1}}
  - {{released: 2026-05-12, paid: 2026-05-12, order: № 2}}
expenses:
  - {{on: 2026-04-06, line: 1, amount: 500, payee: База, what: Доски, accepted: 2026-04-07}}
  - {{on: 2026-05-06, line: 2, amount: 100, payee: База, what: Торт, refused: 2026-05-07,
     because: Торта в смете нет}}
  - {{on: 2026-05-20, line: 2, amount: 400, payee: База, what: Краска, accepted: 2026-05-21}}
news:
  - {{on: 2026-05-20, text: Красим, link: "https://example.org/1", photo: Забор}}
changes:
  - {{on: 2026-04-20, reason: Доски дешевле, lines: {{1: 500, 2: 500}}, accepted: 2026-04-21}}
  - {{on: 2026-04-27, reason: Дожди, milestones: {{2: 2026-10-10}}, declined: 2026-04-28,
     because: Рано}}
returned:
  - {{on: 2026-05-11, amount: 100, order: № 3}}
report:
  on: 2026-09-07
  done: "{WORDS}"
  results: "{WORDS} Дописано."
  results_at_first: "{WORDS}"
  participants: 20
  photos: [Забор готов]
  returned: 2026-09-08
  because: Допишите
  again: 2026-09-09
  accepted: 2026-09-10
  rating: successful
  presented: 2026-09-12
  link: https://example.org/r
"""
RECORDS: tuple[type[Base], ...] = (
    *(HistoryEntry, LedgerEntry, Attachment, Tranche, Expense, ChangeRequest, CreativeReport),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files are kept in a folder of the test's own."""
    monkeypatch.setenv("VMESTE_HOME", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def awarded(competition: Competition) -> Initiative:
    plan = Plan([("Доски", 600_00), ("Краска", 400_00)], [(m.title, m.by) for m in MILESTONES])
    return competition.at("funding", request=AWARD, plan=plan)


def play(competition: Competition, initiative: Initiative) -> None:
    session, programme = competition.session, competition.programme
    times = timetable_of(session, programme.id)
    work, _ = read(WORK, "work.yaml", WorkAct)
    played = sorted(days(initiative.code, MILESTONES, work), key=lambda each: each[:2])
    for day, hour, _, enact in played:
        enact(session, programme, times.at(day, hour))


def kept(competition: Competition) -> dict[str, int]:
    counted = {m: select(func.count()).select_from(m) for m in RECORDS}
    return {m.__tablename__: competition.session.scalars(c).one() for m, c in counted.items()}


def test_what_becomes_of_an_award_is_played_and_not_again(competition: Competition) -> None:
    initiative = awarded(competition)
    play(competition, initiative)
    first = kept(competition)
    play(competition, initiative)

    assert kept(competition) == first
    assert initiative.state == "completed"
    assert check_books(competition.session, competition.programme).faults == ()


def test_what_the_play_spends_and_returns_is_what_it_was_paid(competition: Competition) -> None:
    initiative = awarded(competition)
    play(competition, initiative)

    (share,) = trace_initiative(competition.session, initiative).shares
    assert (share.reserved.minor, share.paid.minor) == (0, 0)
    assert (share.spent.minor, share.returned.minor) == (900_00, 100_00)


def test_expenses_and_changes_of_the_play_are_answered(competition: Competition) -> None:
    initiative = awarded(competition)
    play(competition, initiative)
    session = competition.session

    expenses = select(Expense.code, Expense.state).order_by(Expense.id)
    assert [code for code, state in session.execute(expenses) if state == "refused"] == ["1-01.e2"]
    requests = select(ChangeRequest.state).order_by(ChangeRequest.id)
    assert list(session.scalars(requests)) == ["accepted", "declined"]
    assert [line.planned for line in initiative.budget] == [500_00, 500_00]
    assert [m.planned_on for m in initiative.milestones] == [date(2026, 6, 1), date(2026, 9, 1)]
    assert [m.reached_on for m in initiative.milestones] == [date(2026, 6, 1), None]


def test_a_report_of_the_play_says_first_what_it_said_at_first(competition: Competition) -> None:
    initiative = awarded(competition)
    play(competition, initiative)

    report = competition.session.get_one(CreativeReport, initiative.id)
    sealed = select(HistoryEntry.facts).where(
        HistoryEntry.subject_id == initiative.id, HistoryEntry.action == "submit_report"
    )
    assert report.results.endswith("Дописано.")
    assert (report.rating, report.presented_on) == ("successful", date(2026, 9, 12))
    assert len(set(competition.session.scalars(sealed))) == 2


def test_pictures_and_receipts_of_the_play_say_what_they_are(competition: Competition) -> None:
    play(competition, awarded(competition))

    attached = select(Attachment.purpose, Attachment.name, Attachment.caption)
    found = [tuple(row) for row in competition.session.execute(attached)]
    assert sorted(caption for purpose, _, caption in found if purpose == "photo") == [
        "Забор",
        "Забор готов",
    ]
    receipts = [name for purpose, name, _ in found if purpose == "receipt"]
    assert len(receipts) == 3
    assert [name for name in receipts if "(образец)" not in name] == []


def test_a_donation_of_the_play_comes_in_parts_and_not_again(competition: Competition) -> None:
    text = dedent("""\
        code: d1
        donor: Иван (пример)
        kind: person
        anonymous: true
        amount: 100
        pledged: 2026-03-02
        agreement: № 5
        agreed: 2026-03-03
        received: [[2026-03-04, 60], [2026-03-05, 40]]
        purpose: На клуб
        district: "1"
        problem: 2
        """)
    act, _ = read(text, "donation.yaml", DonationAct)
    session, programme = competition.session, competition.programme

    for _ in range(2):
        donors.pledge(act, session, programme, competition.now)
        donors.agree(act, session, programme, competition.later(days=1))
        for n in range(2):
            donors.receive(act, n, session, programme, competition.later(days=2))

    donation = session.scalars(select(Donation).where(Donation.code == "d1")).one()
    came = select(LedgerEntry.amount).where(
        LedgerEntry.donation_id == donation.id, LedgerEntry.source == Account.OUTSIDE
    )
    assert list(session.scalars(came.order_by(LedgerEntry.id))) == [60_00, 40_00]
    assert donation.is_sample
    assert donation.district_id == competition.district.id
    assert session.get_one(Problem, donation.problem_id).text.ru == "нет клуба"
    donor = session.get_one(Donor, donation.donor_id)
    assert (donor.kind, donor.anonymous) == ("person", True)
