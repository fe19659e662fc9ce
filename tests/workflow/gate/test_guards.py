"""Each guard: what it refuses, in whose words, and what it lets pass."""

from datetime import UTC, datetime, timedelta

import pytest

from models import Enrolment, Money, MonitoringRound, Motion, Problem, Text
from tests.make import NOON, Competition
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Refusal
from workflow.gate import perform, possibilities
from workflow.gate.attempt import Attempt
from workflow.gate.guards import GUARDS, wrong_call
from workflow.lifecycles.machine import runner


def ask(competition: Competition, subject: object, name: str, **parameters: object) -> Text | None:
    """One guard, asked without effect."""
    transition = runner(subject.lifecycle_version).lifecycle.transitions[0]  # type: ignore[attr-defined]
    attempt = Attempt(
        competition.session,
        subject,  # type: ignore[arg-type]
        transition,
        competition.actor("leader"),
        competition.now,
        timetable_of(competition.session, competition.programme.id),
    )
    return GUARDS[name](attempt, **parameters)


def test_every_guard_says_in_one_line_what_it_ensures() -> None:
    assert [name for name, guard in GUARDS.items() if not guard.__doc__] == []


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 4, 30, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 4, 30, 17, 0, tzinfo=UTC), False),
    ],
    ids=["a minute before", "midnight in Novosibirsk", "the last minute", "the next day"],
)
def test_stage_is_open_counts_both_days_in_the_programmes_zone(
    competition: Competition, moment: datetime, allowed: bool
) -> None:
    initiative = competition.initiative()
    competition.now = moment

    assert (ask(competition, initiative, "stage_is_open", stage="proposals") is None) == allowed


def test_moment_has_come_waits_for_the_subjects_own_moment(competition: Competition) -> None:
    round_ = competition.session.query(MonitoringRound).one()

    competition.now = round_.opens_at - timedelta(seconds=1)
    assert ask(competition, round_, "moment_has_come", field="opens_at") == Text(
        en="Not before 06.04.2026 09:00.", ru="Не раньше 06.04.2026 09:00."
    )
    competition.now = round_.opens_at
    assert ask(competition, round_, "moment_has_come", field="opens_at") is None


def test_district_takes_part_only_once_it_has_a_curator(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        competition.initiative("2-01", district=competition.other_district)

    assert refused.value.codes == ["district_takes_part"]


def test_group_has_at_least_counts_the_leader(competition: Competition) -> None:
    initiative = competition.initiative(group=[competition.people["neighbour"]])

    assert ask(competition, initiative, "group_has_at_least", members=2) is None
    reason = ask(competition, initiative, "group_has_at_least", members=3)
    assert reason is not None
    assert reason.en == "The initiative group has 2 of at least 3 members: invite more."


def test_addresses_problem_of_its_district_refuses_none_and_anothers(
    competition: Competition,
) -> None:
    problems = competition.session.query(Problem).all()
    own = [p for p in problems if p.district_id == competition.district.id]
    foreign = [p for p in problems if p.district_id != competition.district.id]
    initiative = competition.initiative()

    for addressed, allowed in (([], False), (own, True), (foreign, False), (problems, False)):
        initiative.addresses = list(addressed)
        competition.session.flush()
        reason = ask(competition, initiative, "addresses_problem_of_its_district")
        assert (reason is None) == allowed


def test_summary_has_at_least_ignores_blanks_around(competition: Competition) -> None:
    initiative = competition.initiative(summary="   Двор   ")

    assert ask(competition, initiative, "summary_has_at_least", characters=4) is None
    assert ask(competition, initiative, "summary_has_at_least", characters=5) is not None


def test_request_at_most_allows_the_most_itself(competition: Competition) -> None:
    initiative = competition.initiative(request=Money(100_000_00))

    assert ask(competition, initiative, "request_at_most", amount="100 000") is None
    reason = ask(competition, initiative, "request_at_most", amount="99 999,99")
    assert reason is not None
    assert reason.ru.replace("\xa0", " ") == "Запрошено 100 000 ₽; не больше 99 999,99 ₽."


def test_slot_is_free_for_five_initiatives_of_a_district(competition: Competition) -> None:
    for number in range(5):
        assert competition.at("funding", f"1-0{number}").awarded == 50_000_00
    sixth = competition.at("reserve", "1-06")

    with pytest.raises(Refusal) as refused:
        competition.act(sixth, "promote", "coordinator")
    assert refused.value.codes == ["slot_is_free"]


def test_slot_is_free_is_asked_before_the_council_votes(competition: Competition) -> None:
    for number in range(5):
        competition.at("funding", f"1-0{number}")
    meeting = competition.convened(competition.at("approval", "1-06"))

    with pytest.raises(Refusal, match="All 5 initiatives of the district are chosen") as refused:
        competition.vote(meeting.items[0], Motion.APPROVE)
    assert refused.value.codes == ["motion_can_be_carried_out"]
    competition.vote(meeting.items[0], Motion.PUT_ON_RESERVE)


def test_slot_is_free_again_when_a_supported_initiative_withdraws(
    competition: Competition,
) -> None:
    supported = [competition.at("funding", f"1-0{number}") for number in range(5)]
    sixth = competition.at("reserve", "1-06")

    competition.act(supported[0], "withdraw", "leader", reason="Нашли другие средства")
    competition.act(sixth, "promote", "coordinator")

    assert (supported[0].awarded, sixth.awarded) == (None, 50_000_00)


def test_money_is_available_to_the_last_kopeck(competition: Competition) -> None:
    last = competition.at("reserve", request=Money(100_000_00))
    competition.has_only(99_999)

    with pytest.raises(Refusal) as refused:
        competition.act(last, "promote", "coordinator")
    assert refused.value.codes == ["money_is_available"]

    competition.donation(1, "4")
    competition.act(last, "promote", "coordinator")
    assert last.state == "funding"


def test_money_awarded_is_not_available_again(competition: Competition) -> None:
    competition.has_only(60_000)
    competition.at("funding", "1-01")
    second = competition.at("reserve", "1-02")

    with pytest.raises(Refusal) as refused:
        competition.act(second, "promote", "coordinator")
    assert refused.value.codes == ["money_is_available"]


@pytest.mark.parametrize("trigger", Motion)
def test_nobody_carries_out_a_decision_by_hand(competition: Competition, trigger: Motion) -> None:
    """Not even the one that was taken: it follows from the announcement."""
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    competition.vote(item, trigger)
    competition.close_vote(item)

    for name in ("coordinator", "chair"):
        with pytest.raises(Refusal) as refused:
            competition.act(initiative, trigger, name, reason="Так решили")
        assert refused.value.codes[0] == "not_permitted"


def test_before_it_is_announced_not_even_the_clock_carries_out_a_decision(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    competition.vote(item, Motion.REJECT)
    competition.close_vote(item)

    for trigger in Motion:
        with pytest.raises(Refusal) as refused:
            competition.act(initiative, trigger, "", actor=Actor.clock("x"), reason="Так решили")
        assert refused.value.codes == ["council_decided"]


def test_person_is_curator_refuses_whom_the_administration_did_not_name(
    competition: Competition,
) -> None:
    enrolment = competition.session.query(Enrolment).one()
    coordinator = competition.actor("coordinator")

    def replace(curator: int) -> None:
        perform(
            competition.session,
            enrolment,
            "replace_curator",
            actor=coordinator,
            now=NOON,
            reason="Отпуск",
            facts={"curator": curator},
        )

    with pytest.raises(Refusal) as refused:
        replace(competition.people["leader"].id)
    assert refused.value.codes == ["person_is_curator"]
    with pytest.raises(Refusal) as refused:
        replace(10**6)
    assert refused.value.codes == ["fact_invalid"]
    replace(competition.people["curator"].id)


def test_guards_asked_without_effect_tell_what_is_possible(competition: Competition) -> None:
    initiative = competition.initiative(group=[])

    found = possibilities(
        competition.session, initiative, actor=competition.actor("leader"), now=NOON
    )

    assert {p.trigger: [b.code for b in p.blockers] for p in found} == {
        "revise": [],
        "submit": ["group_has_at_least"],
        "declare_conflict": ["not_permitted"],
        "record_conflict": ["not_permitted"],
        "lift_conflict": ["not_permitted"],
        "withdraw": [],
        "extend": ["not_permitted"],
    }
    assert initiative.version == 1


def test_possibilities_of_a_stranger_say_who_may(competition: Competition) -> None:
    initiative = competition.initiative()
    stranger = Actor.person(competition.resident("stranger").id)

    found = possibilities(competition.session, initiative, actor=stranger, now=NOON)

    assert {p.trigger: p.blockers[0].text.en for p in found} == {
        "revise": "Only the leader of the group may do this.",
        "submit": "Only the leader of the group may do this.",
        "declare_conflict": "Only the expert or chair of the council or secretary of the council "
        "may do this.",
        "record_conflict": "Only the coordinator may do this.",
        "lift_conflict": "Only the chair of the council or coordinator may do this.",
        "withdraw": "Only the leader of the group may do this.",
        "extend": "Only the coordinator may do this.",
    }


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("group_has_at_least", {"members": 3}, None),
        ("group_has_at_least", {}, "group_has_at_least takes members"),
        ("group_has_at_least", {"members": 3, "x": 1}, "group_has_at_least takes members"),
        (
            "group_has_at_least",
            {"members": "three"},
            "group_has_at_least: members must be a whole number",
        ),
        ("council_decided", {"motion": "approve"}, None),
        ("council_decided", {"motion": 1}, "council_decided: motion must be a text"),
        ("slot_is_free", {}, None),
        ("slot_is_free", {"x": 1}, "slot_is_free takes no parameters"),
    ],
)
def test_wrong_call_says_what_a_guard_takes(
    name: str, parameters: dict[str, int | str], words: str | None
) -> None:
    assert wrong_call(name, parameters) == words
