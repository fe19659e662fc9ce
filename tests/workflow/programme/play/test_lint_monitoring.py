"""What is wrong with a play's simulated respondents is said before it is played."""

import pytest

from tests import make
from tests.make import PROGRAMME
from tests.workflow.programme.complaints import complaints

ROUND = "stage: baseline}"
ASKING = "stage: baseline, asks: [{questionnaire: residents}]}"
PLAY = """\
people:
  - {code: ivan, name: Иван, email: ivan@example.org, sample: true}
play:
  notice: {ru: Всё выдумано}
  monitoring:
    rounds:
      - {round: baseline, invited: 2026-04-01, paper: 2026-04-16, published: 2026-04-20}
    respondents:
      - questionnaire: residents
        people: [ivan]
        by_slip: {"1": 9}
        tends: {baseline: {answer: 0.8, favourable: 0.5}}
"""


def played(old: str, new: str) -> str:
    assert old in PLAY
    return PLAY.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("round: baseline, inv", "round: later, inv", "rounds.0.round: there is no round later"),
        (
            "      - {round: baseline",
            "      - {round: baseline, invited: 2026-04-01, paper: 2026-04-16, "
            "published: 2026-04-20}\n      - {round: baseline",
            "rounds.1.round: baseline is there already; each stands once",
        ),
        (
            "invited: 2026-04-01",
            "invited: 2026-04-06",
            "rounds.0.invited: people are invited before the round opens on 2026-04-06",
        ),
        (
            "paper: 2026-04-16",
            "paper: 2026-04-18",
            "rounds.0.paper: the round is open from 2026-04-06 to 2026-04-17",
        ),
        (
            "published: 2026-04-20",
            "published: 2026-04-17",
            "rounds.0.published: the round closes on 2026-04-17; publish it after that",
        ),
        ("[ivan]", "[ghost]", "respondents.0.people: there is no person ghost"),
        ("[ivan]", "[ivan, ivan]", "respondents.0.people: somebody is named twice"),
        ('{"1": 9}', '{"9": 9}', "respondents.0.by_slip.9: there is no district 9"),
        (
            'people: [ivan]\n        by_slip: {"1": 9}\n        tends',
            "tends",
            "respondents.0: nobody is asked",
        ),
        (
            "{baseline: {answer",
            "{endline: {answer",
            "respondents.0.tends: how they answer in the round baseline is missing",
        ),
        (
            "questionnaire: residents",
            "questionnaire: deputies",
            "respondents.0.questionnaire: the round baseline does not ask deputies",
        ),
        ("favourable: 0.5", "favourable: 1.5", "tends.baseline.favourable: input should be less"),
    ],
)
def test_a_mistake_among_the_respondents_has_its_place(old: str, new: str, said: str) -> None:
    text = PROGRAMME.replace("people: []\n", played(old, new)).replace(ROUND, ASKING)

    assert any(said in line for line in complaints_of(text))


def test_an_assessment_is_by_somebody_and_asked_for_by_an_evaluation_plan() -> None:
    assessment = "{on: 2026-05-01, by: nobody, stage: final, object: goal, text: Хорошо}"
    play = f"{PLAY}    assessments: [{assessment}]\n"

    said = complaints_of(PROGRAMME.replace("people: []\n", play).replace(ROUND, ASKING))

    assert any("assessments.0.by: there is no person nobody" in line for line in said)
    assert any("assessments.0: the programme has no evaluation plan" in line for line in said)


def complaints_of(text: str) -> list[str]:
    return complaints(PROGRAMME, text)


def test_respondents_in_order_are_not_complained_of() -> None:
    text = PROGRAMME.replace("people: []\n", PLAY).replace(ROUND, ASKING)

    document = make.document(text).document

    assert document.play is not None
    assert [group.asked for group in document.play.monitoring.respondents] == [10]
