"""What is wrong with a play's donations, plans and work is said before it is played."""

import pytest

from tests import make
from tests.make import PROGRAMME
from tests.workflow.programme.complaints import complaints

PLAY = """\
people:
  - {code: ivan, name: Иван, email: ivan@example.org, sample: true}
play:
  notice: {ru: Всё выдумано}
  donations:
    - code: d1
      donor: Завод (пример)
      amount: 1 000
      pledged: 2026-03-02
      agreement: № 1
      agreed: 2026-03-03
      received: [[2026-03-04, 600], [2026-03-10, 400]]
      district: "1"
      problem: 2
  initiatives:
    - code: 1-01
      district: "1"
      title: Площадка
      summary: Двор
      leader: ivan
      group: [ivan]
      requested: 1 000
      budget:
        - {title: Доски, amount: 700}
        - {title: Краска, amount: 300}
      milestones:
        - {title: Стоит, by: 2026-06-01, reached: 2026-06-02}
        - {title: Праздник, by: 2026-09-01}
      way:
        - {on: 2026-03-02, do: propose}
      work:
        drawn_up: 2026-04-01
        signed: 2026-04-02
        tranches:
          - {released: 2026-04-02, paid: 2026-04-03, order: № 1}
          - {released: 2026-05-04, paid: 2026-05-05, order: № 2}
        expenses:
          - {on: 2026-04-06, line: 1, amount: 600, payee: База, what: Доски, accepted: 2026-04-07}
          - {on: 2026-05-06, line: 2, amount: 400, payee: База, what: Краска, refused: 2026-05-07,
             because: Нет чека}
        news:
          - {on: 2026-05-20, text: Красим, link: "https://example.org/1"}
        changes:
          - {on: 2026-04-20, reason: Дожди, milestones: {2: 2026-09-10}, accepted: 2026-04-21}
          - {on: 2026-04-27, reason: Цены, lines: {1: 600, 2: 400}, declined: 2026-04-28,
             because: Рано}
        returned:
          - {on: 2026-05-12, amount: 400, order: № 3}
        report:
          on: 2026-09-14
          done: Построили
          results: Играют
          results_at_first: Стоит
          participants: 20
          returned: 2026-09-15
          because: Мало
          again: 2026-09-16
          accepted: 2026-09-17
          rating: successful
          presented: 2026-09-18
          link: https://example.org/r
"""
DONATION = "donations.0"
PLAN = "initiatives.0"
WORK = "initiatives.0.work"
OUTSIDE = "it lies outside the programme's own days"
UNPAID = "nothing is paid to the group before that day"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'district: "1"\n      problem',
            'district: "9"\n      problem',
            f"{DONATION}.district: th",
        ),
        ("problem: 2", "problem: 9", f"{DONATION}.problem: the district has no problem 9"),
        (
            'district: "1"\n      problem',
            "problem",
            f"{DONATION}.problem: a problem is some district's; name the district",
        ),
        ("pledged: 2026-03-02", "pledged: 2026-03-05", f"{DONATION}.agreed: it is before 2026-03-"),
        ("agreed: 2026-03-03", "agreed: 2026-03-05", f"{DONATION}.received.0: it is before 2026"),
        ("[2026-03-10, 400]", "[2026-03-03, 400]", f"{DONATION}.received.1: it is before 2026-03"),
        ("[2026-03-10, 400]", "[2027-03-10, 400]", f"{DONATION}.received.1: {OUTSIDE}"),
        ("[2026-03-10, 400]", "[2026-03-10, 401]", f"{DONATION}.received: more comes than was"),
        (
            "amount: 300}",
            "amount: 301}",
            f"{PLAN}.budget: its lines make 1,001 RUB, and 1,000 RUB is asked for",
        ),
        ("by: 2026-09-01", "by: 2027-09-01", f"{PLAN}.milestones.1.by: {OUTSIDE}"),
        ("reached: 2026-06-02", "reached: 2027-06-02", f"{PLAN}.milestones.0.reached: {OUTSIDE}"),
        (
            PLAY[PLAY.index("      work:") :],
            "",
            f"{PLAN}.milestones.0.reached: there is no work by which it could be reached",
        ),
        ("signed: 2026-04-02", "signed: 2026-03-31", f"{WORK}.signed: it is before 2026-04-01"),
        ("released: 2026-04-02", "released: 2026-04-01", f"{WORK}.tranches.0.released: it is bef"),
        ("paid: 2026-05-05", "paid: 2026-05-03", f"{WORK}.tranches.1.paid: it is before 2026-05"),
        ("drawn_up: 2026-04-01", "drawn_up: 2026-02-01", f"{WORK}.drawn_up: {OUTSIDE}"),
        (
            "order: № 2}",
            "order: № 2}\n          - {released: 2026-05-06, paid: 2026-05-06, order: № 4}",
            f"{WORK}.tranches: an award is paid out in 2, as tranche_shares says",
        ),
        ("on: 2026-04-06, line", "on: 2026-04-03, line", f"{WORK}.expenses.0.on: {UNPAID}"),
        ("on: 2026-05-12, amount", "on: 2026-04-01, amount", f"{WORK}.returned.0.on: {UNPAID}"),
        ("on: 2026-05-20", "on: 2027-05-20", f"{WORK}.news.0.on: {OUTSIDE}"),
        ("line: 2", "line: 3", f"{WORK}.expenses.1.line: the budget has no line 3"),
        ("on: 2026-05-06, line", "on: 2026-04-05, line", f"{WORK}.expenses.1: it is before 2026"),
        (
            "accepted: 2026-04-07",
            "accepted: 2026-04-06",
            f"{WORK}.expenses.0.accepted: it is checked on a later day than it is reported",
        ),
        (
            "refused: 2026-05-07,\n             because: Нет чека",
            "refused: 2026-05-07",
            f"{WORK}.expenses.1: it is refused: say because of what",
        ),
        (
            "refused: 2026-05-07,",
            "accepted: 2026-05-07, refused: 2026-05-07,",
            f"{WORK}.expenses.1: it is accepted or refused, not both",
        ),
        ("{2: 2026-09-10}", "{3: 2026-09-10}", f"{WORK}.changes.0.milestones: the plan has no num"),
        ("{1: 600, 2: 400}", "{1: 600, 3: 400}", f"{WORK}.changes.1.lines: the plan has no number"),
        ("lines: {1: 600, 2: 400}, ", "", f"{WORK}.changes.1: nothing is asked to be changed"),
        ("on: 2026-04-27", "on: 2026-04-19", f"{WORK}.changes.1: it is before 2026-04-20, the day"),
        (
            "declined: 2026-04-28",
            "declined: 2026-04-26",
            f"{WORK}.changes.1.declined: it is answered before it is asked",
        ),
        (
            "declined: 2026-04-28,\n             because: Рано",
            "declined: 2026-04-28",
            f"{WORK}.changes.1: it is declined: say because of what",
        ),
        (
            "          again: 2026-09-16\n",
            "",
            f"{WORK}.report: what is returned is submitted again",
        ),
        (
            "          because: Мало\n",
            "",
            f"{WORK}.report: it is returned: say because of what",
        ),
        (
            "returned: 2026-09-15",
            "returned: 2026-09-14",
            f"{WORK}.report.returned: it is returned on a later day than it is submitted",
        ),
        (
            PLAY[
                PLAY.index("          returned: 2026-09-15") : PLAY.index("          accepted: 2")
            ],
            "",
            f"{WORK}.report.results_at_first: it is not returned: there is no other than the first",
        ),
        ("accepted: 2026-09-17", "accepted: 2026-09-15", f"{WORK}.report.accepted: it is before"),
        ("presented: 2026-09-18", "presented: 2026-09-16", f"{WORK}.report.presented: it is bef"),
        ("presented: 2026-09-18", "presented: 2027-01-18", f"{WORK}.report.presented: {OUTSIDE}"),
    ],
)
def test_lint_says_what_is_wrong_with_the_plays_work(old: str, new: str, said: str) -> None:
    assert old in PLAY

    (line,) = complaints("people: []\n", PLAY.replace(old, new, 1))

    assert line.partition(", play.")[2].startswith(said)


def test_lint_names_the_line_of_what_is_wrong_with_the_plays_work() -> None:
    changed = PLAY.replace("line: 2", "line: 3")
    text = PROGRAMME.replace("people: []\n", changed)
    number = text[: text.index("line: 3")].count("\n") + 1

    (line,) = complaints("people: []\n", changed)

    assert line.startswith(f"small.yaml, line {number}, ")


def test_lint_finds_the_plays_work_in_order() -> None:
    assert make.document(PROGRAMME.replace("people: []\n", PLAY)).document.play is not None


def test_an_answer_may_come_on_the_day_of_the_question() -> None:
    same_day = PLAY.replace("accepted: 2026-04-21", "accepted: 2026-04-20")

    assert make.document(PROGRAMME.replace("people: []\n", same_day)).document.play is not None


def test_work_that_nothing_was_paid_for_has_no_expenses() -> None:
    begin, end = PLAY.index("        tranches:"), PLAY.index("        expenses:")

    said = complaints("people: []\n", PLAY[:begin] + PLAY[end:])

    assert len(said) == 6  # expenses, news, changes and what is returned
    assert [line for line in said if UNPAID not in line] == []
