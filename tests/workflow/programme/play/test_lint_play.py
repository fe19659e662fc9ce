"""What is wrong with a play is said before it is played."""

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
    - {code: d1, donor: Завод, amount: 1000, pledged: 2026-03-02, agreement: "1",
       agreed: 2026-03-02, received: [[2026-03-02, 1000]]}
  applications:
    - {district: "1", deputy: ivan, way: [{on: 2026-03-02, do: apply}]}
  initiatives:
    - code: 1-01
      district: "1"
      title: Площадка
      summary: Двор
      leader: ivan
      group: [ivan]
      problems: [1]
      growth_points: [1]
      requested: 1000
      way:
        - {on: 2026-03-02, do: propose}
        - {on: 2026-03-03, do: submit, by: ivan}
"""
AGAIN = """\
    - {code: d2, donor: Завод, amount: 1000, pledged: 2026-03-02, agreement: "1",
       agreed: 2026-03-02, received: [[2026-03-02, 1000]]}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            '{district: "1", deputy: ivan',
            '{district: "9", deputy: ivan',
            "line 75, play.applications.0.district: there is no district 9",
        ),
        (
            "deputy: ivan",
            "deputy: ghost",
            "line 75, play.applications.0.deputy: there is no person ghost",
        ),
        (
            'district: "1"\n      title',
            'district: "9"\n      title',
            "line 78, play.initiatives.0.district: there is no district 9",
        ),
        ("leader: ivan", "leader: ghost", "line 77, play.initiatives.0: there is no person ghost"),
        (
            "problems: [1]\n      growth",
            "problems: [9]\n      growth",
            "line 83, play.initiatives.0.problems: the district has no problem 9",
        ),
        (
            "growth_points: [1]",
            "growth_points: [9]",
            "line 84, play.initiatives.0.growth_points: the district has no growth point 9",
        ),
        (
            "on: 2026-03-03",
            "on: 2026-03-01",
            "line 88, play.initiatives.0.way.1.on: it is before the act above it",
        ),
        ("by: ivan", "by: ghost", "line 88, play.initiatives.0.way.1.by: there is no person ghost"),
        (
            "  applications:",
            AGAIN + "  applications:",
            "line 74, play.donations.1.agreement: 1 is there already; each stands once",
        ),
    ],
)
def test_lint_says_what_is_wrong_with_a_play(old: str, new: str, line: str) -> None:
    assert old in PLAY
    assert complaints("people: []\n", PLAY.replace(old, new, 1)) == [f"small.yaml, {line}"]


def test_lint_finds_a_play_in_order() -> None:
    assert make.document(PROGRAMME.replace("people: []\n", PLAY)).document.play is not None
