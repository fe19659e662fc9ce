"""Rounds: how they stand, more time for them, their publication."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import state_of
from cli.lists import Column, Columns, print_list, written
from cli.monitoring.words import MODES, RoundCode
from cli.options import As, AsCsv, AsJson, AsXlsx, Key, ProgrammeCode, Reason, typed_day
from cli.output import console, print_json, say, table, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import MonitoringRound, RoundMode, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.monitoring.rounds.inviting.invitations import Progress, answers_by_day
from workflow.monitoring.rounds.inviting.invitations import progress as progress_of
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer()


@dataclass(frozen=True)
class Line:
    """A round, with its moments on the clock where the programme is."""

    code: str
    title: Text
    state: Text
    opens_at: datetime
    closes_at: datetime
    mode: RoundMode
    asks: tuple[str, ...]
    invited: int
    answered: int


COLUMNS: Columns[Line] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.code, one_line=True),
    Column(Text(en="Round", ru="Раунд"), lambda line: line.title, only_in="file"),
    Column(Text(en="State", ru="Состояние"), lambda line: line.state),
    Column(
        Text(en="Opens", ru="Открывается"),
        lambda line: line.opens_at,
        narrow=Text(en="Open", ru="Открыт"),
        shown=lambda line: f"{line.opens_at:%d.%m.%Y %H:%M}\n{line.closes_at:%d.%m.%Y %H:%M}",
        one_line=True,
    ),
    Column(Text(en="Closes", ru="Закрывается"), lambda line: line.closes_at, only_in="file"),
    Column(Text(en="Answers", ru="Ответы"), lambda line: MODES[line.mode]),
    Column(
        Text(en="Questionnaires", ru="Анкеты"), lambda line: ", ".join(line.asks), only_in="file"
    ),
    Column(
        Text(en="Invited", ru="Приглашено"),
        lambda line: line.invited,
        narrow=Text(en="Answered", ru="Ответили"),
        shown=lambda line: f"{line.answered} / {line.invited}",
        right=True,
    ),
    Column(Text(en="Answered", ru="Ответили"), lambda line: line.answered, only_in="file"),
)


@app.command()
def rounds(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the rounds: when each is open, how answers are kept, how many have answered."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        zone = timetable_of(session, within.id).zone
        ours = select(MonitoringRound).where(MonitoringRound.programme_id == within.id)
        found = [
            _line(session, round_, zone)
            for round_ in session.scalars(ours.order_by(MonitoringRound.opens_at))
        ]
    if written(Text(en="Rounds", ru="Раунды"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json([_plain(line) for line in found])
    elif not found:
        tell(Text(en="The programme has no rounds.", ru="В программе раундов нет."))
    else:
        print_list(COLUMNS, found)


def _line(session: Session, round_: MonitoringRound, zone: Any) -> Line:
    each = progress_of(session, round_)
    return Line(
        code=round_.code,
        title=round_.title,
        state=state_of(round_),
        opens_at=round_.opens_at.astimezone(zone),
        closes_at=round_.closes_at.astimezone(zone),
        mode=RoundMode(round_.mode),
        asks=tuple(asked.code for asked in round_.asked),
        invited=sum(part.invited for part in each),
        answered=sum(part.answered for part in each),
    )


def _plain(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": as_json(line.title),
        "state": as_json(line.state),
        "opens_at": line.opens_at.isoformat(),
        "closes_at": line.closes_at.isoformat(),
        "mode": line.mode,
        "asks": list(line.asks),
        "invited": line.invited,
        "answered": line.answered,
    }


def _where(each: Progress) -> str | Text | None:
    return each.district.title if each.district else None


PROGRESS: Columns[Progress] = (
    Column(Text(en="Questionnaire", ru="Анкета"), lambda each: each.questionnaire),
    Column(Text(en="District", ru="Округ"), _where),
    Column(Text(en="Invited", ru="Приглашено"), lambda each: each.invited, right=True),
    Column(Text(en="Answered", ru="Ответили"), lambda each: each.answered, right=True),
)


@app.command()
def progress(
    round_: RoundCode,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """How many were invited and have answered; by day only in total."""
    with told(), reading() as session:
        found = find_subject(session, find_programme(session, programme), MonitoringRound, round_)
        each = progress_of(session, found)
        days = answers_by_day(session, found)
        if written(Text(en="Progress", ru="Ход опроса"), PROGRESS, each, csv, xlsx):
            return
        if json:
            print_json(_plain_progress(each, days))
            return
        print_list(PROGRESS, each)
    if days:
        lines = table(Text(en="Day", ru="День"), Text(en="Answers", ru="Ответов"), right=(1,))
        for day, count in days:
            lines.add_row(f"{day:%d.%m.%Y}", str(count))
        console.print()
        console.print(lines)


def _plain_progress(found: Any, days: Any) -> dict[str, Any]:
    return {
        "questionnaires": [
            {
                "questionnaire": each.questionnaire,
                "district": each.district.code if each.district else None,
                "invited": each.invited,
                "answered": each.answered,
            }
            for each in found
        ],
        "days": [{"day": day.isoformat(), "answers": count} for day, count in days],
    }


@app.command()
def prolong(
    round_: RoundCode,
    until: Annotated[
        date, typer.Option(parser=typed_day, metavar="DAY", help="The new last day: 2017-11-24.")
    ],
    reason: Reason,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Keep a round open for longer: another closing day."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        found = find_subject(session, within, MonitoringRound, round_)
        perform(
            session,
            found,
            "prolong",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"until": until.isoformat()},
            key=key,
        )
        closes = (
            f"{found.closes_at.astimezone(timetable_of(session, within.id).zone):%d.%m.%Y %H:%M}"
        )
    tell(Text(en=f"{round_} now closes {closes}.", ru=f"{round_} теперь закроется {closes}."))


@app.command()
def publish(round_: RoundCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Agree that a round's results are shown: look at them first with “show”."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        found = find_subject(session, within, MonitoringRound, round_)
        actor = Actor.person(find_person(session, as_).id)
        perform(session, found, "publish", actor=actor, now=now(), key=key)
        state = state_of(found)
    console.print(f"{round_}: {say(state)}")
