"""Documents that people write: what is wrong is said with its file, line and field."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.documents import Document, canonical, content_hash, read
from workflow.errors import BadDocument

UNUSED = "anchors and aliases are not used here; write the part out"
UNKNOWN = "is not a field known here; mind the spelling"
NO_INTEGER = "input should be a valid integer, unable to parse string as an integer"


class Part(Document):
    number: int
    day: date | None = None


class Paper(Document):
    name: str
    parts: tuple[Part, ...] = ()
    words: dict[str, str] = {}
    choice: int | Part | None = None


def paper(text: str) -> Paper:
    return read(text, "paper.yaml", Paper)[0]


def lines(text: str) -> list[str]:
    """What reading `text` complains of, without the file's name that each line begins with."""
    with pytest.raises(BadDocument) as caught:
        paper(text)
    start = "paper.yaml, "
    assert [line[: len(start)] for line in caught.value.lines] == [start] * len(caught.value.lines)
    return [line.removeprefix(start) for line in caught.value.lines]


UNREADABLE: dict[str, tuple[str, str]] = {
    "an open bracket": (
        "name: a\nparts: [1\nwords: {}\n",
        "line 3: not readable: expected ',' or ']', but got ':'",
    ),
    "a wrong indent": (
        "name: a\n  parts: []\n",
        "line 2: not readable: mapping values are not allowed here",
    ),
    "a field twice": (
        "name: a\nwords: {}\nname: b\n",
        "line 3, name: is written twice; keep one",
    ),
    "an inner field twice": (
        "name: a\nparts:\n  - number: 1\n    number: 2\n",
        "line 4, parts.0.number: is written twice; keep one",
    ),
    "a tab": (
        "name: a\nparts:\n\t- number: 1\n",
        "line 3: not readable: found character '\\t' that cannot start any token",
    ),
    "a zero byte": (
        "name: a\x00\n",
        "line 1: not readable: unacceptable character #x0000: special characters are not allowed",
    ),
    "two documents": (
        "name: a\n---\nname: b\n",
        "line 2: not readable: but found another document",
    ),
    "an alias of nothing": (
        "name: a\nwords: *words\n",
        "line 2: not readable: found undefined alias 'words'",
    ),
    "nothing": ("", "line 1: the file is empty or has no fields"),
    "only a comment": ("# later\n", "line 1: the file is empty or has no fields"),
    "a list at the top": ("- name: a\n", "line 1: the file is empty or has no fields"),
    "a word at the top": ("name\n", "line 1: the file is empty or has no fields"),
    "ten megabytes": (
        "name: " + "a" * 10_000_000,
        "line 1: the file is larger than 300,000 characters; shorten it",
    ),
    "a thousand brackets": (
        "name: " + "[" * 1000 + "]" * 1000,
        "line 1: not readable: nested too deeply",
    ),
    "an anchor": (
        "name: a\nparts:\n  - &one {number: 1}\n",
        f"line 3, parts.0: {UNUSED}",
    ),
    "an anchor at the top": ("&all\nname: a\n", f"line 1: {UNUSED}"),
    "a part of itself": ("name: a\nparts: &all [*all]\n", f"line 2, parts: {UNUSED}"),
    "an anchor on a word": ("name: &a word\n", f"line 1, name: {UNUSED}"),
}


@pytest.mark.parametrize(("text", "line"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_document_is_refused_with_its_line(text: str, line: str) -> None:
    assert lines(text) == [line]


def test_an_alias_is_refused_beside_its_anchor() -> None:
    assert lines("name: a\nparts: [&one {number: 1}, *one]\n") == [
        f"line 2, parts.0: {UNUSED}",
        f"line 2, parts.1: {UNUSED}",
    ]


def test_a_billion_laughs_are_refused_unexpanded() -> None:
    laughs = ["lol0: &lol0 [ha]"]
    laughs += [f"lol{n}: &lol{n} [{', '.join([f'*lol{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert lines("\n".join([*laughs, "name: *lol9"])) == [
        *(f"line {n + 1}, lol{n}: {UNUSED}" for n in range(10)),
        f"line 11, name: {UNUSED}",
    ]


WRONG: dict[str, tuple[str, str]] = {
    "an unknown field": ("name: a\ncolour: red\n", f"line 2, colour: {UNKNOWN}"),
    "an unknown inner field": (
        "name: a\nparts:\n  - number: 1\n    colour: red\n",
        f"line 4, parts.0.colour: {UNKNOWN}",
    ),
    "a missing field": ("parts: []\n", "line 1, name: is missing"),
    "a missing inner field": (
        "name: a\nparts:\n  - number: 1\n  - day: 2017-04-01\n",
        "line 4, parts.1.number: is missing",
    ),
    "a word for a number": (
        "name: a\nparts:\n  - number: one\n",
        f"line 3, parts.0.number: {NO_INTEGER} (given: one)",
    ),
    "a number for a word": ("name: 5\n", "line 1, name: input should be a valid string (given: 5)"),
    "a list for a word": ("name: [a]\n", "line 1, name: input should be a valid string"),
    "nothing for a word": ("name:\n", "line 1, name: input should be a valid string"),
    "a long word is cut": (
        "name: a\nparts:\n  - number: " + "a" * 100,
        f"line 3, parts.0.number: {NO_INTEGER} (given: {'a' * 60})",
    ),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_field_is_refused_with_its_line(text: str, line: str) -> None:
    assert lines(text) == [line]


def test_all_mistakes_are_listed_in_order_of_lines() -> None:
    text = "parts:\n  - number: x\n  - colour: red\nwords: {a: 1}\nsize: 3\n"
    assert lines(text) == [
        "line 1, name: is missing",
        f"line 2, parts.0.number: {NO_INTEGER} (given: x)",
        f"line 3, parts.1.colour: {UNKNOWN}",
        "line 3, parts.1.number: is missing",
        "line 4, words.a: input should be a valid string (given: 1)",
        f"line 5, size: {UNKNOWN}",
    ]


def test_a_mistake_in_one_of_several_kinds_names_only_fields_of_the_document() -> None:
    with pytest.raises(BadDocument) as caught:
        paper("name: a\nchoice: red\n")
    assert [(m.line, m.field) for m in caught.value.mistakes] == [(2, "choice"), (2, "choice")]


NO_DATE = "input should be a valid date or datetime"
NO_MERGE = "a field has a plain name; merges are not used here"

IMPOSSIBLE: dict[str, tuple[str, str]] = {
    "a day that no month has": (
        "name: a\nparts:\n  - {number: 1, day: 2017-02-30}\n",
        f"line 3, parts.0.day: {NO_DATE}, day value is outside expected range (given: 2017-02-30)",
    ),
    "a month that no year has": (
        "name: a\nparts:\n  - {number: 1, day: 2017-13-01}\n",
        f"line 3, parts.0.day: {NO_DATE}, month value is outside expected range of 1-12 "
        "(given: 2017-13-01)",
    ),
    "a number without end": (
        "name: a\nparts:\n  - number: " + "9" * 5000,
        "line 3, parts.0.number: unable to parse input string as an integer, exceeded maximum size "
        f"(given: {'9' * 60})",
    ),
    "a merge": ("name: a\nwords:\n  <<: {a: b}\n", f"line 3, words: {NO_MERGE}"),
    "a merge of two": (
        "name: a\nwords:\n  c: d\n  <<: [{a: b}, {e: f}]\n",
        f"line 4, words: {NO_MERGE}",
    ),
    "a list for a key": ("name: a\n? [a]\n: b\n", f"line 2: {NO_MERGE}"),
    "an ordered map": ("name: a\nwords: !!omap [a: b]\n", "line 2, words: omap is not used here"),
    "an object to build": (
        "name: a\nwords: !!python/object/apply:os.system [ls]\n",
        "line 2, words: python/object/apply:os.system is not used here",
    ),
    "a truth that is none": (
        "name: a\nwords:\n  a: !!bool perhaps\n",
        "line 3, words.a: “perhaps” cannot be read as bool",
    ),
}


@pytest.mark.parametrize(("text", "line"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_impossible_value_is_refused_with_its_line(text: str, line: str) -> None:
    assert lines(text) == [line]


def test_words_of_any_alphabet_are_kept() -> None:
    assert paper("name: Бердск — «Мы вместе!» 北京 🎉\n").name == "Бердск — «Мы вместе!» 北京 🎉"


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "no", "y", "n", "18:00", "1.10", "0x1F", "2017-04-01"]
)
def test_a_word_stays_a_word(word: str) -> None:
    read_as = paper(f"name: {word}\nwords: {{{word}: {word}}}\n")
    assert (read_as.name, read_as.words) == (word, {word: word})


def test_a_source_knows_where_each_part_stands() -> None:
    text = "# ours\nname: a\nparts:\n  - number: 1\n\n  - {number: 2}\n"
    _, source = read(text, "paper.yaml", Paper)
    places = [("name",), ("parts",), ("parts", 0), ("parts", 1, "number"), ("parts", 1, "day")]
    assert [source.mistake(place, "").line for place in places] == [2, 3, 4, 6, 6]


def test_the_order_of_fields_does_not_change_the_hash() -> None:
    one = paper("name: a\nparts: [{number: 1, day: 2017-04-01}]\nwords: {c: d, a: b}\n")
    two = paper(
        "# ours\nwords:\n  c: d\n  a: b\nparts:\n- day: 2017-04-01\n  number: 1\nname: 'a'\n"
    )
    assert canonical(one) == canonical(two)
    assert content_hash(canonical(one)) == content_hash(canonical(two))
    assert canonical(one) == (
        '{"name":"a","parts":[{"number":1,"day":"2017-04-01"}],"words":{"c":"d","a":"b"}}'
    )


@pytest.mark.parametrize(
    "changed",
    [
        "name: b\nparts: [{number: 1}, {number: 2}]\nwords: {c: d, e: f}\n",
        "name: a\nparts: [{number: 1}, {number: 3}]\nwords: {c: d, e: f}\n",
        "name: a\nparts: [{number: 2}, {number: 1}]\nwords: {c: d, e: f}\n",
        "name: a\nparts: [{number: 1}]\nwords: {c: d, e: f}\n",
        "name: a\nparts: [{number: 1}, {number: 2}]\nwords: {c: d}\n",
        "name: a\nparts: [{number: 1}, {number: 2}]\nwords: {e: f, c: d}\n",
    ],
    ids=["a word", "a number", "order of a list", "a part less", "a name less", "order of names"],
)
def test_a_changed_value_changes_the_hash(changed: str) -> None:
    before = paper("name: a\nparts: [{number: 1}, {number: 2}]\nwords: {c: d, e: f}\n")
    assert content_hash(canonical(paper(changed))) != content_hash(canonical(before))


FRAGMENTS = (
    *("name", "parts", "words", "choice", "number", "day", "a", "1", "0x", "0o9", "1e400"),
    *(".nan", "~", "null", "true", "2017-02-30", "2017-99-99", " ", "\n", "\n  ", "&a", "*a"),
    *(":", "?", "-", "---", "...", "[", "]", "{", "}", ",", "!", "|", ">", "'", '"', "#", "%"),
    *("<<", "!!int", "!!float", "!!bool", "!!timestamp", "!!set", "!!omap", "!!binary"),
    *("!!map", "!!seq", "!!str", "%YAML", "@", "\t"),
)


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(FRAGMENTS)).map("".join))
@example("name: a\nwords: {<<: {a: b}}")
@example("name: !!bool a")
def test_text_of_any_kind_is_read_or_refused(text: str) -> None:
    with suppress(BadDocument):
        paper(text)
