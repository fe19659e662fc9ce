"""How often initiatives were returned for revision, from where, and what came of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, Subquery, case, func, select
from sqlalchemy.orm import Session

from models import HistoryEntry, Programme, Text
from workflow.process.names import Names, names_of
from workflow.process.until import Until
from workflow.process.visits import KIND, told

RETURNS = ("return_for_revision", "return_report")
"""The actions that give a proposal or a report back to whoever wrote it."""


@dataclass(frozen=True)
class Outcome:
    state: str | None
    """None of those still on their way."""
    title: Text


@dataclass(frozen=True)
class ReturnedTimes:
    times: int
    initiatives: int
    by_outcome: tuple[int, ...]
    """As many as there are outcomes, in their order."""


@dataclass(frozen=True)
class Returns:
    outcomes: tuple[Outcome, ...]
    """Those that there are, in the lifecycle's order; those on their way first."""
    times: tuple[ReturnedTimes, ...]
    """Of initiatives that came so far that they could be returned; from none on, without gaps."""
    by_stage: tuple[tuple[Text, int], ...]
    """How many returns there were from each stage."""

    @property
    def initiatives(self) -> int:
        return sum(line.initiatives for line in self.times)

    @property
    def returned(self) -> int:
        """Initiatives that were returned at least once."""
        return sum(line.initiatives for line in self.times if line.times)


def returns(session: Session, programme: Programme, until: Until) -> Returns:
    names = names_of(session, programme, KIND)
    counted = defaultdict[int, dict[str | None, int]](dict)
    for times, state, number in session.execute(_counted(programme, until, names)):
        ended = state if state in names.final else None
        counted[times][ended] = counted[times].get(ended, 0) + number
    outcomes = _outcomes({state for by_state in counted.values() for state in by_state}, names)
    most = max(counted, default=-1)
    return Returns(
        outcomes,
        tuple(_line(times, counted.get(times, {}), outcomes) for times in range(most + 1)),
        _by_stage(session, programme, until, names),
    )


def _line(
    times: int, by_state: Mapping[str | None, int], outcomes: tuple[Outcome, ...]
) -> ReturnedTimes:
    numbers = tuple(by_state.get(outcome.state, 0) for outcome in outcomes)
    return ReturnedTimes(times, sum(numbers), numbers)


def _outcomes(states: set[str | None], names: Names) -> tuple[Outcome, ...]:
    ends = sorted((state for state in states if state is not None), key=names.place)
    on_the_way = [Outcome(None, ON_THE_WAY)] if None in states else []
    return (*on_the_way, *(Outcome(state, names.state(state)) for state in ends))


ON_THE_WAY = Text(ru="В пути", en="On the way")


def _counted(programme: Programme, until: Until, names: Names) -> Select[tuple[int, str, int]]:
    """Times returned and state → number of initiatives."""
    each = _each(programme, until, names)
    return select(each.c.times, each.c.state, func.count()).group_by(each.c.times, each.c.state)


def _each(programme: Programme, until: Until, names: Names) -> Subquery:
    """Every initiative that could be returned: how often it was, and where it stood."""
    returnable = [state for state, action in names.actions if action in RETURNS]
    is_return = case((HistoryEntry.action.in_(RETURNS), 1), else_=0)
    could_be = case((HistoryEntry.to_state.in_(returnable), 1), else_=0)
    counted = (
        select(
            HistoryEntry.subject_id,
            func.sum(is_return).label("times"),
            func.max(HistoryEntry.sequence).label("last"),
        )
        .where(*told(programme.id, until.as_of))
        .group_by(HistoryEntry.subject_id)
        .having(func.max(could_be) == 1)
        .subquery()
    )
    last = (HistoryEntry.subject_id == counted.c.subject_id) & (
        HistoryEntry.sequence == counted.c.last
    )
    return (
        select(counted.c.times, HistoryEntry.to_state.label("state"))
        .join_from(counted, HistoryEntry, last)
        .subquery()
    )


def _by_stage(
    session: Session, programme: Programme, until: Until, names: Names
) -> tuple[tuple[Text, int], ...]:
    rows = session.execute(
        select(HistoryEntry.from_state, func.count())
        .where(*told(programme.id, until.as_of), HistoryEntry.action.in_(RETURNS))
        .group_by(HistoryEntry.from_state)
    )
    found = {state: number for state, number in rows}
    return tuple((names.state(state), found[state]) for state in sorted(found, key=names.place))
