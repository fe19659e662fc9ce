"""Conditions mean what they mean in XPath, and what is beyond the subset is refused by its name."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from workflow.monitoring.questionnaires.expressions import Situation, Unreadable, Value, parse

TODAY = date(2017, 11, 30)
ANSWERS: dict[str, Value] = {
    "trust": "good",
    "ways": "phone letter",
    "times": 3.0,
    "share": 2.5,
    "born": date(1990, 5, 6),
    "words": "спасибо",
}


def holds(text: str, itself: Value = "") -> bool:
    return parse(text).holds(Situation(lambda name: ANSWERS.get(name, ""), TODAY, itself))


@pytest.mark.parametrize(
    "text",
    [
        "${trust} = 'good'",
        '${trust} = "good"',
        "${ trust } != 'poor'",
        "${times} = 3",
        "${times} >= 3 and ${times} < 3.5",
        "${times}-1 = 2",
        "${times} - -1 = 4",
        "2 + 3 * 2 = 8",
        "(2 + 3) * 2 = 10",
        "7 div 2 = 3.5 and 7 mod 2 = 1 and -7 mod 2 = -1",
        "1 div 0 > 1000000",
        "selected(${ways}, 'phone') and selected(${ways}, \"letter\")",
        "not(selected(${ways}, 'pho')) and not(selected(${ways}, ''))",
        "count-selected(${ways}) = 2",
        "count-selected(${unanswered}) = 0",
        "string-length(${words}) = 7",
        "true() and not(false())",
        "false() or ${times} > 2",
        "${born} < today()",
        "${born} = '1990-05-06' and ${born} > '1990-05-05'",
        "${born} >= date('1990-05-06')",
        "today() - ${born} > 365 * 18",
        "if(${times} > 2, 'often', 'seldom') = 'often'",
        "coalesce(${unanswered}, ${trust}) = 'good'",
        "(((${times})))",
    ],
)
def test_it_holds(text: str) -> None:
    assert holds(text)
    assert not holds(f"not({text})")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${unanswered} = ''", True),
        ("${unanswered} != ''", False),
        ("${unanswered}", False),
        ("not(${unanswered})", True),
        ("${unanswered} = 0", False),
        ("${unanswered} < 5", False),
        ("${unanswered} >= 5", False),
        ("${unanswered} != 5", True),
        ("${unanswered} + 1 = 1", False),
        ("${unanswered} < today()", False),
        ("string-length(${unanswered}) = 0", True),
        ("'1e3' = 1000", False),
        ("'inf' > 1000", False),
        ("${unanswered} = false()", True),
    ],
)
def test_what_is_no_answer_and_no_number_equals_none(text: str, expected: bool) -> None:
    assert holds(text) is expected


def test_a_constraint_is_about_the_answer_itself() -> None:
    assert holds(". >= 1 and . <= 5", 5.0)
    assert not holds(". >= 1 and . <= 5", 6.0)
    assert holds("not(selected(., 'none')) or count-selected(.) = 1", "phone letter")
    assert not holds("not(selected(., 'none')) or count-selected(.) = 1", "phone none")


PATHS = "paths are not understood; an answer is written ${name}"
DEEP = "the condition has too many parts one inside the other; simplify it"
CUT = "is cut off: something is missing at its end"
NO_NAME = "names no question: a name has small Latin letters"
FUNCTIONS = (
    "understood are selected(${name}, 'code'), count-selected(${name}), string-length(…), "
    "not(…), true(), false(), if(condition, one, other), coalesce(one, other), today(), "
    "date('2017-11-30')"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            (f"{call} = 1", f"{call.partition('(')[0]}() is not understood here; {FUNCTIONS}")
            for call in (
                "pulldata('a', 'b', 'c', ${times})",
                "jr:choice-name(${trust}, '${trust}')",
                "regex(., '^[0-9]+$')",
                "position(..)",
                "once(today())",
                "concat(${trust}, 'x')",
                "selected-at(${ways}, 0)",
                "count(${ways})",
                "__import__('os')",
            )
        ),
        ("/data/trust = 'x'", f"“/” is not understood in a condition: {PATHS}"),
        ("../trust = 'x'", f"“..” is not understood in a condition: {PATHS}"),
        ("${ways}[1] = 'x'", f"“[” is not understood in a condition: {PATHS}"),
        ("${trust} == 'good'", "“==” is not understood in a condition: equal is written ="),
        ("${trust} <> 'good'", "“<>” is not understood in a condition: unequal is written !="),
        ("${trust} = ‘good’", "“‘” is not understood in a condition: write straight quotes: '…'"),
        (
            "${times} > 1 AND ${times} < 5",
            "“AND” is not understood in a condition: and, or, not(…), div, mod are written in "
            "small letters",
        ),
        ("${times} > 1 && ${times} < 5", "“&&” is not understood in a condition: write and, or"),
        ("!${trust}", "“!” is not understood in a condition: negation is written not(…)"),
        ("trust = 'good'", "at “trust”: an answer is written ${trust}, a word in quotes 'trust'"),
        ("${trust} = good", "at “good”: an answer is written ${good}, a word in quotes 'good'"),
        (
            "1 < ${times} < 5",
            "at “< 5”: two comparisons are joined with and, as in . >= 1 and . <= 5",
        ),
        ("${times} >", f"the condition “${{times}} >” {CUT}"),
        ("not(${times}", f"the condition “not(${{times}}” {CUT}"),
        ("", f"the condition “” {CUT}"),
        ("and ${times}", "at “and ${times}”: something is missing before and"),
        ("or(${times})", "something is missing before or"),
        ("${times} 5", "the condition cannot be read from “5” on"),
        ("${trust} = 'good", "the condition cannot be read from “'good” on"),
        ("${Trust} = 1", f"“${{Trust}}” {NO_NAME}"),
        ("${last-saved#trust} = 1", f"“${{last-saved#trust}}” {NO_NAME}"),
        ("selected(${ways})", "selected() is written selected(${name}, 'code')"),
        (
            "date('02.11.2017') < today()",
            "“02.11.2017” is no day: it is written date('2017-11-30')",
        ),
        ("not(" * 30 + "1" + ")" * 30, DEEP),
        ("1" * 1001, "the condition is longer than 1000 characters; divide it"),
    ],
)
def test_what_is_beyond_the_subset_is_refused_by_its_name(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text)

    assert str(refused.value) == words


def test_what_stands_in_quotes_is_no_condition() -> None:
    assert not holds("${trust} = 'a/b && pulldata(x) == “y”'")


@pytest.mark.parametrize("text", ["(" * 400 + "1" + ")" * 400, "1" + "+1" * 499, "-" * 20 + "1"])
def test_what_is_long_but_plain_is_read(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize("text", ["-" * 900 + "1", "not(" * 190 + "1" + ")" * 190])
def test_what_is_too_deep_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=DEEP):
        parse(text)


@given(st.text("${}().,'\"<>=!+-*/ abnotselecdivmor0123456789", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(holds(text), bool)


def test_it_says_whose_answers_it_asks_for() -> None:
    condition = parse("${b} = 'x' and (${a} > 1 or selected(${b}, 'y')) and . != 'z'")

    assert condition.names == ("b", "a")
    assert condition.is_about_itself
    assert condition.compared == (("b", "x"), (None, "z"))
    assert condition.selected == (("b", "y"),)
    assert not parse("${a} > .5").is_about_itself


VARIABLES: dict[str, Value] = {"none": "", "text": "a", "number": 2.5, "digits": "1"}
LEAVES = (
    *("0", "1", "2.5", ".5", "1000", "(1 div 0)", "(0 div 0)", "true()", "false()"),
    *("''", "'a'", "'2.5'", "' 1 '", "'-3'", "'- 3'", "'NaN'"),
    *("${none}", "${text}", "${number}", "${digits}"),
)
SIGNS = ("+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or")


@st.composite
def conditions(draw: st.DrawFn, depth: int = 0) -> str:
    if depth == 3 or not draw(st.integers(0, 3)):
        return draw(st.sampled_from(LEAVES))
    one = draw(conditions(depth + 1))
    if draw(st.booleans()):
        return f"{draw(st.sampled_from(['not', 'string-length', '-']))}({one})"
    return f"({one} {draw(st.sampled_from(SIGNS))} {draw(conditions(depth + 1))})"


@given(conditions())
@settings(max_examples=200)
def test_it_means_what_libxml2_says_it_means(text: str) -> None:
    """But for numbers like 1e3, which libxml2 reads and XPath 1.0 does not."""
    variables: dict[str, Any] = {**VARIABLES}
    theirs = etree.XPath(f"boolean({text.replace('${', '$').replace('}', '')})")

    ours = parse(text).holds(Situation(VARIABLES.__getitem__, TODAY))

    assert ours is theirs(etree.Element("form"), **variables)
