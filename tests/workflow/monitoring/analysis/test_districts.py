"""Districts beside all together, and what may be told of them."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from tests.workflow.monitoring.analysis.given import FIRST, LINKED, UNLINKED, document, results, row
from workflow.monitoring.analysis.frame import Row
from workflow.monitoring.analysis.results import Comparison, Method, Results
from workflow.monitoring.analysis.suppression.turnout import turnouts

ASKED = document(by_district=True)


def answers(seed: int, sizes: dict[str, int], likely: float = 0.5) -> list[Row]:
    random = Random(seed)
    return [
        row(
            f"{district}-{n}",
            district or None,
            solved="yes" if random.random() < likely else "no",
            times=random.choice([0, 0, 0, 1, 2]),
        )
        for district, size in sizes.items()
        for n in range(size)
    ]


def in_districts(found: Results, question: str) -> dict[str, Comparison]:
    return {
        one.district: one for one in found.comparisons if one.question == question and one.district
    }


def together(found: Results, question: str) -> Comparison:
    (one,) = (c for c in found.comparisons if c.question == question and c.district is None)
    return one


def good(one: Comparison, *, before: bool) -> tuple[int, int] | None:
    """How many answered, and favourably, as whoever reads it can compute."""
    answered = one.answered_before if before else one.answered_after
    share = one.share_before if before else one.share_after
    return (answered, round(share.value * answered)) if answered and share else None


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("setting", [LINKED, UNLINKED])
def test_nothing_small_is_left_when_shown_districts_are_taken_from_the_total(
    seed: int, setting: object
) -> None:
    """By somebody who has the baseline's own publication as well as the endline's."""
    random = Random(seed)
    sizes = {str(n): random.choice([6, 9, 14, 30, 60]) for n in range(1, 6)} | {"": seed % 3 * 4}
    before, after = answers(seed, sizes, 0.3), answers(seed + 100, sizes, 0.5)
    first = results(None, before, FIRST, ASKED)
    second = results(before, after, setting, ASKED)  # type: ignore[arg-type]
    truth = {
        True: _truth(before),
        False: _truth(after),
    }

    for is_before in (True, False):
        published = [(second, is_before), *([(first, False)] if is_before else [])]
        known: dict[str, tuple[int, int]] = {}
        for found, side in published:
            for code, one in in_districts(found, "solved").items():
                if counts := good(one, before=side):
                    known[code] = counts
        total = good(together(second, "solved"), before=is_before)
        assert all(counts == truth[is_before][code] for code, counts in known.items())
        for answered, yes in known.values():
            assert not any(0 < n < 5 for n in (answered, yes, answered - yes))
        if total is None:
            continue
        left = total[0] - sum(n for n, _ in known.values())
        left_yes = total[1] - sum(yes for _, yes in known.values())
        assert not any(0 < n < 5 for n in (left, left_yes, left - left_yes))
        hidden = [code for code in sizes if sizes[code] and code not in known]
        assert len(hidden) != 1


def _truth(rows: list[Row]) -> dict[str, tuple[int, int]]:
    size = Counter(one.district for one in rows)
    yes = Counter(one.district for one in rows if '"yes"' in one.answers)
    return {code: (size[code], yes[code]) for code in size if code is not None}


def test_the_total_of_a_round_is_shown_alike_in_both_publications() -> None:
    sizes = {"1": 40, "2": 30, "3": 9}
    before, after = answers(3, sizes, 0.2), answers(4, sizes, 0.6)

    first, second = results(None, before, FIRST, ASKED), results(before, after, LINKED, ASKED)

    alone, beside = in_districts(first, "solved"), in_districts(second, "solved")
    for code, one in alone.items():
        assert one.share_after == beside[code].share_before
        assert one.answered_after == beside[code].answered_before


def test_districts_with_different_people_are_pooled_by_mantel_and_haenszel() -> None:
    sizes = {"1": 200, "2": 300}

    found = results(answers(1, sizes, 0.3), answers(2, sizes, 0.5), UNLINKED, ASKED)

    (pooled,) = (one for one in found.pooled if one.question == "solved")
    assert pooled.test is not None
    assert pooled.test.method == Method.MANTEL_HAENSZEL
    assert pooled.estimates[0].value > 1


def test_districts_with_the_same_people_pool_their_changes() -> None:
    sizes = {"1": 200, "2": 300}

    found = results(answers(1, sizes, 0.3), answers(2, sizes, 0.5), LINKED, ASKED)

    (pooled,) = (one for one in found.pooled if one.question == "solved")
    changes = [one.estimates[0].value for one in in_districts(found, "solved").values()]
    assert pooled.test is not None
    assert pooled.test.method == Method.POOLED_WITHIN
    assert min(changes) < pooled.estimates[0].value < max(changes)


def test_districts_that_took_part_are_compared_with_others_where_both_were_asked() -> None:
    sizes = {str(n): 60 for n in range(1, 7)}
    before = answers(1, sizes, 0.5)
    after = answers(2, {"1": 60, "2": 60, "3": 60}, 0.8) + answers(
        3, {"4": 60, "5": 60, "6": 60}, 0.5
    )
    took_part = replace(LINKED, took_part=frozenset({"1", "2", "3"}))
    alone = replace(LINKED, took_part=frozenset(sizes))

    found = results(before, after, took_part, ASKED)

    (one,) = (one for one in found.against_others if one.question == "solved")
    assert found.has_comparison_group
    assert (one.districts, one.others) == (3, 3)
    assert one.estimate.value > 0.1
    assert one.test is not None
    assert one.test.p == 0.1  # 2 of 20 choices of three districts
    assert not results(before, after, alone, ASKED).has_comparison_group


def test_who_moved_to_another_district_is_another_person_there() -> None:
    before = answers(1, {"1": 50, "2": 50})
    after = [one._replace(district={"1": "2", "2": "1"}[one.district or ""]) for one in before]

    found = results(before, after, LINKED, ASKED)

    assert found.pairs == 100
    assert {one.pairs for one in in_districts(found, "solved").values()} == {None}


def test_a_district_where_few_answered_hides_its_response_rate_with_another() -> None:
    counted = {"1": (20, 3), "2": (20, 12), "3": (30, 25), None: (0, 0)}

    total, first, second, third = turnouts(counted, by_district=True)

    assert (total.district, total.invited, total.answered) == (None, 70, 40)
    assert (first.invited, first.answered) == (None, None)
    assert (second.invited, second.answered) == (None, None)
    assert (third.invited, third.answered) == (30, 25)


def test_response_rates_of_districts_are_told_only_where_districts_are() -> None:
    counted: dict[str | None, tuple[int, int]] = {"1": (20, 13), "2": (20, 12)}

    assert [one.district for one in turnouts(counted, by_district=False)] == [None]
    assert turnouts({"1": (9, 4)}, by_district=False)[0].answered is None
