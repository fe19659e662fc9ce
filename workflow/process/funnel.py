"""How many initiatives reached each step of the way, and where and how the rest left it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from models import District, HistoryEntry, Programme, Text
from workflow.monitoring.evaluation.initiatives import WAY
from workflow.process.names import Names, names_of
from workflow.process.until import Until
from workflow.process.visits import KIND, enters, told


@dataclass(frozen=True)
class Reached:
    state: str
    title: Text
    initiatives: int
    """That came to this step or to a later one."""


@dataclass(frozen=True)
class Left:
    """An end that is not the end of the way."""

    after: Text
    """The last step that was reached."""
    how: Text
    """The move that ended it."""
    end: Text
    initiatives: int


@dataclass(frozen=True)
class DistrictWay:
    title: Text
    reached: tuple[int, ...]
    """Of each step."""
    left: int


@dataclass(frozen=True)
class Funnel:
    steps: tuple[Reached, ...]
    left: tuple[Left, ...]
    """In the order of the way, then the most numerous first."""
    districts: tuple[DistrictWay, ...]
    """Those that have initiatives."""

    @property
    def begun(self) -> int:
        return self.steps[0].initiatives if self.steps else 0

    @property
    def completed(self) -> int:
        return self.steps[-1].initiatives if self.steps else 0


@dataclass(frozen=True)
class _Way:
    """Of some initiatives alike: how far they came, and the move by which they ended, if any."""

    district_id: int | None
    step: int
    ended_from: str
    action: str
    state: str
    number: int


def funnel(session: Session, programme: Programme, until: Until) -> Funnel:
    names = names_of(session, programme, KIND)
    way = [state for state in WAY if state in names.states]
    found = [_Way(*row) for row in session.execute(_ways(programme, until, way))]
    reached = _reached(found, way)
    return Funnel(
        tuple(Reached(s, names.state(s), n) for s, n in zip(way, reached, strict=True)),
        _left(found, way, names),
        _districts(session, found, way, names),
    )


def _ways(
    programme: Programme, until: Until, way: Sequence[str]
) -> Select[tuple[int | None, int, str, str, str, int]]:
    """Initiatives counted by district, step and latest move."""
    step = case({s: n for n, s in enumerate(way)}, value=HistoryEntry.to_state, else_=0)
    each = (
        select(
            HistoryEntry.subject_id,
            func.max(step).label("step"),
            func.max(HistoryEntry.sequence).label("last"),
        )
        .where(*told(programme.id, until.as_of), enters())
        .group_by(HistoryEntry.subject_id)
        .subquery()
    )
    last = aliased(HistoryEntry)
    columns = (last.district_id, each.c.step, last.from_state, last.action, last.to_state)
    same = (last.subject_id == each.c.subject_id) & (last.sequence == each.c.last)
    return select(*columns, func.count()).join_from(each, last, same).group_by(*columns)


def _reached(found: Collection[_Way], way: Sequence[str]) -> tuple[int, ...]:
    """Whoever came to a later step had come to this one, even if past it."""
    return tuple(sum(each.number for each in found if each.step >= n) for n in range(len(way)))


def _has_left(each: _Way, way: Sequence[str], names: Names) -> bool:
    return each.state in names.final and each.state not in way


def _left(found: Collection[_Way], way: Sequence[str], names: Names) -> tuple[Left, ...]:
    counted = Counter[tuple[int, str, str, str]]()
    for each in found:
        if _has_left(each, way, names):
            counted[each.step, each.ended_from, each.action, each.state] += each.number
    # The same action may be told otherwise in another state, or alike in two.
    told_alike = Counter[tuple[int, Text, Text]]()
    for (step, source, action, state), number in counted.items():
        told_alike[step, names.action(source, action), names.state(state)] += number
    order = sorted(told_alike.items(), key=lambda each: (each[0][0], -each[1], each[0][1].ru))
    return tuple(
        Left(names.state(way[step]), how, end, number) for (step, how, end), number in order
    )


def _districts(
    session: Session, found: Collection[_Way], way: Sequence[str], names: Names
) -> tuple[DistrictWay, ...]:
    by_district = defaultdict[int | None, list[_Way]](list)
    for each in found:
        by_district[each.district_id].append(each)
    titles: Mapping[int, Text] = {
        id_: title
        for id_, title in session.execute(
            select(District.id, District.title)
            .where(District.id.in_([id_ for id_ in by_district if id_ is not None]))
            .order_by(District.id)
        )
    }
    return tuple(
        DistrictWay(
            title,
            _reached(by_district[id_], way),
            sum(each.number for each in by_district[id_] if _has_left(each, way, names)),
        )
        for id_, title in titles.items()
    )
