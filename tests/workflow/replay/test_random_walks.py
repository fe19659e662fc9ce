"""Random cases: what follows the lifecycle conforms, and where one is spoilt it breaks."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.make import LIFECYCLES
from tests.workflow.replay.logs import NOW, THERE, declared, events, log_of, read, xes
from workflow.lifecycles.document import Lifecycle
from workflow.replay.archive import Asked, look
from workflow.replay.reading import LogEvent
from workflow.replay.report import BreakKind, CaseResult, Outcome
from workflow.replay.words import words_of

INITIATIVE = (LIFECYCLES / "lifecycles" / "initiative.yaml").read_text(encoding="utf-8")
DECLARED = [declared(), declared(INITIATIVE)]
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def walks(draw: st.DrawFn, lifecycle: Lifecycle, *, least: int = 1) -> list[str]:
    """Some way through the lifecycle, to its end or not."""
    state, taken = lifecycle.initial, list[str]()
    for _ in range(draw(st.integers(least, 12))):
        ways = lifecycle.leaving(state)
        if not ways:
            break
        way = draw(st.sampled_from(ways))
        taken.append(way.trigger)
        state = lifecycle.target(state, way)
    return taken


def stands(lifecycle: Lifecycle, taken: list[str]) -> tuple[int, str]:
    """How far a way goes, and to which state: said by the document, without the gate."""
    state = lifecycle.initial
    for done, trigger in enumerate(taken):
        move = lifecycle.moves.get((state, trigger))
        if move is None:
            return done, state
        state = lifecycle.target(state, move)
    return len(taken), state


def replayed(session: Session, which: int, *cases: list[LogEvent]) -> list[CaseResult]:
    how = Asked(DECLARED[which], words_of(DECLARED[which].document))
    with log_of((str(n), told) for n, told in enumerate(cases)) as log:
        return look(session, log, how, zone=THERE, now=NOW).cases


@MANY
@given(data=st.data(), which=st.sampled_from([0, 1]))
def test_whatever_follows_the_lifecycle_conforms(
    scratch: Session, data: st.DataObject, which: int
) -> None:
    lifecycle = DECLARED[which].document
    ways = [data.draw(walks(lifecycle)) for _ in range(3)]
    found = replayed(scratch, which, *(events(*way) for way in ways))
    for way, case in zip(ways, found, strict=True):
        done, state = stands(lifecycle, way)
        ended = lifecycle.states[state].final
        outcome = Outcome.ENDED if ended else Outcome.OPEN
        assert case == CaseResult(case.name, outcome, state, done, done)


@MANY
@given(data=st.data(), which=st.sampled_from([0, 1]))
def test_one_change_is_found_at_the_event_where_the_way_ends_or_is_a_way_itself(
    scratch: Session, data: st.DataObject, which: int
) -> None:
    lifecycle = DECLARED[which].document
    way = data.draw(walks(lifecycle, least=3))
    at = data.draw(st.integers(0, len(way) - 1))
    triggers = sorted({t.trigger for t in lifecycle.transitions})
    other = data.draw(st.sampled_from(triggers))
    spoilt = data.draw(
        st.sampled_from(
            [
                [*way[:at], *way[at + 1 :]],
                [*way[:at], way[at], *way[at:]],
                [*way[:at], other, *way[at + 1 :]],
                [*way[:at], *reversed(way[at : at + 2]), *way[at + 2 :]],
            ]
        ).filter(bool)
    )
    (case,) = replayed(scratch, which, events(*spoilt))
    done, state = stands(lifecycle, spoilt)
    assert (case.replayed, case.state) == (done, state)
    if done == len(spoilt):
        assert case.outcome in (Outcome.ENDED, Outcome.OPEN)
        return
    assert case.broke is not None
    assert case.broke.event == done + 1
    if lifecycle.states[state].final:
        assert case.broke.kind is BreakKind.AFTER_END
    else:
        first = BreakKind.NO_BEGINNING if done == 0 else BreakKind.NOT_ALLOWED
        assert case.broke.kind is first


@MANY
@given(data=st.data(), hours=st.integers(1, 10_000))
def test_one_event_too_early_breaks_its_case_there(
    scratch: Session, data: st.DataObject, hours: int
) -> None:
    way = data.draw(walks(DECLARED[0].document, least=2).filter(lambda taken: len(taken) > 1))
    told = events(*way)
    at = data.draw(st.integers(1, len(told) - 1))
    told[at] = replace(told[at], at=told[at - 1].at - timedelta(hours=hours))
    (case,) = replayed(scratch, 0, told)
    assert case.broke is not None
    assert (case.broke.kind, case.broke.event) == (BreakKind.OUT_OF_ORDER, at + 1)


@MANY
@given(data=st.data())
def test_a_log_as_xes_is_read_as_what_was_written(data: st.DataObject) -> None:
    texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
    names = data.draw(st.lists(texts, max_size=3, unique=True))
    cases = [(name, events(*data.draw(st.lists(texts, min_size=1, max_size=3)))) for name in names]
    with read(xes(cases)) as log:
        found = [(name, [(e.activity, e.at) for e in told]) for name, told in log.cases()]
    assert found == [(name, [(e.activity, e.at) for e in told]) for name, told in cases]
