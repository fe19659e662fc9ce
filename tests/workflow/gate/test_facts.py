"""What is told with an action: asked for, checked, and never kept if it is not fit."""

from typing import Any

import pytest

from tests.make import Competition
from workflow.errors import Refusal

NEWS = {"news": "Доски привезли", "link": "https://example.org/r"}
REACHED = {"milestone": 1, "reached_on": "2026-03-01"}
MONEY = {"amount": 100, "payment_order": "№ 8"}


@pytest.mark.parametrize(
    ("trigger", "told", "codes"),
    [
        ("note_progress", {}, ["fact_missing", "fact_missing"]),
        ("note_progress", NEWS | {"link": "javascript:alert(1)"}, ["fact_invalid"]),
        ("note_progress", NEWS | {"link": "https://" + "a" * 3000}, ["fact_invalid"]),
        ("note_progress", NEWS | {"link": "https://[example.org"}, ["fact_invalid"]),
        ("note_progress", NEWS | {"link": 7}, ["fact_invalid"]),
        ("note_progress", NEWS | {"mood": "good"}, ["fact_unknown"]),
        ("reach_milestone", REACHED | {"milestone": -1}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"milestone": 1.5}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"milestone": "1"}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"milestone": True}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"milestone": 10**30}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"reached_on": "1 марта"}, ["fact_invalid"]),
        ("reach_milestone", REACHED | {"reached_on": "20260302"}, ["fact_invalid"]),
        ("return_money", MONEY | {"amount": 0}, ["fact_invalid"]),
        ("return_money", MONEY | {"amount": -100}, ["fact_invalid"]),
        ("return_money", MONEY | {"amount": True}, ["fact_invalid"]),
        ("return_money", MONEY | {"amount": "100"}, ["fact_invalid"]),
        ("return_money", MONEY | {"amount": 10**15 + 1}, ["fact_invalid"]),
    ],
)
def test_unfit_facts_are_refused(
    competition: Competition, trigger: str, told: dict[str, Any], codes: list[str]
) -> None:
    initiative = competition.at("implementation")
    name = "treasurer" if trigger == "return_money" else "leader"

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, trigger, name, facts=told)

    assert refused.value.codes == codes
    assert initiative.state == "implementation"


@pytest.mark.parametrize("news", ["", "   ", "№" * 4001])
def test_a_text_is_neither_empty_nor_endless(competition: Competition, news: str) -> None:
    initiative = competition.at("implementation")

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "note_progress", "leader", facts=NEWS | {"news": news})

    assert refused.value.codes == ["fact_invalid"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "  "}, "title_unfit"),
        ({"title": "т" * 201}, "title_unfit"),
        ({"summary": "т" * 10_000_000}, "text_too_long"),
    ],
)
def test_an_unfit_proposal_is_not_begun(
    competition: Competition, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        competition.initiative("1-01", **given)

    assert refused.value.codes == [code]
