from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from models import Money
from workflow.documents import read
from workflow.errors import BadDocument
from workflow.lifecycles.document import (
    CLOCK,
    DEADLINE,
    RESPONSIBLE,
    ROLES,
    WRITTEN_TO,
    DeadlineRule,
    GuardParameters,
    Lifecycle,
    State,
    Transition,
)
from workflow.yaml_text import Place


@dataclass(frozen=True)
class Vocabulary:
    """The names a lifecycle may use, which the code behind them defines."""

    guards: Callable[[str, GuardParameters], str | None]
    """Given a guard's name and parameters, says what is wrong with them."""
    effects: Collection[str]
    templates: Collection[str]
    stages: Collection[str]
    """Stages of the programme's calendar."""
    fields: Collection[str]
    """Moments that the kind of subject carries."""
    district_states: Collection[str] = ()
    """States of a district's enrolment, for the lifecycles of what depends on it."""
    initiative_states: Collection[str] = ()
    """States of an initiative, for the lifecycles of what is about one."""
    motions: Collection[str] = ()
    """What the council can decide."""
    cascades: Callable[[str, str, str], str | None] = lambda _kind, _on, _do: None
    """Given a kind of subject, what belongs to it and an action, says what is wrong with it."""


def read_lifecycle(text: str, name: str, kind: str, vocabulary: Vocabulary) -> Lifecycle:
    """Read and check the lifecycle of a kind of subject. Raises BadDocument with every mistake."""
    lifecycle, source = read(text, name, Lifecycle)
    if lifecycle.lifecycle != kind:
        words = f"this is the lifecycle of {lifecycle.lifecycle}, not of {kind}"
        raise BadDocument(name, [source.mistake(("lifecycle",), words)])
    mistakes = [source.mistake(place, text) for place, text in lint(lifecycle, vocabulary)]
    if mistakes:
        raise BadDocument(name, mistakes)
    return lifecycle


def lint(lifecycle: Lifecycle, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    if lifecycle.initial not in lifecycle.states:
        yield ("initial",), f"there is no state {lifecycle.initial}"
        return
    yield from _unreachable(lifecycle)
    yield from _dead_ends(lifecycle)
    seen: set[tuple[str, str]] = set()
    for n, transition in enumerate(lifecycle.transitions):
        place: Place = ("transitions", n)
        yield from _names(lifecycle, vocabulary, transition, place)
        for source in transition.from_:
            if (source, transition.trigger) in seen:
                yield (
                    (*place, "trigger"),
                    f"{transition.trigger} from {source} is written twice; keep one",
                )
            seen.add((source, transition.trigger))
    for state in lifecycle.states:
        yield from _deadlines(lifecycle, vocabulary, state)


def _unreachable(lifecycle: Lifecycle) -> Iterator[tuple[Place, str]]:
    reached = {lifecycle.initial}
    frontier = [lifecycle.initial]
    while frontier:
        for transition in lifecycle.leaving(frontier.pop()):
            if not transition.stays and transition.to not in reached:
                reached.add(transition.to)
                frontier.append(transition.to)
    for state in lifecycle.states:
        if state not in reached:
            yield ("states", state), f"no way leads to {state}; add a transition to it or remove it"


def _dead_ends(lifecycle: Lifecycle) -> Iterator[tuple[Place, str]]:
    for name, state in lifecycle.states.items():
        place: Place = ("states", name)
        leaving = [t for t in lifecycle.leaving(name) if not t.stays]
        if state.final and lifecycle.leaving(name):
            yield place, f"{name} is final, yet actions lead out of it"
        if state.final:
            continue
        if not leaving:
            yield place, f"{name} is a dead end: no action leads out of it and it is not final"
        elif name != lifecycle.initial and not _somebody_moves(state, leaving):
            yield place, f"{name} waits for nobody: it has neither an actor nor a deadline"


def _somebody_moves(state: State, leaving: list[Transition]) -> bool:
    """A person may move it on, or a deadline does."""
    fired = {step.do for rule in state.deadlines.values() for step in rule.then}
    return any(not t.by_clock_only or t.trigger in fired for t in leaving)


def _names(
    lifecycle: Lifecycle, vocabulary: Vocabulary, transition: Transition, place: Place
) -> Iterator[tuple[Place, str]]:
    for n, state in enumerate(transition.from_):
        if state not in lifecycle.states:
            yield (*place, "from", n), f"there is no state {state}"
    if not transition.stays and transition.to not in lifecycle.states:
        yield (*place, "to"), f"there is no state {transition.to}"
    yield from _roles(transition.by, (*place, "by"))
    yield from _guards(vocabulary, transition, place)
    for n, effect in enumerate(transition.effects):
        if effect not in vocabulary.effects:
            yield (*place, "effects", n), f"there is no effect {effect}"
    for n, cascade in enumerate(transition.cascades):
        if wrong := vocabulary.cascades(lifecycle.lifecycle, cascade.on, cascade.do):
            yield (*place, "cascades", n), wrong
    yield from _notices(lifecycle, vocabulary, transition, place)
    yield from _overriding(transition, place)


def _overriding(transition: Transition, place: Place) -> Iterator[tuple[Place, str]]:
    """Somebody answers for it, and says why."""
    if transition.overrides and transition.by_clock_only:
        yield (*place, "overrides"), f"{transition.trigger} is the clock's: nobody overrides"
    elif transition.overrides and transition.reason != "required":
        yield (
            (*place, "overrides"),
            f"{transition.trigger} sets aside what was settled; give it reason: required",
        )


def _notices(
    lifecycle: Lifecycle, vocabulary: Vocabulary, transition: Transition, place: Place
) -> Iterator[tuple[Place, str]]:
    for n, notice in enumerate(transition.notify):
        roles = tuple(role for role in notice.to if role != RESPONSIBLE)
        yield from _roles(roles, (*place, "notify", n, "to"), WRITTEN_TO)
        about = DEADLINE in transition.facts or _is_step(lifecycle, transition)
        if RESPONSIBLE in notice.to and not about:
            yield (
                (*place, "notify", n, "to"),
                f"{transition.trigger} is about no deadline: nobody is responsible",
            )
        if notice.template not in vocabulary.templates:
            yield (
                (*place, "notify", n, "template"),
                f"there is no message template {notice.template}",
            )


def _is_step(lifecycle: Lifecycle, transition: Transition) -> bool:
    return transition.by_clock_only and all(
        any(step.do == transition.trigger for r in rules.values() for step in r.then)
        for rules in (
            lifecycle.states[s].deadlines for s in transition.from_ if s in lifecycle.states
        )
    )


def _guards(
    vocabulary: Vocabulary, transition: Transition, place: Place
) -> Iterator[tuple[Place, str]]:
    for n, (guard, parameters) in enumerate(transition.guard_calls()):
        if wrong := vocabulary.guards(guard, parameters):
            yield (*place, "guards", n), wrong
        elif wrong := _parameters(vocabulary, transition, parameters):
            yield (*place, "guards", n), f"{guard}: {wrong}"


def _parameters(
    vocabulary: Vocabulary, transition: Transition, parameters: GuardParameters
) -> str | None:
    """A guard's parameter that is called like something named elsewhere must name it."""
    for parameter, given in parameters.items():
        if parameter == "stage" and given not in vocabulary.stages:
            return f"the calendar has no stage {given}"
        if parameter == "field" and given not in vocabulary.fields:
            return f"the subject has no moment {given}"
        if parameter == "fact" and given not in transition.facts:
            return f"the action is not told {given}"
        if parameter == "state" and given not in vocabulary.district_states:
            return f"the enrolment of a district has no state {given}"
        if parameter == "initiative_state" and given not in vocabulary.initiative_states:
            return f"an initiative has no state {given}"
        if parameter == "motion" and given not in vocabulary.motions:
            return f"the council cannot decide {given}; known: {', '.join(vocabulary.motions)}"
        if parameter == "amount":
            try:
                Money.parse(given)
            except ValueError as error:
                return str(error)
    return None


def _roles(
    roles: tuple[str, ...], place: Place, known: Collection[str] = ROLES
) -> Iterator[tuple[Place, str]]:
    for n, role in enumerate(roles):
        if role not in known:
            yield (*place, n), f"there is no role {role}; known: {', '.join(sorted(known))}"


def _deadlines(
    lifecycle: Lifecycle, vocabulary: Vocabulary, state: str
) -> Iterator[tuple[Place, str]]:
    for name, rule in lifecycle.states[state].deadlines.items():
        place: Place = ("states", state, "deadlines", name)
        if rule.due.end_of is not None and rule.due.end_of not in vocabulary.stages:
            yield (*place, "due", "end_of"), f"the calendar has no stage {rule.due.end_of}"
        if rule.due.field is not None and rule.due.field not in vocabulary.fields:
            yield (*place, "due", "field"), f"{lifecycle.lifecycle} has no moment {rule.due.field}"
        yield from _steps(lifecycle, rule, state, place)
        for n, trigger in enumerate(rule.met_by):
            if (state, trigger) not in lifecycle.moves:
                yield (*place, "met_by", n), f"{trigger} is no action in state {state}"
        if rule.remind and not rule.responsible:
            yield (*place, "remind"), "reminders need somebody responsible"
        yield from _roles(rule.responsible, (*place, "responsible"), WRITTEN_TO)
        yield from _reminders(vocabulary, rule, place)
    yield from _pauses(lifecycle, state)


def _reminders(
    vocabulary: Vocabulary, rule: DeadlineRule, place: Place
) -> Iterator[tuple[Place, str]]:
    for role, template in (rule.reminders or {}).items():
        where: Place = (*place, "reminders", role)
        if role not in rule.responsible:
            yield where, f"{role} is not responsible: nobody would be reminded so"
        if template not in vocabulary.templates:
            yield where, f"there is no message template {template}"


def _steps(
    lifecycle: Lifecycle, rule: DeadlineRule, state: str, place: Place
) -> Iterator[tuple[Place, str]]:
    """Each step is an action of the clock; one that leaves the state ends the ladder."""
    for n, step in enumerate(rule.then):
        fired = lifecycle.moves.get((state, step.do))
        where: Place = (*place, "then", n) if len(rule.then) > 1 else (*place, "then")
        if fired is None or CLOCK not in fired.by:
            yield where, f"{step.do} is no action of the clock in state {state}"
        elif not fired.stays and n + 1 < len(rule.then):
            yield where, f"after {step.do} the state is left: no step can follow"
        elif _tells_responsible(fired) and not rule.responsible:
            yield where, f"{step.do} tells those responsible, and nobody is"


def _tells_responsible(transition: Transition) -> bool:
    return any(RESPONSIBLE in notice.to for notice in transition.notify)


def _pauses(lifecycle: Lifecycle, state: str) -> Iterator[tuple[Place, str]]:
    for n, name in enumerate(lifecycle.states[state].pauses):
        place: Place = ("states", state, "pauses", n)
        elsewhere = [
            other.deadlines[name]
            for code, other in lifecycle.states.items()
            if code != state and name in other.deadlines
        ]
        if not elsewhere:
            yield place, f"no other state has a deadline {name}"
        elif name in lifecycle.states[state].deadlines:
            yield place, f"{state} has a deadline {name} of its own"
        elif not all(rule.due.is_counted for rule in elsewhere):
            yield place, f"{name} is bound to a date and waits for nobody; only counted time waits"
