from typing import Annotated

import typer

from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import console, say, tell, told
from config.clock import now
from models import AgendaItem, Choice, Motion, Text
from models.database import transaction
from papers.wording import MOTIONS
from workflow.actor import Actor
from workflow.council.ballot import ballot_on
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.meetings.session import act_on_item
from workflow.meetings.session import close_vote as close
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer()
Item = Annotated[str, typer.Argument(help="The item's code, such as 2017-04-04.1.")]


@app.command()
def put(
    item: Item, motion: Motion, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Put a motion to the vote; whoever has a conflict of interest is recused."""
    _act(item, "put", as_, None, {"motion": motion.value}, programme, key)


@app.command()
def vote(
    item: Item, choice: Choice, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Vote; until the vote is closed it may be changed."""
    _act(item, "vote", as_, None, {"choice": choice.value}, programme, key)


@app.command("call-off")
def call_off(
    item: Item, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Call a vote off; the item is open to another motion."""
    _act(item, "call_off", as_, reason, {}, programme, key)


@app.command()
def reconsider(
    item: Item, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Take a decision of this meeting up again."""
    _act(item, "reconsider", as_, reason, {}, programme, key)


@app.command("close-vote")
def close_vote(
    item: Item,
    as_: As,
    reason: Annotated[
        str | None, typer.Option(help="Why the council decides so; needed if it is adopted.")
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Close the vote: the motion is adopted or defeated."""
    with told(), transaction() as session:
        found = find_subject(session, find_programme(session, programme), AgendaItem, item)
        actor, moment = Actor.person(find_person(session, as_).id), now()
        today = timetable_of(session, found.programme_id).local_day(moment)
        motion, counted = found.motion, ballot_on(session, found, today).tally
        move = close(session, found, actor=actor, now=moment, reason=reason, key=key)
    title = MOTIONS[Motion(motion)] if motion else Text(ru=item)
    votes = (counted.in_favour, counted.against, counted.abstained)
    ended = (
        Text(en="adopted", ru="принято")
        if move.trigger == "adopt"
        else Text(en="not adopted", ru="не принято")
    )
    tell(
        Text(
            en="“{}”: {} for, {} against, {} abstained: {}.".format(
                title.in_("en"), *votes, ended.in_("en")
            ),
            ru="«{}»: за — {}, против — {}, воздержались — {}: {}.".format(
                title.ru, *votes, ended.ru
            ),
        )
    )


def _act(
    item: str,
    trigger: str,
    as_: str,
    reason: str | None,
    facts: dict[str, str],
    programme: str | None,
    key: str | None,
) -> None:
    with told(), transaction() as session:
        found = find_subject(session, find_programme(session, programme), AgendaItem, item)
        act_on_item(
            session,
            found,
            trigger,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts=facts,
            key=key,
        )
        state = runner(found.lifecycle_version).lifecycle.states[found.state].title
    console.print(f"{item}: {say(state)}")
