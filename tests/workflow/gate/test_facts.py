"""What is told with an action: asked for, checked, and never kept if it is not fit."""

from typing import Any

import pytest

from tests.make import Competition
from workflow.errors import Refusal

REPORT = {"report": "https://example.org/r", "participants": 40}


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({}, ["fact_missing", "fact_missing"]),
        (REPORT | {"participants": -1}, ["fact_invalid"]),
        (REPORT | {"participants": 1.5}, ["fact_invalid"]),
        (REPORT | {"participants": "40"}, ["fact_invalid"]),
        (REPORT | {"participants": True}, ["fact_invalid"]),
        (REPORT | {"participants": 10**30}, ["fact_invalid"]),
        (REPORT | {"report": "javascript:alert(1)"}, ["fact_invalid"]),
        (REPORT | {"report": "https://" + "a" * 3000}, ["fact_invalid"]),
        (REPORT | {"report": "https://[example.org"}, ["fact_invalid"]),
        (REPORT | {"report": 7}, ["fact_invalid"]),
        (REPORT | {"mood": "good"}, ["fact_unknown"]),
    ],
)
def test_unfit_facts_are_refused(
    competition: Competition, told: dict[str, Any], codes: list[str]
) -> None:
    initiative = competition.at("implementation")

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "submit_report", "leader", facts=told)

    assert refused.value.codes == codes
    assert initiative.state == "implementation"


@pytest.mark.parametrize("order", ["", "   ", "№" * 4001])
def test_a_text_is_neither_empty_nor_endless(competition: Competition, order: str) -> None:
    initiative = competition.at("funding")

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "pay", "treasurer", facts={"payment_order": order})

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
