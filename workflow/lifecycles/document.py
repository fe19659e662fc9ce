from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from models import Category, Role, Text
from workflow.documents import Document

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,38}$")]

LEADER = "leader"
REVIEWER = "reviewer"
CLOCK = "clock"
INVITED = "invited"
"""Those who are asked in a monitoring round and have not answered yet. They get letters and do
nothing about the round itself: a lifecycle names them only where it says who is written to."""
RESPONSIBLE = "responsible"
"""In a notice of what is about a deadline: those who are responsible for it."""
DEADLINE = "deadline"
"""The fact that names the deadline which an action is about."""
ROLES = frozenset({*Role, LEADER, REVIEWER, CLOCK})
"""Who a lifecycle may name: the roles, the initiative's own leader, the experts who are asked to
review it, and the flows."""
WRITTEN_TO = ROLES | {INVITED}

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day."""

FactKind = Literal["text", "words", "link", "money", "number", "person", "day"]
"""`text` is a number or a code, and stays for good; `words` are somebody's own, and are kept so
that they can be erased."""
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
    """Never sooner than this many working days after the state was entered, or entered again after
    a pause."""
    field: Name | None = None
    """A moment or a day that the subject itself carries."""
    at: Clock = "18:00"
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
        return self

    @property
    def is_counted(self) -> bool:
        """Counted from when the state was entered, not bound to the calendar or to the subject."""
        return self.end_of is None and self.field is None

    @property
    def is_moment(self) -> bool:
        """At a moment or day of the subject's own, and at no distance from it."""
        return self.field is not None and self.days is None and self.working_days is None


class Wait(Document):
    """A time to wait: exactly one of days and working_days."""

    days: Days | None = None
    working_days: Days | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if (self.days is None) == (self.working_days is None):
            raise ValueError("give either days or working_days")
        return self


class Step(Document):
    """A step of the ladder that begins when a deadline has passed."""

    do: Name
    """What the clock does."""
    after: Wait | None = None
    """How long after the step before; the first step comes when the deadline passes."""


class DeadlineRule(Document):
    due: Due
    met_by: tuple[Name, ...]
    """Actions that, taken in time, meet it."""
    then: tuple[Step, ...] = Field(min_length=1)
    """What the clock does when it has passed, one after another until it is met; a single action
    may be given by its name."""
    remind: tuple[Days, ...] = ()
    """Calendar days before it is due."""
    responsible: tuple[Name, ...] = ()
    """Who is reminded, and who is meant by `responsible` in a notice of its steps."""
    reminders: dict[Name, Name] | None = None
    """Role → the template of its reminder, where that is not the usual one."""

    @field_validator("then", mode="before")
    @classmethod
    def _single_action(cls, given: object) -> object:
        return [{"do": given}] if isinstance(given, str) else given

    @field_validator("then")
    @classmethod
    def _waits_between(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        first, *rest = steps
        if first.after is not None:
            raise ValueError("the first step comes when the deadline passes: leave out its after")
        if any(step.after is None for step in rest):
            raise ValueError("every step but the first says after how long: give its after")
        return steps


class State(Document):
    title: Text
    final: bool = False
    deadlines: dict[Name, DeadlineRule] = {}
    pauses: tuple[Name, ...] = ()
    """Deadlines of other states that wait while the subject is in this one, and go on with the time
    they had left when it comes back."""


class Notice(Document):
    """A letter that an action sends."""

    to: tuple[Name, ...] = Field(min_length=1)
    template: Name
    category: Category = Category.OBLIGATION


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
    overrides: bool = False
    """Whether whoever does it sets aside what a rule or another person had settled: it stands out
    in every history."""
    event: Name | None = None
    """What other systems hear of it as; the trigger, if not given."""

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
