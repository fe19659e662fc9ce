"""What stands out in a history, and what does not."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from models import Deadline, HistoryEntry, LifecycleVersion, Remark, Subject
from tests.make import Competition
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_council
from workflow.reviews.settling import act_on_council, act_on_review


def remarks(competition: Competition, subject: Subject) -> Mapping[str, str | None]:
    """Action → its remark."""
    entries = competition.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == subject.id)
        .order_by(HistoryEntry.sequence)
    )
    return {entry.action: entry.remark for entry in entries}


def lifecycles(competition: Competition) -> list[Lifecycle]:
    versions = competition.session.scalars(select(LifecycleVersion))
    return [runner(version).lifecycle for version in versions]


def test_exactly_these_actions_override(competition: Competition) -> None:
    marked = {
        (lifecycle.lifecycle, transition.trigger)
        for lifecycle in lifecycles(competition)
        for transition in lifecycle.transitions
        if transition.overrides and transition.trigger != "extend"
    }

    assert marked == {
        ("agenda_item", "reconsider"),
        ("council", "dismiss"),
        ("council", "withdraw_relation"),
        ("expense", "revoke"),
        ("initiative", "lift_conflict"),
        ("monitoring_round", "prolong"),
        ("review", "reopen"),
        ("review", "set_aside"),
        ("tranche", "withhold"),
    }


def test_every_extension_overrides(competition: Competition) -> None:
    extensions = [
        transition.overrides
        for lifecycle in lifecycles(competition)
        for transition in lifecycle.transitions
        if transition.trigger == "extend"
    ]

    assert extensions
    assert all(extensions)


def test_review_given_back_stands_out(competition: Competition) -> None:
    review = competition.reviews(competition.at("expert_review"))[0]
    competition.submit(review)
    act_on_review(
        competition.session,
        review,
        "reopen",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason="Перепутаны заявки",
    )

    assert remarks(competition, review) == {
        "assign": None,
        "submit": None,
        "reopen": Remark.OVERRIDDEN,
    }


def test_what_the_clock_does_otherwise_is_by_hand(competition: Competition) -> None:
    initiative = competition.at("reserve")
    competition.act(initiative, "promote", "coordinator")

    assert remarks(competition, initiative)["promote"] == Remark.BY_HAND


def test_expert_released_by_a_person_is_by_hand(competition: Competition) -> None:
    review = competition.reviews(competition.at("expert_review"))[0]
    act_on_review(
        competition.session,
        review,
        "release",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason="Уехал",
    )

    assert remarks(competition, review)["release"] == Remark.BY_HAND


def test_appointments_and_assignments_do_not_stand_out(competition: Competition) -> None:
    review = competition.reviews(competition.at("expert_review"))[0]
    council = find_council(competition.session, competition.programme)

    assert remarks(competition, review) == {"assign": None}
    assert set(remarks(competition, council).values()) == {None}


def test_member_dismissed_stands_out(competition: Competition) -> None:
    council = find_council(competition.session, competition.programme)
    act_on_council(
        competition.session,
        council,
        "dismiss",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason="Просил сам",
        facts={"member": competition.people["third"].id},
    )

    assert remarks(competition, council)["dismiss"] == Remark.OVERRIDDEN


def test_clock_is_late_only_by_whole_hours(competition: Competition) -> None:
    for code, late, expected in (("1-01", 59, None), ("1-02", 61, Remark.LATE)):
        initiative = competition.at("expert_review", code, title=f"Сквер {code}")
        review = competition.reviews(initiative)[0]
        due = competition.session.scalars(
            select(Deadline).where(Deadline.subject_id == review.id)
        ).one()
        competition.enforce(due.id, due.due_at + timedelta(minutes=late))

        assert remarks(competition, review)["note_overdue"] == expected
