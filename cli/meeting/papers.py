"""Minutes are written, drawn up and signed; decisions are announced."""

from hashlib import sha256
from json import loads
from pathlib import Path

import typer
from sqlalchemy import select

from cli.files import write_files
from cli.meeting.room import Code, act
from cli.options import As, Folder, Key, ProgrammeCode, Reason, Viewer
from cli.output import Exit, console, say, tell_pair, told
from cli.watched import of_subject, watched
from config.clock import now
from models import HistoryEntry, Initiative, Meeting, Text
from models.database import reading, transaction
from papers.minutes.files import minutes_files, minutes_hashes
from workflow.actor import Actor
from workflow.lifecycles.machine import runner
from workflow.meetings import decisions
from workflow.meetings.minutes import minutes_of
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer()


@app.command()
def minutes(
    code: Code,
    folder: Folder = Path(),
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write the minutes, and say whether they are those that the history knows."""
    asked = of_subject(programme, Meeting, code)
    with watched(What.MEETING, viewer, asked) as (session, meeting):
        files = minutes_files(minutes_of(session, meeting))
        drawn_up = session.scalars(
            select(HistoryEntry.facts)
            .where(HistoryEntry.subject_id == meeting.id, HistoryEntry.action == "draw_up")
            .order_by(HistoryEntry.sequence.desc())
        ).first()
    known: dict[str, str] = loads(drawn_up) if drawn_up else {}
    write_files(folder, {_name(code, name): made for name, made in files.items()})
    for name, made in files.items():
        path = folder / _name(code, name)
        console.print(f"{path}: {say(_agreement(known.get(name), made))}", soft_wrap=True)
    if known and any(known.get(name) != sha256(made).hexdigest() for name, made in files.items()):
        raise typer.Exit(Exit.REFUSED)


def _name(code: str, name: str) -> str:
    language, _, ending = name.partition("_")
    return f"minutes-{code}.{language}.{ending}"


@app.command("draw-up")
def draw_up(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Draw the minutes up: their hashes go into the history, for the chair to sign."""
    act(code, "draw_up", as_, None, programme, key, _hashes(code, programme))


@app.command("send-back")
def send_back(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Send the minutes back to the secretary."""
    act(code, "send_back", as_, reason, programme, key)


@app.command()
def sign(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Sign the minutes, as the secretary drew them up."""
    act(code, "sign", as_, None, programme, key, _hashes(code, programme))


@app.command()
def announce(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Announce all decisions of the meeting at once: now the letters go out."""
    with told(), transaction() as session:
        meeting = find_subject(session, find_programme(session, programme), Meeting, code)
        actor = Actor.person(find_person(session, as_).id)
        decisions.announce(session, meeting, actor=actor, now=now(), key=key)
        state = runner(meeting.lifecycle_version).lifecycle.states[meeting.state].title
        went = [(item.initiative, _state(item.initiative)) for item in meeting.items]
    console.print(f"{code}: {say(state)}")
    for initiative, stands in went:
        tell_pair(Text(ru=f"{initiative.code} {initiative.title}"), say(stands))


def _state(initiative: Initiative) -> Text:
    return runner(initiative.lifecycle_version).lifecycle.states[initiative.state].title


def _hashes(code: str, programme: str | None) -> dict[str, str]:
    """Made before the transaction: the paper takes seconds, and nothing in it can change."""
    with told(), reading() as session:
        meeting = find_subject(session, find_programme(session, programme), Meeting, code)
        return minutes_hashes(minutes_of(session, meeting))


def _agreement(known: str | None, made: bytes) -> Text:
    if known is None:
        return Text(en="a draft, not drawn up yet", ru="черновик, протокол ещё не составлен")
    if known == sha256(made).hexdigest():
        return Text(en="agrees with the history", ru="совпадает с историей")
    return Text(en="DOES NOT agree with the history", ru="НЕ совпадает с историей")
