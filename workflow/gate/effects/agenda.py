"""What happens in the room: who is there, who keeps out, how they vote."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from models import AgendaItem, Attendance, Meeting, Role, Vote
from workflow.council.ballot import Ballot, ballot_on, room
from workflow.council.capacity import capacity
from workflow.council.members import officer
from workflow.council.quorum import Quorum
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.proposals import latest_number


def _item(attempt: Attempt) -> AgendaItem:
    assert isinstance(attempt.subject, AgendaItem)
    return attempt.subject


def _ballot(attempt: Attempt) -> Ballot:
    return ballot_on(attempt.session, _item(attempt), attempt.timetable.local_day(attempt.now))


@effect()
def mark_present(attempt: Attempt) -> None:
    _attend(attempt, present=True)


@effect()
def mark_absent(attempt: Attempt) -> None:
    _attend(attempt, present=False)


def _attend(attempt: Attempt, *, present: bool) -> None:
    attempt.session.merge(
        Attendance(
            meeting_id=attempt.subject.id, member_id=attempt.facts["member"], present=present
        )
    )
    attempt.session.flush()


@effect(
    council="people",
    constituencies="text",
    present_members="people",
    chair="person",
    secretary="person",
    eligible="number",
    needed="number",
    present="number",
)
def record_council(attempt: Attempt) -> Mapping[str, Any]:
    """Who made up the council that day, for seats change."""
    assert isinstance(attempt.subject, Meeting)
    day = attempt.timetable.local_day(attempt.now)
    here = room(attempt.session, attempt.subject, day)
    return {
        "council": [seat.person_id for seat in here.seats],
        "constituencies": " ".join(seat.constituency for seat in here.seats),
        "present_members": sorted(here.present),
        "chair": here.chair,
        "secretary": officer(attempt.session, attempt.programme.id, Role.SECRETARY, day),
    } | _numbers(here.quorum())


def _numbers(found: Quorum) -> dict[str, int]:
    return {"eligible": found.eligible, "needed": found.needed, "present": found.present}


@effect(
    recused="people",
    grounds="text",
    eligible="number",
    needed="number",
    present="number",
    version="number",
)
def open_vote(attempt: Attempt) -> Mapping[str, Any]:
    """The motion is before the council; the recusals are on record."""
    item, ballot = _item(attempt), _ballot(attempt)
    item.motion = attempt.facts["motion"]
    attempt.session.flush()
    return {"version": latest_number(attempt.session, item.initiative_id)} | _deciding(ballot)


def _deciding(ballot: Ballot) -> dict[str, Any]:
    """Who keeps out and why, and whether the rest suffice."""
    recused = sorted(ballot.recused)
    return {
        "recused": recused,
        "grounds": "; ".join(" ".join(ballot.recused[who]) for who in recused),
    } | _numbers(ballot.quorum)


@effect()
def count_vote(attempt: Attempt) -> None:
    """A member's vote stands until the vote is closed, and may be changed till then."""
    attempt.session.merge(
        Vote(
            item_id=attempt.subject.id,
            member_id=attempt.actor.person_id,
            choice=attempt.facts["choice"],
        )
    )
    attempt.session.flush()


@effect(
    motion="text",
    in_favour="people",
    against="people",
    abstained="people",
    casting="number",
    slots_used="number",
    money_left="number",
    recused="people",
    grounds="text",
    eligible="number",
    needed="number",
    present="number",
)
def record_tally(attempt: Attempt) -> Mapping[str, Any]:
    """Names and numbers of the vote, and what of slots and money is left after it."""
    item, ballot = _item(attempt), _ballot(attempt)
    attempt.session.flush()
    votes = {
        fact: sorted(who for who, vote in ballot.votes.items() if vote == choice)
        for fact, choice in (("in_favour", "for"), ("against", "against"), ("abstained", "abstain"))
    }
    approved = ballot.tally.carried and item.motion == "approve"
    free = capacity(attempt.session, attempt.programme, without=[item.initiative_id])
    used = free.used.get(item.district_id or 0, 0)
    return (
        votes
        | _deciding(ballot)
        | {
            "motion": item.motion,
            "casting": int(ballot.tally.casting),
            "slots_used": used + approved,
            "money_left": free.money.minor - (item.initiative.requested if approved else 0),
        }
    )


@effect()
def clear_vote(attempt: Attempt) -> None:
    """The item is open to another motion; the history keeps the votes that were cast."""
    item = _item(attempt)
    attempt.session.execute(delete(Vote).where(Vote.item_id == item.id))
    item.motion = None
    attempt.session.flush()
