from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from models import Role, Text
from workflow.documents import Document

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,38}$")]

LEADER = "leader"
REVIEWER = "reviewer"
CLOCK = "clock"
ROLES = frozenset({*Role, LEADER, REVIEWER, CLOCK})
"""Who a lifecycle may name: the roles, the initiative's own leader, the experts who are asked to
review it, and the flows."""

FactKind = Literal["text", "link", "money", "number", "person", "day"]
GuardParameters = dict[Name, int | str]


Days = Annotated[int, Field(gt=0, le=3660, strict=True)]
"""Ten years at most: what is due later is a mistake in the document."""


class Due(Document):
    """When a deadline falls: exactly one of days, working_days, end_of and field is given; days and
    working_days may go with a field."""

    days: Days | None = None
    """Calendar days after the state was entered, or after the day that the field names."""
    working_days: Days | None = None
    """Working days after the day the state was entered, or after the day that the field names."""
    end_of: Name | None = None
    """The last day of a stage of the programme's calendar."""
    at_least: Days | None = None
    """With `end_of` or `field`: never sooner than this many working days after the state was
    entered."""
    field: Name | None = None
    """A moment or a day that the subject itself carries."""
    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "18:00"
    """Time of day in the programme's zone; unused with the field of a moment."""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        given = [self.days, self.working_days, self.end_of]
        rules = sum(rule is not None for rule in given)
        nothing = rules == 0 and self.field is None
        if nothing or rules > 1 or (self.end_of and self.field):
            raise ValueError(
                "give exactly one of days, working_days, end_of, field; days and working_days may "
                "go with a field"
            )
        if self.at_least is not None and self.end_of is None and self.field is None:
            raise ValueError("at_least goes with end_of or field only")
        return self


class DeadlineRule(Document):
    due: Due
    met_by: tuple[Name, ...]
    """Actions that, taken in time, meet it."""
    then: Name
    """What the clock does when it has passed."""
    remind: tuple[Days, ...] = ()
    """Calendar days before it is due."""
    responsible: tuple[Name, ...] = ()
    """Who is reminded."""


class State(Document):
    title: Text
    final: bool = False
    deadlines: dict[Name, DeadlineRule] = {}


class Notice(Document):
    """A letter that an action sends."""

    to: tuple[Name, ...] = Field(min_length=1)
    template: Name


class Cascade(Document):
    """What an action does to others that belong to its subject, wherever that is possible."""

    on: Name
    do: Name


class Transition(Document):
    trigger: Name
    title: Text
    from_: tuple[Name, ...] = Field(alias="from", min_length=1)
    to: Name
    """A state, or `same`: something is recorded and the state stays."""
    by: tuple[Name, ...] = Field(min_length=1)
    reason: Literal["required", "optional"] = "optional"
    facts: dict[Name, FactKind] = {}
    """What must be told with the action."""
    guards: tuple[Name | dict[Name, GuardParameters], ...] = ()
    effects: tuple[Name, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    notify: tuple[Notice, ...] = ()

    @property
    def stays(self) -> bool:
        return self.to == "same"

    @property
    def by_clock_only(self) -> bool:
        return self.by == (CLOCK,)

    def guard_calls(self) -> Iterator[tuple[str, GuardParameters]]:
        for guard in self.guards:
            if isinstance(guard, str):
                yield guard, {}
            else:
                yield from guard.items()


class Lifecycle(Document):
    """The states of one kind of subject, and everything that may happen in each."""

    lifecycle: Name
    title: Text
    initial: Name
    states: dict[Name, State] = Field(min_length=2)
    transitions: tuple[Transition, ...] = Field(min_length=1)

    @cached_property
    def moves(self) -> dict[tuple[str, str], Transition]:
        """(state, trigger) → the one transition it takes."""
        return {(source, t.trigger): t for t in self.transitions for source in t.from_}

    @cached_property
    def _by_state(self) -> dict[str, tuple[Transition, ...]]:
        return {
            state: tuple(t for t in self.transitions if state in t.from_) for state in self.states
        }

    def leaving(self, state: str) -> tuple[Transition, ...]:
        return self._by_state.get(state, ())

    def target(self, source: str, transition: Transition) -> str:
        return source if transition.stays else transition.to
