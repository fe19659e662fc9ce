"""Experts for proposals: who may, how constituencies mix, how even the loads are, and why not.

Small problems are solved a second time by trying out every plan; whether larger ones can be
solved, another implementation of the largest flow says.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import ceil
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, maximum_flow

from models import Text
from workflow.council.assignment import CannotAssign, Member, Need, Plan, assign
from workflow.council.assignment.network import LOTS, lot
from workflow.council.assignment.problem import NEVER_GROSS
from workflow.council.assignment.shortages import MOST_TOLD
from workflow.council.assignment.solution import MOST_NAMED
from workflow.council.grounds import GROUNDS

Experts = dict[int, set[int]]
"""The new experts by proposal."""

TITLES = {
    "d": Text(en="Council of Deputies", ru="Совет депутатов"),
    "i": Text(en="Invited experts", ru="Привлечённые эксперты"),
}
PEOPLE = {1: "Орлов", 2: "Петрова", 3: "Седых", 4: "Титова"}


def council(sides: str, *loads: int) -> list[Member]:
    """One member for each letter, their constituency; numbered from one."""
    held = [*loads, *[0] * (len(sides) - len(loads))]
    return [Member(n, side, held[n - 1]) for n, side in enumerate(sides, start=1)]


def outcome(
    needs: Sequence[Need], members: Sequence[Member], most: int | None
) -> Plan | CannotAssign:
    try:
        return assign(needs, members, most=most)
    except CannotAssign as refusal:
        return refusal


def asked(plan: Plan) -> Experts:
    found: Experts = {}
    for choice in plan.choices:
        found.setdefault(choice.proposal, set()).add(choice.expert)
    return found


def lacking(need: Need) -> int:
    return max(0, need.wanted - len(need.kept))


def repeats(need: Need, new: set[int], members: Sequence[Member]) -> int:
    """How many of the new experts come from a constituency that was there already."""
    sides = {member.id: member.constituency for member in members}
    kept = {sides[id] for id in need.kept if id in sides}
    return len(new) - len({sides[id] for id in new} - kept)


def needs_of(least: int, most: int, members: int) -> st.SearchStrategy[list[Need]]:
    """Proposals with some experts kept and some members barred."""
    people = st.integers(1, members)
    fields = st.tuples(
        st.integers(0, 3),
        st.frozensets(people, max_size=2),
        st.dictionaries(people, st.sampled_from(sorted(GROUNDS)), max_size=2),
    )
    return st.lists(fields, min_size=least, max_size=most).map(
        lambda found: [Need(n, *given) for n, given in enumerate(found, start=11)]
    )


def councils(size: int, sides: str = "abc") -> st.SearchStrategy[list[Member]]:
    fields = st.tuples(st.sampled_from(sides), st.integers(0, 9))
    return st.lists(fields, min_size=size, max_size=size).map(
        lambda found: [Member(n, *given) for n, given in enumerate(found, start=1)]
    )


LIMITS = st.none() | st.integers(0, 12)


# The cost of a plan, reckoned from the rules alone.


def cost(needs: Sequence[Need], members: Sequence[Member], plan: Experts) -> tuple[int, int]:
    """What the plan costs in halves of a unit, and the lots that it drew."""
    reviews = sum(member.load for member in members) + sum(map(lacking, needs))
    gross = max(NEVER_GROSS, ceil(reviews / len(members)))
    again = sum(repeats(need, plan.get(need.id, set()), members) for need in needs)
    nth = 0
    for member in members:
        more = sum(member.id in experts for experts in plan.values())
        nth += sum(member.load + n for n in range(1, more + 1))
    lots = sum(lot(need, expert) for need, experts in plan.items() for expert in experts)
    return again * (2 * gross + 1) + 2 * nth, lots


def every_plan(
    needs: Sequence[Need], members: Sequence[Member], most: int | None
) -> Iterator[Experts]:
    """All that the rules allow."""
    open_needs = [need for need in needs if lacking(need)]
    may = [
        [one.id for one in members if one.id not in need.kept and one.id not in need.barred]
        for need in open_needs
    ]
    ways = [combinations(ids, lacking(n)) for ids, n in zip(may, open_needs, strict=True)]
    for way in product(*ways):
        plan = {need.id: set(new) for need, new in zip(open_needs, way, strict=True)}
        held = {one.id: one.load + sum(one.id in new for new in plan.values()) for one in members}
        if all(most is None or held[one.id] <= max(most, one.load) for one in members):
            yield plan


def largest_flow(needs: Sequence[Need], members: Sequence[Member], most: int | None) -> int:
    """How many reviews can be given at most, as SciPy reckons it."""
    first, sink = 1 + len(needs), 1 + len(needs) + len(members)
    room = np.zeros((sink + 1, sink + 1), dtype=np.int32)
    for row, need in enumerate(needs, start=1):
        room[0, row] = lacking(need)
        for column, member in enumerate(members, start=first):
            room[row, column] = member.id not in need.kept and member.id not in need.barred
    for column, member in enumerate(members, start=first):
        room[column, sink] = len(needs) if most is None else max(0, most - member.load)
    return int(maximum_flow(csr_array(room), 0, sink).flow_value)


# Who may, and how many.


@settings(deadline=None)
@given(needs_of(0, 8, 6), councils(6), LIMITS)
def test_a_plan_keeps_every_rule(
    needs: list[Need], members: list[Member], most: int | None
) -> None:
    plan = outcome(needs, members, most)
    if isinstance(plan, CannotAssign):
        assert largest_flow(needs, members, most) < sum(map(lacking, needs))
        return
    new = asked(plan)
    pairs = [(choice.proposal, choice.expert) for choice in plan.choices]
    assert pairs == sorted(set(pairs))
    assert [len(new.get(need.id, set())) for need in needs] == [lacking(need) for need in needs]
    for need in needs:
        assert new.get(need.id, set()) & {*need.kept, *need.barred} == set()
    held = [one.load + sum(one.id in experts for experts in new.values()) for one in members]
    assert plan.loads == {one.id: load for one, load in zip(members, held, strict=True)}
    if most is not None:
        assert [one.id for one in members if max(most, one.load) < plan.loads[one.id]] == []


@settings(deadline=None, max_examples=200)
@given(needs_of(1, 3, 4), councils(4), LIMITS)
def test_no_plan_that_the_rules_allow_costs_less(
    needs: list[Need], members: list[Member], most: int | None
) -> None:
    costs = [cost(needs, members, plan) for plan in every_plan(needs, members, most)]
    if not costs:
        with pytest.raises(CannotAssign):
            assign(needs, members, most=most)
        return
    assert cost(needs, members, asked(assign(needs, members, most=most))) == min(costs)


@settings(deadline=None)
@given(needs_of(0, 6, 6), councils(6), LIMITS, st.randoms())
def test_the_order_of_input_changes_nothing(
    needs: list[Need], members: list[Member], most: int | None, random: Random
) -> None:
    mixed = [
        Need(need.id, need.wanted, need.kept, dict(random.sample(list(need.barred.items()), k)))
        for need in needs
        for k in [len(need.barred)]
    ]
    one = outcome(needs, members, most)
    other = outcome(random.sample(mixed, len(mixed)), random.sample(members, len(members)), most)
    if isinstance(one, CannotAssign) and isinstance(other, CannotAssign):
        assert one.blockers == other.blockers
    else:
        assert one == other


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (Need(1, 0), set()),
        (Need(1, 2, frozenset({1, 2})), set()),
        (Need(1, 1, frozenset({1, 2, 3})), set()),
        (Need(1, 3, frozenset({1, 2})), {3}),
        (Need(1, 3), {1, 2, 3}),
        (Need(1, 2, barred={2: "recused"}), {1, 3}),
        (Need(1, 2, frozenset({2}), {2: "declared", 3: "released"}), {1}),  # kept all the same
        (Need(1, 3, frozenset({99})), None),  # who left the council keeps the review
        (Need(1, 2, barred={99: "own_group"}), None),
    ],
)
def test_a_proposal_gets_what_it_lacks_and_no_more(need: Need, expected: set[int] | None) -> None:
    new = asked(assign([need], council("abc"))).get(1, set())
    assert len(new) == lacking(need)
    assert expected is None or new == expected


def test_who_is_over_the_limit_already_keeps_their_reviews_and_gets_none() -> None:
    plan = assign([Need(1, 2, frozenset({1}))], council("abc", 7, 0, 0), most=5)
    assert plan.loads[1] == 7
    assert asked(plan)[1] < {2, 3}


def test_nobody_to_ask_and_nothing_to_ask_for() -> None:
    assert assign([], []) == Plan((), {})
    assert assign([], council("ab", 3)) == Plan((), {1: 3, 2: 0})


def test_an_id_given_twice_is_a_fault() -> None:
    with pytest.raises(AssertionError):
        assign([Need(1, 1), Need(1, 1)], council("ab"))


# Constituencies.


@pytest.mark.parametrize(
    ("sides", "loads", "need", "expected"),
    [
        ("aab", [], Need(1, 2), "ab"),
        ("aab", [0, 0, 5], Need(1, 2), "ab"),
        ("aab", [0, 0, 6], Need(1, 2), "aa"),  # five more than the one chosen instead: gross
        ("aab", [60, 60, 150], Need(1, 2), "ab"),  # 89 more, the mean is 90.7
        ("aab", [60, 60, 155], Need(1, 2), "aa"),  # 94 more, the mean is 92.3
        ("aab", [], Need(1, 2, barred={3: "own_district"}), "aa"),
        ("aabc", [], Need(1, 3, frozenset({1})), "bc"),
        ("aab", [], Need(1, 2, frozenset({1})), "b"),
        ("aab", [], Need(1, 3, frozenset({1})), "ab"),
        ("aabbcc", [], Need(1, 3), "abc"),
        ("aaa", [], Need(1, 2), "aa"),
    ],
)
def test_experts_of_a_proposal_come_from_different_constituencies(
    sides: str, loads: list[int], need: Need, expected: str
) -> None:
    plan = assign([need], council(sides, *loads))
    found = "".join(sorted(sides[choice.expert - 1] for choice in plan.choices))
    assert found == expected


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 4), st.integers(1, 4))
def test_with_nobody_barred_all_proposals_are_mixed_and_loads_differ_by_one_at_most(
    proposals: int, each: int, wanted: int
) -> None:
    members = council("abcd" * each)
    needs = [Need(n, wanted) for n in range(proposals)]
    plan = assign(needs, members)
    assert [repeats(need, asked(plan)[need.id], members) for need in needs] == [0] * proposals
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=8), st.integers(0, 20))
def test_reviews_go_to_those_who_hold_least(loads: list[int], proposals: int) -> None:
    """The same as giving them one by one to whoever holds least at that time."""
    plan = assign([Need(n, 1) for n in range(proposals)], council("a" * len(loads), *loads))
    held = list(loads)
    for _ in range(proposals):
        held[held.index(min(held))] += 1
    assert sorted(plan.loads.values()) == sorted(held)


# Lots.


@pytest.mark.parametrize(
    ("proposal", "expert", "drawn"),
    [(1, 1, 348), (1, 2, 688), (2, 1, 399), (12, 3, 443), (1, 23, 694)],
)
def test_a_lot_is_the_same_on_every_machine(proposal: int, expert: int, drawn: int) -> None:
    assert lot(proposal, expert) == drawn


def test_lots_are_spread_over_the_whole_range() -> None:
    drawn = [lot(proposal, expert) for proposal in range(100) for expert in range(100)]
    quarters = np.bincount(np.array(drawn) * 4 // LOTS)
    assert len(quarters) == 4
    assert abs(quarters - 2500).max() < 250


def test_experts_meet_in_changing_pairs_so_that_all_can_be_compared() -> None:
    plan = assign([Need(n, 2) for n in range(60)], council("abcd" * 3))
    pairs = {tuple(sorted(experts)) for experts in asked(plan).values()}
    assert len(pairs) > 30
    met = np.zeros((13, 13))
    for one, other in pairs:
        met[one, other] = 1
    assert connected_components(met[1:, 1:], directed=False)[0] == 1


# In words.


def said(plan: Plan) -> list[tuple[str, str]]:
    return [(choice.why.in_("en"), choice.why.ru) for choice in plan.choices]


CLEAR = (
    "No conflict of interest is known; members barred: {} of {}. ",
    "Конфликт интересов не выявлен; отведено членов совета: {} из {}. ",
)
AGAIN = (
    "One of several experts from the same constituency: Council of Deputies; {}. ",
    "Один из нескольких экспертов от этой стороны совета: Совет депутатов; {}. ",
)
LOAD = (
    "Reviews held after this plan: {}; mean of the council: {}.",
    "Экспертиз с учётом плана: {}; в среднем по совету: {}.",
)


def test_why_an_expert_who_brings_a_constituency() -> None:
    plan = assign([Need(1, 2)], council("di", 2, 0), constituencies=TITLES)
    assert said(plan) == [
        (
            "No conflict of interest is known; members barred: 0 of 2. The proposal's only expert "
            "from this constituency: Council of Deputies. Reviews held after this plan: 3; mean "
            "of the council: 2.0.",
            "Конфликт интересов не выявлен; отведено членов совета: 0 из 2. Единственный эксперт "
            "заявки от этой стороны совета: Совет депутатов. Экспертиз с учётом плана: 3; в "
            "среднем по совету: 2,0.",
        ),
        (
            "No conflict of interest is known; members barred: 0 of 2. The proposal's only expert "
            "from this constituency: Invited experts. Reviews held after this plan: 1; mean of "
            "the council: 2.0.",
            "Конфликт интересов не выявлен; отведено членов совета: 0 из 2. Единственный эксперт "
            "заявки от этой стороны совета: Привлечённые эксперты. Экспертиз с учётом плана: 1; в "
            "среднем по совету: 2,0.",
        ),
    ]


@pytest.mark.parametrize(
    ("sides", "loads", "need", "most", "en", "ru"),
    [
        (
            "dd",
            [],
            Need(1, 2),
            None,
            "every constituency has one",
            "эксперты есть от каждой стороны",
        ),
        (
            "ddi",
            [],
            Need(1, 2, barred={3: "recused"}),
            None,
            "in the constituencies still missing all are barred",
            "от недостающих сторон отведены все",
        ),
        (
            "ddi",
            [0, 0, 2],
            Need(1, 2),
            2,
            "in the constituencies still missing nobody is free: barred, or at the limit",
            "от недостающих сторон никто не свободен: отвод или предел числа экспертиз",
        ),
        (
            "ddi",
            [0, 0, 9],
            Need(1, 2),
            None,
            "whoever is free in the constituencies still missing holds more reviews, by 8 at least",
            "у свободных членов совета от недостающих сторон экспертиз больше не менее чем на 8",
        ),
    ],
)
def test_why_a_constituency_comes_twice(
    sides: str, loads: list[int], need: Need, most: int | None, en: str, ru: str
) -> None:
    plan = assign([need], council(sides, *loads), most=most, constituencies=TITLES)
    mean = f"{sum(plan.loads.values()) / len(sides):.1f}"
    told = (
        CLEAR[0].format(len(need.barred), len(sides))
        + AGAIN[0].format(en)
        + LOAD[0].format(1, mean),
        CLEAR[1].format(len(need.barred), len(sides))
        + AGAIN[1].format(ru)
        + LOAD[1].format(1, mean.replace(".", ",")),
    )
    assert said(plan) == [told, told]


def test_a_kept_expert_who_is_barred_too_is_not_counted_as_barred() -> None:
    plan = assign([Need(1, 2, frozenset({1}), {1: "declared"})], council("di"))
    assert said(plan)[0][0].startswith(CLEAR[0].format(0, 2))


@settings(deadline=None)
@given(needs_of(1, 6, 6), councils(6), LIMITS)
def test_what_is_said_of_mixing_is_true(
    needs: list[Need], members: list[Member], most: int | None
) -> None:
    plan = outcome(needs, members, most)
    if isinstance(plan, CannotAssign):
        return
    sides = {member.id: member.constituency for member in members}
    new = asked(plan)
    by_id = {need.id: need for need in needs}
    for choice in plan.choices:
        need = by_id[choice.proposal]
        others = {*need.kept, *new[need.id]} - {choice.expert}
        alone = sides[choice.expert] not in {sides[id] for id in others}
        text = choice.why.in_("en")
        assert ("only expert" in text) is alone
        missing = set(sides.values()) - {sides[id] for id in {*others, choice.expert}}
        assert ("every constituency has one" in text) is (not alone and not missing)
        free = [
            plan.loads[id]
            for id, side in sides.items()
            if side in missing and id not in need.barred
            if most is None or plan.loads[id] < most
        ]
        least = min(free, default=0) - plan.loads[choice.expert]
        assert (f"by {least} at least" in text) is (not alone and bool(free))
        assert alone or not free or least >= NEVER_GROSS


# When it cannot be.


def refused(
    needs: Sequence[Need], members: Sequence[Member], most: int | None = None
) -> list[tuple[str, str, str]]:
    with pytest.raises(CannotAssign) as refusal:
        assign(needs, members, most=most, names={1: "Б-17"}, people=PEOPLE)
    return [(one.code, one.text.in_("en"), one.text.ru) for one in refusal.value.blockers]


def test_a_proposal_whose_experts_are_barred_is_told_with_the_grounds() -> None:
    barred = {1: "own_district", 2: "recused", 3: "own_district"}
    assert refused([Need(1, 3, barred=barred), Need(2, 2)], council("aabb")) == [
        (
            "too_few_experts",
            "Proposal Б-17 lacks experts: 2 of 3; members of the council: 4. Barred: own district "
            "— Орлов, Седых; recused — Петрова. Appoint more members or ask for fewer reviews.",
            "Заявке Б-17 не хватает экспертов: 2 из 3; членов совета: 4. Отведены: свой округ — "
            "Орлов, Седых; самоотвод — Петрова. Назначьте ещё членов совета или уменьшите число "
            "экспертиз.",
        )
    ]


def test_members_at_the_limit_are_told_and_the_limit_is_named() -> None:
    """The third has room for one."""
    barred = {4: "declared"}
    assert refused([Need(1, 2, barred=barred)], council("aabb", 2, 2, 1, 0), 2) == [
        (
            "too_few_experts",
            "Proposal Б-17 lacks experts: 1 of 2; members of the council: 4. Barred: declared by "
            "hand — Титова. At the limit of reviews (2): Орлов, Петрова. Raise the limit, appoint "
            "more members or ask for fewer reviews.",
            "Заявке Б-17 не хватает экспертов: 1 из 2; членов совета: 4. Отведены: заявленный "
            "конфликт — Титова. На пределе числа экспертиз (2): Орлов, Петрова. Поднимите предел, "
            "назначьте ещё членов совета или уменьшите число экспертиз.",
        )
    ]


def test_too_little_capacity_is_told_first_and_with_both_sums() -> None:
    found = refused([Need(1, 2), Need(2, 2), Need(3, 2)], council("ab", 1, 9), 3)
    assert found[0] == (
        "too_little_capacity",
        "Reviews still needed: 6; the council can take: 2, at most 3 for each member. Raise the "
        "limit, appoint more members or ask for fewer reviews.",
        "Нужно ещё экспертиз: 6; совет может взять: 2, на каждого не больше 3. Поднимите предел, "
        "назначьте ещё членов совета или уменьшите число экспертиз.",
    )
    assert {code for code, _, _ in found[1:]} == {"too_few_experts"}


@pytest.mark.parametrize("most", [None, 3])
def test_a_council_too_small_for_one_proposal_does_not_lack_capacity(most: int | None) -> None:
    assert refused([Need(1, 3, frozenset({1}))], council("ab", 1), most) == [
        (
            "too_few_experts",
            "Proposal Б-17 lacks experts: 1 of 3; members of the council: 2. Appoint more members "
            "or ask for fewer reviews.",
            "Заявке Б-17 не хватает экспертов: 1 из 3; членов совета: 2. Назначьте ещё членов "
            "совета или уменьшите число экспертиз.",
        )
    ]


def test_no_council_at_all() -> None:
    assert [code for code, _, _ in refused([Need(1, 1)], [])] == ["too_few_experts"]


def test_a_ground_without_a_title_is_told_by_its_code() -> None:
    [(_, en, ru)] = refused([Need(1, 1, barred={1: "odd"})], council("a"))
    assert ("Barred: odd — Орлов." in en, "Отведены: odd — Орлов." in ru) == (True, True)


def test_long_lists_are_cut_short_and_counted() -> None:
    members = council("a" * (MOST_NAMED + 3))
    barred = dict.fromkeys(range(1, MOST_NAMED + 4), "own_group")
    found = refused([Need(n, 1, barred=barred) for n in range(MOST_TOLD + 5)], members)
    assert len(found) == MOST_TOLD + 1
    assert "Орлов, Петрова, Седых, Титова, 5, 6, 7, 8 and 3 more." in found[0][1]
    assert "Орлов, Петрова, Седых, Титова, 5, 6, 7, 8 и ещё 3." in found[0][2]
    assert found[-1] == (
        "too_few_experts",
        "More proposals that lack experts: 5.",
        "Других заявок, которым не хватает экспертов: 5.",
    )


@settings(deadline=None)
@given(needs_of(1, 8, 6), councils(6), LIMITS)
def test_a_refusal_counts_exactly_what_is_missing(
    needs: list[Need], members: list[Member], most: int | None
) -> None:
    found = outcome(needs, members, most)
    if isinstance(found, Plan):
        return
    told = [one.text.in_("en") for one in found.blockers if one.code == "too_few_experts"]
    missing = sum(int(text.split("lacks experts: ")[1].split(" of ")[0]) for text in told)
    wanted = sum(map(lacking, needs))
    assert missing == wanted - largest_flow(needs, members, most)
    beyond = most is not None and wanted > sum(max(0, most - one.load) for one in members)
    assert ("too_little_capacity" in found.codes) is beyond


# Size.


@pytest.mark.parametrize("uneven", [False, True])
def test_two_thousand_proposals_and_a_hundred_experts(uneven: bool) -> None:
    random = Random(2017)
    sides = "a" * 70 + "bcd" * 10 if uneven else "abcd" * 25
    members = council(sides)
    needs = [
        Need(n, 3, barred=dict.fromkeys(random.sample(range(1, 101), 5), "declared"))
        for n in range(2000)
    ]
    plan = assign(needs, members)
    new = asked(plan)
    assert [len(new[need.id]) for need in needs] == [3] * 2000
    assert [need.id for need in needs if new[need.id] & need.barred.keys()] == []
    again = sum(repeats(need, new[need.id], members) for need in needs)
    spread = max(plan.loads.values()) - min(plan.loads.values())
    assert (again == 0, spread) == ((False, 60) if uneven else (True, 0))
