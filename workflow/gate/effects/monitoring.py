"""What a round's opening and closing do to questionnaires, answers and keys."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from models import Invitation, MonitoringRound, RoundMode
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.gate.terms import move_deadlines
from workflow.monitoring.rounds.answers.responses import drop_drafts, shuffle
from workflow.monitoring.rounds.salt import destroy_salt, make_salt


def _round(attempt: Attempt) -> MonitoringRound:
    assert isinstance(attempt.subject, MonitoringRound)
    return attempt.subject


@effect(invited="number")
def count_invited(attempt: Attempt) -> Mapping[str, Any]:
    """How many are now asked to fill in that questionnaire; who they are the history leaves out."""
    asked = Invitation.questionnaire == attempt.facts["questionnaire"]
    return {"invited": _invited(attempt, asked)}


def _invited(attempt: Attempt, *such: Any) -> int:
    counted = select(func.count()).select_from(Invitation)
    return attempt.session.scalars(
        counted.where(Invitation.round_id == attempt.subject.id, *such)
    ).one()


@effect(questionnaires="text", mode="text")
def freeze_questionnaires(attempt: Attempt) -> Mapping[str, Any]:
    """What is asked, and how answers are kept, is settled: the history has both."""
    round_ = _round(attempt)
    if round_.mode == RoundMode.LINKED:
        make_salt(attempt.session, round_.programme_id)
    asked = [(each.code, each.questionnaire) for each in round_.asked]
    return {
        "questionnaires": "; ".join(
            f"{code} {version.number} {version.content_hash}" for code, version in asked
        ),
        "mode": round_.mode,
    }


@effect(invited="number", answered="number", link_key="text")
def shut_answers_in(attempt: Attempt) -> Mapping[str, Any]:
    """Answers are written anew in another order, drafts are dropped, and the key of the pseudonyms
    is destroyed after the last round that is compared."""
    round_, session = _round(attempt), attempt.session
    answered = shuffle(session, round_)
    drop_drafts(session, round_.id)
    destroyed = destroy_salt(session, round_)
    counted = {"invited": _invited(attempt), "answered": answered}
    return counted | ({"link_key": "destroyed"} if destroyed else {})


@effect(results="text")
def analyse_answers(attempt: Attempt) -> Mapping[str, Any]:
    """The history has the hash of what the answers came to: what is changed afterwards no longer
    agrees with it."""
    # It brings numpy and scipy, which take longer to load than most commands to run.
    from workflow.monitoring.analysis.stored import analyse_round  # noqa: PLC0415

    analyses = analyse_round(attempt.session, _round(attempt))
    return {"results": "; ".join(f"{each.questionnaire} {each.content_hash}" for each in analyses)}


@effect(was_due="text", due="text")
def move_closing(attempt: Attempt) -> Mapping[str, Any]:
    """The round closes on the day told, at the time of day it was to close at."""
    round_, timetable = _round(attempt), attempt.timetable
    was = round_.closes_at
    clock = was.astimezone(timetable.zone).time()
    round_.closes_at = timetable.at(date.fromisoformat(attempt.facts["until"]), clock)
    attempt.session.flush()
    move_deadlines(attempt)
    return {"was_due": was.isoformat(), "due": round_.closes_at.isoformat()}
