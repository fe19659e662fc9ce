from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import Programme
from workflow.lifecycles.document import Due, Wait


@dataclass(frozen=True)
class Timetable:
    """How a programme counts time: its zone, its working days, its calendar's stages."""

    time_zone: str
    country: str
    transfers: Mapping[date, bool] = field(default_factory=dict)
    """Days that the programme declares working (True) or not, against the national calendar."""
    stages: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """First and last day of each stage of the calendar."""
    quiet: tuple[time, time] = (time(), time())
    """From when until when of the day no letter goes out; never, where both are the same."""
    digest_at: time = time(9, 30)
    """When the daily digest goes out."""

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def _national(self) -> holidays.HolidayBase:
        return holidays.country_holidays(self.country)

    def is_working(self, day: date) -> bool:
        """The programme's own list first; then weekends and the national calendar, which the
        `holidays` library keeps with its transferred days."""
        if day in self.transfers:
            return self.transfers[day]
        return self._national.is_working_day(day)

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted."""
        day = start
        while count:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """That time of day there, in UTC. A time skipped by a change of the clocks counts as the
        moment of the change plus the rest; of one that comes twice the first is meant."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def due_at(
        self, due: Due, entered_at: datetime, given: datetime | date | None = None
    ) -> datetime:
        """When a deadline falls that was opened at `entered_at`.

        `given` is the subject's own moment or day, for rules that name a field.
        """
        entered = self.local_day(entered_at)
        start = entered
        if due.field is not None:
            assert given is not None, f"the subject gave no {due.field}"
            start = self.local_day(given) if isinstance(given, datetime) else given
            if isinstance(given, datetime) and due.days is None and due.working_days is None:
                return given
        day = self._counted(due, start)
        if due.at_least is not None:
            day = max(day, self.add_working_days(entered, due.at_least))
        return self.at(day, time.fromisoformat(due.at))

    def _counted(self, due: Due, start: date) -> date:
        """The day that a rule leads to from `start`."""
        if due.end_of is not None:
            return self.stages[due.end_of][1]
        if due.working_days is not None:
            return self.add_working_days(start, due.working_days)
        return start + timedelta(days=due.days or 0)

    def after(self, wait: Wait, moment: datetime, clock: time) -> datetime:
        """The end of a wait that begins at `moment`, at a time of day."""
        day = self.local_day(moment)
        if wait.working_days is not None:
            return self.at(self.add_working_days(day, wait.working_days), clock)
        return self.at(day + timedelta(days=wait.days or 0), clock)

    def resumed(
        self, due: Due, due_at: datetime, paused_at: datetime, resumed_at: datetime
    ) -> datetime:
        """When a deadline falls that waited for somebody else: as many days of its own kind are
        left as there were when it was paused."""
        due_day, paused = self.local_day(due_at), self.local_day(paused_at)
        entered = self.local_day(resumed_at)
        if due.working_days is not None:
            day = self.add_working_days(entered, self.working_days(paused, due_day))
        else:
            day = entered + max(due_day - paused, timedelta())
        if due.at_least is not None:
            day = max(day, self.add_working_days(entered, due.at_least))
        return self.at(day, time.fromisoformat(due.at))

    def working_days(self, start: date, end: date) -> int:
        """How many there are after `start` up to `end`."""
        days = range(1, (end - start).days + 1)
        return sum(self.is_working(start + timedelta(days=n)) for n in days)

    def waking(self, moment: datetime) -> datetime:
        """`moment`, or the end of the quiet hours that it falls into."""
        begins, ends = self.quiet
        local = moment.astimezone(self.zone)
        clock, day = local.time(), local.date()
        over_midnight = begins > ends and clock >= begins
        is_quiet = over_midnight or (clock < ends and (begins > ends or clock >= begins))
        if not is_quiet:
            return moment
        return self.at(day + timedelta(days=over_midnight), ends)

    def latest_digest(self, moment: datetime) -> datetime:
        """When a digest was last to go out."""
        day = self.local_day(moment)
        today = self.at(day, self.digest_at)
        return today if today <= moment else self.at(day - timedelta(days=1), self.digest_at)

    def reminders(
        self, due_at: datetime, days_before: tuple[int, ...], entered_at: datetime
    ) -> list[datetime]:
        """Reminders at nine in the morning, some days before; none from before it was opened."""
        morning = time(9)
        due_day = self.local_day(due_at)
        moments = {self.at(due_day - timedelta(days=days), morning) for days in days_before}
        return sorted(moment for moment in moments if entered_at < moment < due_at)


_KEPT: dict[str, Timetable] = {}
_CONTENT = select(Programme.content_hash).where(Programme.id == bindparam("programme"))


def timetable_of(session: Session, programme_id: int) -> Timetable:
    """The programme's timetable, made once in each process for each content of its document."""
    content = session.connection().execute(_CONTENT, {"programme": programme_id}).scalar_one()
    if content not in _KEPT:
        programme = session.get_one(Programme, programme_id)
        _KEPT[content] = Timetable(
            programme.time_zone,
            programme.country,
            {transfer.day: transfer.is_working for transfer in programme.transfers},
            {stage.code: (stage.starts_on, stage.ends_on) for stage in programme.calendar},
            (time.fromisoformat(programme.quiet_from), time.fromisoformat(programme.quiet_until)),
            time.fromisoformat(programme.digest_at),
        )
    return _KEPT[content]
