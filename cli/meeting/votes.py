"""Motions are put, voted on and decided."""

from collections.abc import Mapping
from json import loads
from typing import Annotated, Any

import typer
from sqlalchemy import select

from cli.council.words import CHOICES, listed
from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import say, tell, told
from config.clock import now
from models import AgendaItem, Choice, HistoryEntry, Motion, Text
from models.database import transaction
from papers.minutes.wording import MOTIONS
from workflow.actor import Actor
from workflow.council.ballot import Ballot, ballot_on
from workflow.deadlines.timetable import timetable_of
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
    ballot = _act(item, "put", as_, None, {"motion": motion.value}, programme, key)
    names, title = listed(sorted(ballot.not_voted.values())), MOTIONS[motion]
    tell(
        Text(
            en=f"{item}: “{title.en}” is put to the vote. To vote: {names}.",
            ru=f"{item}: на голосовании «{title.ru}». Голосуют: {names}.",
        )
    )


@app.command()
def vote(
    item: Item, choice: Choice, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Vote; until the vote is closed it may be changed."""
    ballot = _act(item, "vote", as_, None, {"choice": choice.value}, programme, key)
    names, cast = listed(sorted(ballot.not_voted.values())), _CAST[choice]
    tell(
        Text(
            en=f"{item}: your vote “{cast.en}” is counted. Not voted yet: {names}.",
            ru=f"{item}: ваш голос «{cast.ru}» учтён. Ещё не голосовали: {names}.",
        )
    )


@app.command("call-off")
def call_off(
    item: Item, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Call a vote off; the item is open to another motion."""
    _act(item, "call_off", as_, reason, {}, programme, key)
    _tell_open(item)


@app.command()
def reconsider(
    item: Item, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Take a decision of this meeting up again."""
    _act(item, "reconsider", as_, reason, {}, programme, key)
    _tell_open(item)


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
        actor = Actor.person(find_person(session, as_).id)
        move = close(session, found, actor=actor, now=now(), reason=reason, key=key)
        counted = session.scalars(
            select(HistoryEntry.facts).where(
                HistoryEntry.subject_id == move.subject_id, HistoryEntry.sequence == move.sequence
            )
        ).one()
    _tell_tally(item, loads(counted), adopted=move.trigger == "adopt")


def _tell_tally(item: str, counted: Mapping[str, Any], *, adopted: bool) -> None:
    votes = ", ".join(
        f"{say(title)} {len(counted[fact])}"
        for fact, title in zip(("in_favour", "against", "abstained"), CHOICES.values(), strict=True)
    )
    title = MOTIONS[Motion(counted["motion"])]
    ended = Text(en="adopted", ru="принято") if adopted else Text(en="defeated", ru="не принято")
    tell(
        Text(
            en=f"{item}: “{title.en}” is {ended.en}: {votes}.",
            ru=f"{item}: «{title.ru}» — {ended.ru}: {votes}.",
        )
    )
    if counted["casting"]:
        tell(Text(en="The chair's vote decided.", ru="Решил голос председателя."))


def _tell_open(item: str) -> None:
    tell(
        Text(
            en=f"{item} is open to another motion.",
            ru=f"{item}: можно поставить другое предложение.",
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
) -> Ballot:
    """Take an action on an item; gives what is before the council then."""
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
        return ballot_on(session, found, timetable_of(session, found.programme_id).local_day(now()))


_CAST = {
    Choice.FOR: Text(en="for", ru="за"),
    Choice.AGAINST: Text(en="against", ru="против"),
    Choice.ABSTAIN: Text(en="abstain", ru="воздержаться"),
}
