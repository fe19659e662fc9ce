"""What the clock does about a deadline that has passed, one step after another."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models import Deadline, HistoryEntry, OutboxMessage, Review, Subject, Text
from tests.make import ZONE, Competition
from workflow.actor import Actor
from workflow.deadlines.sweep import ASKED_AGAIN, enforce, note_refused, overdue
from workflow.errors import Blocker, Refusal

CLOCK = Actor.clock("enforce_deadlines")


def review_of(competition: Competition) -> Review:
    review, other = competition.reviews(competition.at("expert_review"))
    competition.submit(other)
    return review


def deadline_of(competition: Competition, subject: Subject) -> Deadline:
    asked = select(Deadline).where(Deadline.subject_id == subject.id)
    return competition.session.scalars(asked.order_by(Deadline.id.desc())).all()[0]


def climb(competition: Competition, deadline: Deadline) -> datetime:
    """The next step at the moment it comes; that moment."""
    competition.session.refresh(deadline)
    assert deadline.acts_at is not None
    competition.now = deadline.acts_at
    competition.enforce(deadline.id)
    competition.session.refresh(deadline)
    return competition.now


def steps(competition: Competition, subject: Subject) -> list[str]:
    asked = select(HistoryEntry.action).where(
        HistoryEntry.subject_id == subject.id, HistoryEntry.flow == "enforce_deadlines"
    )
    return list(competition.session.scalars(asked.order_by(HistoryEntry.sequence)))


def test_one_step_follows_another_until_somebody_else_is_asked(competition: Competition) -> None:
    review = review_of(competition)
    deadline = deadline_of(competition, review)

    moments = [climb(competition, deadline) for _ in range(3)]

    local = [moment.astimezone(ZONE) for moment in moments]
    assert [f"{moment:%a %d.%m %H:%M}" for moment in local] == [
        "Tue 17.03 18:00",
        "Thu 19.03 18:00",  # two working days on
        "Tue 24.03 18:00",  # three more, over a week-end
    ]
    assert steps(competition, review) == ["note_overdue", "escalate", "substitute"]
    assert review.state == "released"
    assert (deadline.outcome, deadline.acts_at) == ("missed", None)


def test_the_review_goes_to_an_expert_who_was_not_asked_before(competition: Competition) -> None:
    review = review_of(competition)
    before = {r.expert_id for r in competition.session.query(Review)}
    for _ in range(3):
        climb(competition, deadline_of(competition, review))

    (assigned,) = competition.session.query(Review).filter_by(state="assigned")
    assert assigned.initiative_id == review.initiative_id
    assert assigned.expert_id not in before


def test_a_missed_deadline_stays_open_until_what_it_asks_for_is_done(
    competition: Competition,
) -> None:
    review = review_of(competition)
    deadline = deadline_of(competition, review)
    climb(competition, deadline)
    assert (deadline.outcome, deadline.closed_at) == ("missed", None)

    competition.later(hours=1)
    competition.submit(review)

    competition.session.refresh(deadline)
    assert (deadline.outcome, deadline.closed_at) == ("missed", competition.now)
    assert deadline.acts_at is None
    assert steps(competition, review) == ["note_overdue"]


def test_after_an_outage_the_wait_between_two_steps_begins_anew(competition: Competition) -> None:
    """Nobody is replaced in the minute in which they are reminded."""
    review = review_of(competition)
    deadline = deadline_of(competition, review)
    competition.now = deadline.due_at + timedelta(days=30)

    for _ in range(3):
        competition.enforce(deadline.id)

    assert steps(competition, review) == ["note_overdue"]
    competition.session.refresh(deadline)
    assert deadline.acts_at is not None
    assert deadline.acts_at > competition.now + timedelta(days=1)


def test_a_rule_in_the_clocks_way_is_told_once_and_asked_again(competition: Competition) -> None:
    deadline = deadline_of(competition, competition.initiative())
    no = Refusal([Blocker("x", Text(en="Not now.", ru="Не сейчас."))])

    for n in range(3):
        note_refused(competition.session, deadline, no, now=deadline.due_at + n * ASKED_AGAIN)

    letters = competition.session.query(OutboxMessage).filter_by(template="clock_refused").all()
    assert [letter.recipient for letter in letters] == [competition.people["coordinator"]]
    assert deadline.acts_at == deadline.due_at + 3 * ASKED_AGAIN
    assert deadline.outcome is None


def test_a_refused_step_holds_up_no_other(competition: Competition) -> None:
    """The history of one has reached a later moment than the sweep counts from."""
    ahead, other = competition.initiative("1-01"), competition.initiative("1-02")
    due = deadline_of(competition, other).due_at
    later = due + timedelta(days=1)
    competition.act(ahead, "declare_conflict", "expert", reason="Мой двор", now=later)

    found = overdue(competition.session, due, kinds=["initiative"])
    done = enforce(competition.session, found, actor=CLOCK, now=due)

    assert {each.reference: each.refusal and each.refusal.codes for each in done} == {
        "initiative/1-01": ["in_the_past"],
        "initiative/1-02": None,
    }
    assert (ahead.state, other.state) == ("proposal", "withdrawn")


@pytest.mark.parametrize("times", [1, 2])
def test_a_step_taken_twice_at_once_is_taken_once(competition: Competition, times: int) -> None:
    initiative = competition.initiative()
    deadline = deadline_of(competition, initiative)

    done = [
        enforce(competition.session, [deadline.id], actor=CLOCK, now=deadline.due_at)
        for _ in range(times)
    ]

    assert [len(each) for each in done] == [1, 0][:times]
    assert steps(competition, initiative) == ["lapse"]
