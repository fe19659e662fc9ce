"""Positive experience is counted from what the questionnaires may show, and from nothing else."""

from datetime import date

import pytest

from tests.make import Competition
from tests.workflow.monitoring.evaluation.asked import (
    closed_round,
    how_many,
    questionnaire,
    said,
)
from workflow.monitoring.analysis.results import Comparison, Share
from workflow.programme.indicators import Answered, count, missing, records

INDICATOR = "positive_experience"


def figure(competition: Competition, as_of: date | None = None) -> tuple[int | None, str | None]:
    """The figure, or why there is none."""
    asked = (competition.session, competition.programme.id, INDICATOR, as_of)
    why = missing(*asked)
    return count(*asked), None if why is None else why.in_("en")


def endline(competition: Competition, *found: Comparison | None) -> None:
    """A round after the programme with a questionnaire for each; None: one that does not ask."""
    before = closed_round(competition, "first", {"z": (said(0, 20),)}, closes=date(2026, 4, 10))
    names = "abcdef"[: len(found)]
    closed_round(
        competition,
        "second",
        {name: (told,) if told else () for name, told in zip(names, found, strict=True)},
        documents={
            name: questionnaire(name, how_many("visits"))
            for name, told in zip(names, found, strict=True)
            if told is None
        },
        baseline=before,
        closes=date(2026, 11, 10),
    )


@pytest.mark.parametrize(
    ("found", "fact"),
    [
        ([said(30, 10)], 30),
        ([said(30, 10), said(12, 8), said(0, 9)], 42),
        ([said(30, 10), None], 30),  # a questionnaire that does not ask it takes nothing away
        ([said(0, 20)], 0),
    ],
)
def test_favourable_answers_are_counted_over_the_questionnaires_that_ask(
    competition: Competition, found: list[Comparison | None], fact: int
) -> None:
    endline(competition, *found)

    assert figure(competition) == (fact, None)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ([said(None, None)], "too few answers to show a figure"),
        ([said(0, 20), said(None, None)], "too few answers to show a figure"),
        ([said(3, 20)], "too few answers to show a figure"),
        ([None], "none of the latest round asks it"),
    ],
)
def test_no_figure_gives_away_what_a_questionnaire_hides(
    competition: Competition, found: list[Comparison | None], why: str
) -> None:
    endline(competition, *found)

    number, told = figure(competition)

    assert number is None
    assert told is not None
    assert why in told


def test_a_questionnaire_that_hides_its_figure_is_not_in_the_sum_which_says_so(
    competition: Competition,
) -> None:
    endline(competition, said(30, 10), said(None, None))

    number, told = figure(competition)

    assert number == 30
    assert told is not None
    assert told.startswith("at least; without those where too few answered")


def test_a_share_that_is_shown_stands_in_for_hidden_cells(competition: Competition) -> None:
    shown = said(None, None, answered_after=40, share_after=Share(value=0.75))

    endline(competition, shown)

    assert figure(competition) == (30, None)


def test_only_the_latest_closed_round_after_a_baseline_counts(competition: Competition) -> None:
    asked_once = closed_round(competition, "first", {"a": (said(20, 5),)})
    assert figure(competition) == (None, "from the questionnaires, not asked yet")
    again = {"a": (said(25, 5),)}
    closed_round(competition, "second", again, baseline=asked_once, closes=date(2026, 6, 1))
    later = {"a": (said(27, 5),)}
    closed_round(competition, "third", later, baseline=asked_once, closes=date(2026, 11, 1))

    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 10, 31), date(2026, 11, 1), None]
    assert [figure(competition, day)[0] for day in days] == [None, 25, 25, 27, 27]


def test_a_closed_round_waits_for_its_analysis(competition: Competition) -> None:
    before = closed_round(competition, "first", {"a": (said(0, 20),)})
    closed_round(competition, "second", {"a": ()}, baseline=before, analysed=False)

    assert figure(competition) == (
        None,
        "from the questionnaires; the answers are not counted yet",
    )


def test_behind_the_figure_are_questionnaires_and_no_people(competition: Competition) -> None:
    endline(competition, said(30, 10), None, said(None, None))

    behind = records(competition.session, competition.programme.id, INDICATOR)

    titles = [questionnaire(name).title for name in "ac"]
    assert behind == [Answered("a", titles[0], 40, 30), Answered("c", titles[1], None, None)]
