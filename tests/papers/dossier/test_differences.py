import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.dossier.differences import FOLDED, lines_changed, words_changed

pytestmark = pytest.mark.long

WORDS = st.lists(st.sampled_from(["двор", "сад", "и", ",", "\n", "детский"]), max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("двор", "двор", [("same", "двор")]),
        ("", "двор", [("added", "двор")]),
        ("двор", "", [("removed", "двор")]),
        (
            "новый двор",
            "новый сад",
            [("same", "новый "), ("removed", "двор"), ("added", "сад")],
        ),
        ("двор.", "двор. И сад.", [("same", "двор."), ("added", " И сад.")]),
    ],
)
def test_words_added_and_removed_are_marked(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert list(words_changed(before, after)) == expected


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_read_from_the_difference(before: list[str], after: list[str]) -> None:
    was, now = "".join(before)[:150], "".join(after)[:150]

    pieces = words_changed(was, now)

    assert "".join(text for kind, text in pieces if kind != "added") == was
    assert "".join(text for kind, text in pieces if kind != "removed") == now


def test_what_stayed_for_long_is_folded() -> None:
    first, last = ("".join(f"слово{n} " for n in range(m, m + 200)) for m in (0, 200))

    begin, added, end = words_changed(f"{first}{last}", f"{first}новое {last}")

    assert added == ("added", " новое")
    assert begin[1].startswith("[…] ")
    assert end[1].endswith(" […]")
    assert max(len(begin[1]), len(end[1])) < FOLDED + 10


def test_lines_that_took_others_places_are_told_word_by_word() -> None:
    assert lines_changed(["Доски — 10 ₽", "Краска"], ["Доски — 20 ₽", "Краска", "Гвозди"]) == (
        (("same", "Доски — "), ("removed", "10"), ("added", "20"), ("same", " ₽")),
        (("same", "Краска"),),
        (("added", "Гвозди"),),
    )
