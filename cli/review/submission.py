"""A review is handed in, given back, or taken out."""

from typing import Any

import typer

from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import console, say, told
from cli.review.queue import ReviewCode, state_of
from config.clock import now
from models import Review
from models.database import transaction
from workflow.actor import Actor
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.reviews.settling import act_on_review

app = typer.Typer()


@app.command()
def submit(code: ReviewCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Hand a review in; from then on it counts."""
    _act(code, "submit", as_, programme, key=key)


@app.command()
def reopen(
    code: ReviewCode, as_: As, reason: Reason, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Give a submitted review back to its expert."""
    _act(code, "reopen", as_, programme, reason=reason, key=key)


@app.command("set-aside")
def set_aside(
    code: ReviewCode, as_: As, reason: Reason, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Set a submitted review aside: it counts for nothing, and another expert may be asked."""
    _act(code, "set_aside", as_, programme, reason=reason, key=key)


@app.command()
def release(
    code: ReviewCode, as_: As, reason: Reason, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Release an expert from a review that is not submitted; another is asked."""
    _act(code, "release", as_, programme, reason=reason, key=key)


def _act(code: str, trigger: str, as_: str, programme: str | None, **given: Any) -> None:
    with told(), transaction() as session:
        review = find_subject(session, find_programme(session, programme), Review, code)
        act_on_review(
            session,
            review,
            trigger,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            **given,
        )
        initiative = review.initiative
        stands = runner(initiative.lifecycle_version).lifecycle.states[initiative.state].title
        state = state_of(review)
    console.print(f"{code}: {say(state)}")
    console.print(f"{initiative.code} {initiative.title}: {say(stands)}", style="dim")
