from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time

from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cli.output import Exit, console, fail, say
from cli.play.script import Scene, scenes
from flows.checkpoints import checkpoint_histories
from flows.council import promotable, promote_from_reserve
from flows.deadlines import COMPETITION, enforce_deadlines
from flows.letters import deliver_notifications, send_reminders
from flows.monitoring import MONITORING, monitoring_round
from flows.oversight import report_oversight, unreported_months
from flows.work import watch_implementation, with_new_risks
from models import Programme
from models.database import reading, transaction
from notifications import outbox
from workflow.deadlines.sweep import next_moment, overdue, waiting_reminders
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.errors import Refusal
from workflow.oversight.mailing import next_report_at
from workflow.programme.lint import CheckedProgramme
from workflow.programme.load import load

EVENING = time(20)
"""When the play's last checkpoint is taken: early enough for its letters to go on the same day."""


def perform_play(checked: CheckedProgramme) -> None:
    """Play the programme from its first day to its last: at each moment at which somebody acts or
    the clock has something to do, and at no other (a discrete-event simulation). The flows are
    the ones that run by the clock; here they are told what time it is."""
    opening, programme, times = _open(checked)
    remaining = scenes(checked.document, times)
    closing = times.at(programme.ends_on, time(23, 59))
    # At the end of each run Prefect waits a second for its heartbeat: minutes in a whole play.
    steady = temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
    moment = opening
    with steady, _progress(times, opening, closing) as tell:
        while (following := _next(remaining, moment, times)) <= closing:
            moment = following
            tell(moment)
            while remaining and remaining[0].at <= moment:
                _enact(remaining.pop(0), programme.id)
            _sweep(moment)
        last = max(moment, times.at(programme.ends_on, EVENING))
        checkpoint_histories(as_of=last)
        deliver_notifications(as_of=last)
    APILogHandler().flush()  # before the server goes


def _next(remaining: Sequence[Scene], after: datetime, times: Timetable) -> datetime:
    """The next moment at which somebody acts or the clock has something to do."""
    with reading() as session:
        due = next_moment(session, after)
    moments = [scene.at for scene in remaining[:1]] + ([due] if due else [])
    return min([*moments, next_report_at(times, after)])


def _open(checked: CheckedProgramme) -> tuple[datetime, Programme, Timetable]:
    """Load the programme on the morning of its first day."""
    with transaction() as session:
        document = checked.document
        first = Timetable(document.time_zone, document.country).at(document.starts_on, time(9))
        programme = load(session, checked, now=first)
        return first, programme, timetable_of(session, programme.id)


def _enact(scene: Scene, programme_id: int) -> None:
    try:
        with transaction() as session:
            scene.enact(session, session.get_one(Programme, programme_id), scene.at)
    except Refusal as refusal:
        reasons = " ".join(say(blocker.text) for blocker in refusal.blockers)
        fail(f"play, {scene.at:%Y-%m-%d}, {scene.title}: {reasons}", Exit.REFUSED)


def _sweep(moment: datetime) -> None:
    """Run the flows that would find something to do; by the clock, all of them run always."""
    with reading() as session:
        competition = overdue(session, moment, kinds=COMPETITION)
        monitoring = overdue(session, moment, kinds=MONITORING)
        reminders = waiting_reminders(session, moment)
    if competition:
        enforce_deadlines(as_of=moment)
    if monitoring:
        monitoring_round(as_of=moment)
    if promotable():
        promote_from_reserve(as_of=moment)
    if with_new_risks(moment):
        watch_implementation(as_of=moment)
    if unreported_months(moment):
        checkpoint_histories(as_of=moment)  # once a month will do here; by the clock: every night
        report_oversight(as_of=moment)
    if reminders:
        send_reminders(as_of=moment)
    with reading() as session:
        letters = outbox.waiting(session, moment)
    if letters:
        deliver_notifications(as_of=moment)


@contextmanager
def _progress(
    times: Timetable, opening: datetime, closing: datetime
) -> Iterator[Callable[[datetime], None]]:
    """A bar over the programme's days; gives the function that moves it to a moment."""
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as progress:
        days = (times.local_day(closing) - times.local_day(opening)).days
        bar = progress.add_task("", total=days)

        def tell(moment: datetime) -> None:
            day = times.local_day(moment)
            passed = (day - times.local_day(opening)).days
            progress.update(bar, completed=passed, description=f"{day:%d.%m.%Y}")

        yield tell
        tell(closing)
