"""Baseline and endline ask the same, or it is said what is not."""

import pytest

from tests.workflow.monitoring.questionnaires.forms import FORM, form
from workflow.monitoring.questionnaires.comparability import incomparable, reworded


def said(*changes: tuple[str, str]) -> list[str]:
    """Of the form and of the form with these changes."""
    text = FORM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return [reason.in_("en") for reason in incomparable(form(), form(text))]


def test_a_questionnaire_is_comparable_with_itself() -> None:
    assert said() == []


def test_words_hints_and_order_may_change() -> None:
    first, rest = FORM.split("  - name: spent")
    spent, comment = rest.split("  - name: comment")
    turned = f"{first}  - name: comment{comment}  - name: spent{spent}"

    assert incomparable(form(), form(turned)) == []
    assert (
        said(
            ("Что ещё?", "Что-нибудь ещё?"),
            ("relevant: ${took_part} = 'yes'", "relevant: \"${took_part}='yes'\""),
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "questionnaire: residents",
            "questionnaire: people",
            "These are different questionnaires: residents and people.",
        ),
        (
            "name: spent",
            "name: paid",
            "spent was asked before and is missing now: ask it again under the same name.",
        ),
        (
            "type: decimal",
            "type: integer",
            "spent was decimal (amount) and is now integer (count).",
        ),
        (
            "    appearance: likert\n",
            "",
            "trust was select_one (ordinal) and is now select_one (binary).",
        ),
        (
            "{code: low,",
            "{code: lowest,",
            "trust: the options were low, middling, high, hard_to_say and are now lowest, "
            "middling, high, hard_to_say.",
        ),
        ("months: 6", "months: 12", "times: months was 6 and is now 12."),
        ("        months: 6\n", "", "times: months was 6 and is now —."),
        (
            "Среднее}",
            "Среднее}, favourable: true",
            "trust, middling: favourable and no_answer must stay as they were.",
        ),
        (
            "primary: [trust]",
            "primary: [took_part]",
            "The primary questions were named in advance (trust) and cannot become others now "
            "(took_part).",
        ),
        (
            "primary: [trust]",
            "by_district: true\nprimary: [trust]",
            "by_district differs: answers would be kept with the district in one round only.",
        ),
        (
            "${times} > 0",
            "${times} > 1",
            "ways is asked under other conditions than before: not the same people would answer "
            "it.",
        ),
    ],
)
def test_what_differs_is_told(old: str, new: str, reason: str) -> None:
    assert said((old, new))[0] == reason


def test_a_missing_question_is_told_and_so_is_a_new_one() -> None:
    assert said(("name: spent", "name: paid")) == [
        "spent was asked before and is missing now: ask it again under the same name.",
        "paid was not asked before: there is nothing to compare it with.",
    ]


def test_a_groups_condition_is_that_of_its_questions() -> None:
    told = said(("relevant: ${took_part} = 'yes'", "relevant: ${took_part} = 'no'"))

    assert [reason.split()[0] for reason in told] == ["times", "ways", "last_on"]


def test_a_scale_that_runs_the_other_way_is_told() -> None:
    low, high = (
        "{code: low, label: {ru: Низкое, en: Low}}",
        "{code: middling, label: {ru: Среднее}}",
    )

    assert said((low, "LOW"), (high, low), ("LOW", high)) == [
        "trust: the scale ran low, middling, high and now runs middling, low, high."
    ]


def test_reasons_are_told_in_russian_too() -> None:
    (reason,) = incomparable(form(), form(FORM.replace("months: 6", "months: 12")))

    assert reason.ru == "times: months было 6, стало 12."


def test_rewording_is_told_apart() -> None:
    assert reworded(form(), form()) == []
    assert reworded(form(), form(FORM.replace("Субботник", "Работа").replace("Что ещё", "А"))) == [
        "ways",
        "comment",
    ]
