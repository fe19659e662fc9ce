from tests.workflow.monitoring.analysis.given import document, frame, row
from workflow.monitoring.analysis.frame import MISSING, SAID_NOTHING, pair, read_frame


def test_a_choice_is_the_place_of_its_option_among_those_that_count() -> None:
    found = frame(
        [row("a", solved="no"), row("b", solved="hard"), row("c"), row("d", solved="yes")]
    )

    assert list(found.columns["solved"].codes) == [1, SAID_NOTHING, MISSING, 0]
    assert found.columns["solved"].said_nothing == 1


def test_several_choices_are_a_mark_for_each_option() -> None:
    found = frame([row("a", ways=["a", "c"]), row("b"), row("c", ways=["b"])]).columns["ways"]

    assert found.chosen is not None
    assert found.chosen.tolist() == [[True, False, True], [False] * 3, [False, True, False]]
    assert found.answered.tolist() == [True, False, True]


def test_a_nought_is_an_answer_and_nothing_is_none() -> None:
    found = frame([row("a", times=0), row("b"), row("c", times=3)]).columns["times"]

    assert found.numbers is not None
    assert found.answered.tolist() == [True, False, True]
    assert found.numbers.tolist() == [0, 0, 3]


def test_a_note_asks_nothing_and_a_question_that_was_not_asked_has_no_column() -> None:
    found = read_frame([row("a", solved="no")], document(), only={"solved", "thanks"})

    assert list(found.columns) == ["solved"]


def test_people_without_a_district_are_of_none() -> None:
    found = frame([row("a", "2"), row("b"), row("c", "1")])

    assert found.districts == ("1", "2")
    assert found.district.tolist() == [1, MISSING, 0]


def test_a_round_that_nobody_answered_is_read() -> None:
    found = frame([])

    assert (found.size, found.districts) == (0, ())
    assert all(len(column.codes) == 0 for column in found.columns.values())


def test_people_are_paired_by_who_they_are() -> None:
    before = frame([row("a"), row("b"), row(None), row("c")])
    after = frame([row("c"), row("x"), row("b"), row(None)])

    found = pair(before, after)

    assert [(before.who[i], after.who[j]) for i, j in zip(*found, strict=True)] == [
        ("b", "b"),
        ("c", "c"),
    ]


def test_whoever_comes_twice_is_paired_with_nobody() -> None:
    once, twice = frame([row("a"), row("b")]), frame([row("a", solved="no"), row("a"), row("b")])

    assert len(pair(once, twice).before) == 1
    assert len(pair(twice, once).before) == 1
