"""A deadline waits while somebody else has the matter in hand, and then goes on."""

from datetime import timedelta

from sqlalchemy import select

from models import Deadline, Initiative, Reminder, Subject
from tests.make import ZONE, Competition
from workflow.actor import Actor
from workflow.deadlines.sweep import overdue


def deadline_of(competition: Competition, subject: Subject, name: str = "review") -> Deadline:
    asked = select(Deadline).where(Deadline.subject_id == subject.id, Deadline.name == name)
    return competition.session.scalars(asked.execution_options(populate_existing=True)).one()


def returned(competition: Competition, after: int) -> Initiative:
    """Under review for some days, then returned to its group."""
    initiative = competition.at("expert_review")
    expert = Actor.person(competition.reviews(initiative)[0].expert_id)
    competition.later(days=after)
    competition.act(initiative, "return_for_revision", "", actor=expert, reason="Уточните смету")
    return initiative


def due_day(competition: Competition, deadline: Deadline) -> str:
    return f"{deadline.due_at.astimezone(ZONE):%d.%m %H:%M}"


def test_the_reviewers_clock_stops_while_the_group_revises(competition: Competition) -> None:
    initiative = returned(competition, after=1)

    for subject in (initiative, *competition.reviews(initiative)):
        deadline = deadline_of(competition, subject)
        assert (deadline.paused_at, deadline.acts_at) == (competition.now, None)
        assert (deadline.outcome, deadline.closed_at) == (None, None)
    a_year_on = competition.now + timedelta(days=365)
    assert overdue(competition.session, a_year_on, kinds=["review"]) == []


def test_it_goes_on_with_the_working_days_that_were_left(competition: Competition) -> None:
    """Of ten working days from Monday the 2nd of March, one passes; the 9th is a holiday."""
    initiative = returned(competition, after=1)
    review = competition.reviews(initiative)[0]
    assert due_day(competition, deadline_of(competition, review)) == "17.03 18:00"

    competition.later(days=7)
    competition.act(initiative, "submit", "leader")

    deadline = deadline_of(competition, review)
    assert (deadline.paused_at, deadline.acts_at) == (None, deadline.due_at)
    assert due_day(competition, deadline) == "23.03 18:00"  # nine after the 10th
    assert review.state == "assigned"


def test_who_had_little_time_left_gets_enough_to_read_the_revision(
    competition: Competition,
) -> None:
    initiative = returned(competition, after=14)  # one working day is left

    competition.later(days=3)
    competition.act(initiative, "submit", "leader")

    review = competition.reviews(initiative)[0]
    assert due_day(competition, deadline_of(competition, review)) == "24.03 18:00"


def test_it_is_reminded_of_anew(competition: Competition) -> None:
    initiative = returned(competition, after=1)
    review = competition.reviews(initiative)[0]
    waiting = (
        select(Reminder.due_at)
        .join(Deadline)
        .where(Deadline.subject_id == review.id, Reminder.done_at.is_(None))
    )
    assert competition.session.scalars(waiting).all() == []

    competition.later(days=7)
    competition.act(initiative, "submit", "leader")

    moments = competition.session.scalars(waiting.order_by(Reminder.due_at)).all()
    assert [f"{at.astimezone(ZONE):%d.%m %H:%M}" for at in moments] == [
        "20.03 09:00",
        "22.03 09:00",
    ]


def test_what_is_not_taken_up_again_is_cancelled(competition: Competition) -> None:
    initiative = returned(competition, after=1)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    for subject in (initiative, *competition.reviews(initiative)):
        deadline = deadline_of(competition, subject)
        assert (deadline.outcome, deadline.closed_at) == ("cancelled", competition.now)


def test_a_deadline_missed_before_the_pause_stays_missed_and_its_ladder_goes_on(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    review = competition.reviews(initiative)[0]
    deadline = deadline_of(competition, review)
    competition.now = deadline.due_at
    competition.enforce(deadline.id)
    expert = Actor.person(review.expert_id)
    competition.act(initiative, "return_for_revision", "", actor=expert, reason="Уточните смету")

    competition.later(days=5)
    competition.act(initiative, "submit", "leader")

    deadline = deadline_of(competition, review)
    assert (deadline.outcome, deadline.step) == ("missed", 1)
    assert deadline.acts_at is not None
    assert deadline.acts_at > competition.now
