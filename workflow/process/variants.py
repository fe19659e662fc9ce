"""The ways that initiatives went, each with how many went it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from models import HistoryEntry, Programme, Subject, Text
from workflow.process.names import names_of
from workflow.process.until import Until
from workflow.process.visits import KIND, enters, told

SHOWN = 12
"""Ways that are told of one by one; the others are counted together."""


@dataclass(frozen=True)
class Variant:
    steps: tuple[str, ...]
    titles: tuple[Text, ...]
    initiatives: int
    example: str
    """The reference of the first initiative that went it."""


@dataclass(frozen=True)
class Variants:
    shown: tuple[Variant, ...]
    """The most frequent first."""
    others: int
    """Further ways, each gone by no more than the last shown."""
    in_others: int
    """Initiatives that went them."""

    @property
    def ways(self) -> int:
        return len(self.shown) + self.others

    @property
    def initiatives(self) -> int:
        return sum(variant.initiatives for variant in self.shown) + self.in_others


def state_variants(
    session: Session, programme: Programme, until: Until, shown: int = SHOWN
) -> Variants:
    """By the states they came through; those still on their way have one as well, so far."""
    names = names_of(session, programme, KIND)
    steps = (
        select(HistoryEntry.subject_id, HistoryEntry.sequence, HistoryEntry.to_state.label("step"))
        .where(*told(programme.id, until.as_of), enters())
        .subquery()
    )
    return _told(session, steps, names.state, shown)


def action_variants(
    session: Session, programme: Programme, until: Until, shown: int = SHOWN
) -> Variants:
    """By what was done; what was done several times in a row is told once."""
    names = names_of(session, programme, KIND)
    before = func.lag(HistoryEntry.action).over(
        partition_by=HistoryEntry.subject_id, order_by=HistoryEntry.sequence
    )
    every = (
        select(
            HistoryEntry.subject_id,
            HistoryEntry.sequence,
            HistoryEntry.action,
            (HistoryEntry.from_state + _OF + HistoryEntry.action).label("step"),
            before.label("before"),
        )
        .where(*told(programme.id, until.as_of))
        .subquery()
    )
    is_new = or_(every.c.before.is_(None), every.c.before != every.c.action)
    steps = select(every.c.subject_id, every.c.sequence, every.c.step).where(is_new).subquery()

    def title(step: str) -> Text:
        return names.action(*step.split(_OF))

    found = _told(session, steps, title, shown)
    return replace(found, shown=tuple(map(_without_states, found.shown)))


def _without_states(variant: Variant) -> Variant:
    return replace(variant, steps=tuple(step.split(_OF)[1] for step in variant.steps))


def _told(session: Session, steps: Subquery, title: Callable[[str], Text], shown: int) -> Variants:
    ways = _ways(steps).subquery()
    most = ways.c.initiatives.desc(), ways.c.example
    found = session.execute(select(ways).order_by(*most).limit(shown)).all()
    all_ways, initiatives = session.execute(
        select(func.count(), func.coalesce(func.sum(ways.c.initiatives), 0)).select_from(ways)
    ).one()
    subjects = {s.id: s for s in session.execute(_subjects([row.example for row in found]))}
    variants = tuple(
        Variant(
            tuple(row.way.split(_BETWEEN)),
            tuple(title(step) for step in row.way.split(_BETWEEN)),
            row.initiatives,
            f"{subjects[row.example].kind}/{subjects[row.example].code}",
        )
        for row in found
    )
    in_shown = sum(variant.initiatives for variant in variants)
    return Variants(variants, all_ways - len(variants), initiatives - in_shown)


_BETWEEN, _OF = ",", "/"
"""What no name of a lifecycle has in it: between steps, and between a state and an action there."""


def _ways(steps: Subquery) -> Select[tuple[str, int, int]]:
    """Each way, how many initiatives went it, and the key of the first."""
    subject, order = steps.c.subject_id, steps.c.sequence
    way = func.aggregate_strings(steps.c.step, _BETWEEN).over(
        partition_by=subject, order_by=order, rows=(None, None)
    )
    number = func.row_number().over(partition_by=subject, order_by=order)
    each = select(subject, way.label("way"), number.label("number")).subquery()
    return (
        select(
            each.c.way,
            func.count().label("initiatives"),
            func.min(each.c.subject_id).label("example"),
        )
        .where(each.c.number == 1)
        .group_by(each.c.way)
    )


def _subjects(ids: Sequence[int]) -> Select[tuple[int, str, str]]:
    return select(Subject.id, Subject.kind, Subject.code).where(Subject.id.in_(ids))
