"""Seats, offices and terms: who sits on the council on a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import HistoryEntry, Motion, Role
from tests import make
from tests.make import Competition
from workflow.actor import Actor
from workflow.council.members import Seat, members, officer
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.programme.council import APPOINTMENTS, appoint
from workflow.programme.lookup import find_council
from workflow.reviews.settling import act_on_council

FIRST, LAST = date(2026, 3, 1), date(2026, 12, 31)
"""The term of everyone in the small council."""


def names(competition: Competition, seats: list[Seat]) -> list[str]:
    known = {person.id: name for name, person in competition.people.items()}
    return sorted(known[seat.person_id] for seat in seats)


def sitting(competition: Competition, day: date) -> list[str]:
    return names(competition, members(competition.session, competition.programme.id, day))


def in_office(competition: Competition, role: Role, day: date) -> str | None:
    known = {person.id: name for name, person in competition.people.items()}
    holder = officer(competition.session, competition.programme.id, role, day)
    return None if holder is None else known[holder]


def give(
    competition: Competition,
    role: Role,
    name: str,
    since: date = FIRST,
    until: date = LAST,
    constituency: str | None = "deputies",
    actor: Actor | None = None,
) -> None:
    appoint(
        competition.session,
        find_council(competition.session, competition.programme),
        role,
        competition.people[name].id,
        constituency=constituency if role == Role.EXPERT else None,
        since=since,
        until=until,
        actor=actor or competition.actor("coordinator"),
        now=competition.now,
    )


def dismiss(competition: Competition, name: str, **given: str) -> None:
    act_on_council(
        competition.session,
        find_council(competition.session, competition.programme),
        "dismiss",
        actor=competition.actor(given.get("by", "coordinator")),
        now=competition.now,
        reason=given.get("reason", "Сложил полномочия"),
        facts={"member": competition.people[name].id},
    )


def test_members_sit_from_the_first_day_of_their_term_to_the_last(
    competition: Competition,
) -> None:
    everyone = ["chair", "expert", "second", "third"]
    day = timedelta(days=1)

    sat = [sitting(competition, when) for when in (FIRST - day, FIRST, LAST, LAST + day)]

    assert sat == [[], everyone, everyone, []]


def test_a_seat_says_which_constituency_it_is_of(competition: Competition) -> None:
    seats = members(competition.session, competition.programme.id, FIRST)

    assert {seat.person_id: seat.constituency for seat in seats} == {
        competition.people[name].id: code for name, code in make.COUNCIL.items()
    }


def test_the_secretary_sits_on_the_council_without_a_vote(competition: Competition) -> None:
    assert in_office(competition, Role.SECRETARY, FIRST) == "secretary"
    assert "secretary" not in sitting(competition, FIRST)


def test_nobody_is_a_member_twice(competition: Competition) -> None:
    give(competition, Role.EXPERT, "second", constituency="foundation")
    give(competition, Role.EXPERT, "second", until=date(2026, 6, 30))

    assert sitting(competition, FIRST) == ["chair", "expert", "second", "third"]


def test_a_term_that_joins_two_makes_one_seat(competition: Competition) -> None:
    give(competition, Role.EXPERT, "leader", until=date(2026, 4, 30))
    give(competition, Role.EXPERT, "leader", since=date(2026, 9, 1))
    give(competition, Role.EXPERT, "leader", since=date(2026, 4, 1), until=date(2026, 10, 31))

    for day in (FIRST, date(2026, 6, 1), date(2026, 9, 15), date(2026, 10, 31)):
        assert sitting(competition, day).count("leader") == 1


def test_the_same_appointment_once_more_changes_nothing(competition: Competition) -> None:
    dismiss(competition, "second")

    give(competition, Role.EXPERT, "second", actor=Actor.clock("test"))

    assert "second" not in sitting(competition, make.day(competition.now))


def test_who_was_dismissed_comes_back_only_by_another_appointment(
    competition: Competition,
) -> None:
    dismiss(competition, "second")

    give(competition, Role.EXPERT, "second", since=make.day(competition.now))

    assert "second" in sitting(competition, make.day(competition.now))


def test_a_dismissed_member_loses_every_office_at_once(competition: Competition) -> None:
    today = make.day(competition.now)

    dismiss(competition, "chair")

    assert sitting(competition, today) == ["expert", "second", "third"]
    assert in_office(competition, Role.CHAIR, today) is None
    assert in_office(competition, Role.SECRETARY, today) == "secretary"
    assert in_office(competition, Role.CHAIR, FIRST) == "chair", "what was, was"


def test_a_dismissal_has_a_reason_and_is_the_coordinators(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        dismiss(competition, "second", reason="")
    assert refused.value.codes == ["reason_missing"]
    for by in ("chair", "secretary", "third", "leader"):
        with pytest.raises(Refusal) as refused:
            dismiss(competition, "second", by=by)
        assert refused.value.codes == ["not_permitted"]
    assert "second" in sitting(competition, make.day(competition.now))


def test_a_chair_is_a_member(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        give(competition, Role.CHAIR, "secretary")

    assert refused.value.codes == ["is_council_member"]
    assert in_office(competition, Role.CHAIR, FIRST) == "chair"


def test_a_new_chair_follows_the_old_one_without_a_gap_or_an_overlap(
    competition: Competition,
) -> None:
    since = date(2026, 6, 1)

    give(competition, Role.CHAIR, "second", since=since)

    days = (FIRST, since - timedelta(days=1), since, LAST)
    held = [in_office(competition, Role.CHAIR, day) for day in days]
    assert held == ["chair", "chair", "second", "second"]
    assert "chair" in sitting(competition, LAST), "still a member"


@pytest.mark.parametrize("role", list(APPOINTMENTS))
def test_a_further_term_does_not_end_the_present_one(competition: Competition, role: Role) -> None:
    holder = "second" if role == Role.EXPERT else str(role)

    give(competition, role, holder, since=date(2026, 7, 1), until=date(2027, 6, 30))

    today = make.day(competition.now)
    if role == Role.EXPERT:
        assert holder in sitting(competition, today)
    else:
        assert in_office(competition, role, today) == holder


def test_a_term_does_not_end_before_it_begins(competition: Competition) -> None:
    for role in APPOINTMENTS:
        with pytest.raises(Refusal) as refused:
            give(competition, role, "expert", since=date(2026, 6, 2), until=date(2026, 6, 1))
        assert refused.value.codes == ["term_is_in_order"]
    give(competition, Role.EXPERT, "expert", since=date(2026, 6, 2), until=date(2026, 6, 2))


def test_a_constituency_must_be_known(competition: Competition) -> None:
    with pytest.raises(Refusal, match="no constituency press; known: "):
        give(competition, Role.EXPERT, "deputy", constituency="press")

    assert "deputy" not in sitting(competition, FIRST)


def test_seats_are_given_by_the_coordinator(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)
    facts = {
        "member": competition.people["leader"].id,
        "constituency": "deputies",
        "since": "2026-03-01",
        "until": "2026-12-31",
    }

    for by in ("chair", "secretary", "expert", "leader", "treasurer"):
        with pytest.raises(Refusal) as refused:
            competition.act(council, "appoint_member", by, facts=facts)
        assert refused.value.codes == ["not_permitted"]


def test_the_councils_history_says_who_sat_when(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)

    entries = competition.session.scalars(
        select(HistoryEntry.action)
        .where(HistoryEntry.subject_id == council.id)
        .order_by(HistoryEntry.sequence)
    ).all()

    assert entries == [
        "form",
        "adopt_rules",
        *["appoint_member"] * 4,
        "elect_chair",
        "appoint_secretary",
    ]


def test_who_is_dismissed_reviews_no_longer(competition: Competition) -> None:
    (review, _) = competition.reviews(competition.at("expert_review"))
    theirs = competition.name_of(review.expert_id)

    dismiss(competition, theirs)

    assert review.state == "released"
    with pytest.raises(Refusal) as refused:
        competition.draft(review)
    assert refused.value.codes == ["not_permitted", "not_a_draft"]


def test_a_dismissed_experts_open_reviews_go_to_another(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    left, kept = competition.reviews(initiative)
    dismiss(competition, competition.name_of(left.expert_id))

    competition.submit(kept)
    reviews = competition.reviews(initiative)

    assert left.state == "released"
    assert [review.state for review in reviews] == ["released", "submitted", "assigned"]


def test_the_last_open_review_of_who_is_dismissed_goes_to_another(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    left, kept = competition.reviews(initiative)
    competition.submit(kept)

    dismiss(competition, competition.name_of(left.expert_id))
    reviews = competition.reviews(initiative)

    assert [review.state for review in reviews] == ["released", "submitted", "assigned"]


def test_a_member_whose_term_is_over_has_no_vote(competition: Competition) -> None:
    give(competition, Role.EXPERT, "third", until=make.day(competition.now))
    (item,) = competition.convened(competition.at("approval")).items
    competition.on_item(item, "put", "chair", facts={"motion": Motion.APPROVE})
    competition.later(days=1)

    with pytest.raises(Refusal) as refused:
        competition.on_item(item, "vote", "third", facts={"choice": "for"})

    assert refused.value.codes == ["not_permitted"]
    competition.on_item(item, "vote", "second", facts={"choice": "for"})


def test_a_dissolved_council_has_no_members(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)

    competition.act(council, "dissolve", "coordinator", reason="Конкурс завершён")

    assert sitting(competition, make.day(competition.now)) == []


def test_nobody_sits_on_another_programmes_council(competition: Competition) -> None:
    assert members(competition.session, competition.programme.id + 1, FIRST) == []
    assert officer(competition.session, competition.programme.id + 1, Role.CHAIR, FIRST) is None


def test_nobody_is_appointed_on_behalf_of_the_clock(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)

    with pytest.raises(Refusal) as refused:
        perform(
            competition.session,
            council,
            "dismiss",
            actor=Actor.clock("test"),
            now=competition.now,
            reason="Так",
            facts={"member": competition.people["second"].id},
        )

    assert refused.value.codes == ["not_permitted"]
