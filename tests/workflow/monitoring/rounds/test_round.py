"""A round goes its way by the clock, and is published by the coordinator."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from models import Deadline, HistoryEntry, MonitoringRound, OutboxMessage, RoundAnalysis
from tests import make
from tests.make import Competition
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.programme.load import load

CLOCK = Actor.clock("monitoring_round")


def refused(competition: Competition, trigger: str, **given: object) -> list[str]:
    round_ = competition.session.scalars(select(MonitoringRound)).one()
    with pytest.raises(Refusal) as refusal:
        perform(competition.session, round_, trigger, **given)  # type: ignore[arg-type]
    return refusal.value.codes


def test_it_goes_from_planned_to_published(competition: Competition) -> None:
    competition.round("open")
    competition.round("closed")
    round_ = competition.round("analysed")
    competition.act(round_, "publish", "coordinator")

    assert round_.state == "published"
    entries = select(HistoryEntry.action).where(HistoryEntry.subject_id == round_.id)
    assert competition.session.scalars(entries.order_by(HistoryEntry.sequence)).all() == [
        "plan",
        "open",
        "close",
        "analyse",
        "publish",
    ]
    analysis = competition.session.scalars(select(RoundAnalysis)).one()
    facts = competition.session.scalars(
        select(HistoryEntry.facts).where(HistoryEntry.action == "analyse")
    ).one()
    assert facts == f'{{"results":"residents {analysis.content_hash}"}}'


def test_it_does_not_open_before_its_moment(competition: Competition) -> None:
    before = competition.round().opens_at - timedelta(seconds=1)

    assert refused(competition, "open", actor=CLOCK, now=before) == ["moment_has_come"]


def test_it_does_not_open_when_it_was_to_close_already(competition: Competition) -> None:
    round_ = competition.round()

    assert refused(competition, "open", actor=CLOCK, now=round_.closes_at) == ["closing_is_ahead"]


def test_it_does_not_open_when_it_asks_nothing(competition: Competition) -> None:
    round_ = competition.round()
    round_.asked = []

    assert refused(competition, "open", actor=CLOCK, now=round_.opens_at) == ["something_is_asked"]


def test_an_endline_that_asks_something_else_does_not_open(competition: Competition) -> None:
    session = competition.session
    load(session, make.document(make.TWO_ROUNDS), now=competition.now)
    competition.round("closed")
    endline = competition.round(code="endline")
    other = make.QUESTIONNAIRE.replace("code: poor", "code: bad")
    text = make.PROGRAMME.replace(
        "code: baseline, title: {ru: Замер «до»}", "code: third, title: {ru: Третий}"
    )
    load(session, make.document(text, tiny=other), now=competition.now)
    endline.asked[0].questionnaire = competition.round(code="third").asked[0].questionnaire

    with pytest.raises(Refusal) as refusal:
        perform(session, endline, "open", actor=CLOCK, now=endline.opens_at)
    assert refusal.value.codes == ["rounds_are_comparable"]


def test_only_the_coordinator_publishes_and_nobody_by_the_clock(competition: Competition) -> None:
    competition.round("analysed")

    for actor in (competition.actor("evaluator"), CLOCK):
        given = {"actor": actor, "now": competition.now}
        assert refused(competition, "publish", **given) == ["not_permitted"]


def test_the_coordinator_is_reminded_to_publish_and_told_when_it_is_late(
    competition: Competition,
) -> None:
    round_ = competition.round("analysed")
    deadline = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == round_.id, Deadline.closed_at.is_(None))
    ).one()
    assert deadline.name == "publication"

    competition.enforce(deadline.id, deadline.due_at)

    assert round_.state == "analysed"
    told = select(OutboxMessage.template).where(OutboxMessage.subject_id == round_.id)
    assert {"round_analysed", "overdue"} <= set(competition.session.scalars(told))


def test_it_is_analysed_in_the_moment_that_it_closes(competition: Competition) -> None:
    round_ = competition.round("open")
    session, now = competition.session, round_.closes_at
    for state in ("closed", "analysed"):
        due = overdue(session, now, kinds=("monitoring_round",))
        enforce(session, due, actor=CLOCK, now=now)
        assert round_.state == state
    assert overdue(session, now, kinds=("monitoring_round",)) == []


@pytest.mark.parametrize("state", ["planned", "open"])
def test_it_is_prolonged_with_its_deadline(competition: Competition, state: str) -> None:
    round_ = competition.round(state)

    competition.act(
        round_, "prolong", "coordinator", reason="Мало ответов", facts={"until": "2026-04-24"}
    )

    local = round_.closes_at.astimezone(ZoneInfo("Asia/Novosibirsk"))
    assert f"{local:%Y-%m-%d %H:%M}" == "2026-04-24 18:00"
    competition.round("open")
    closing = select(Deadline).where(Deadline.name == "closing")
    assert competition.session.scalars(closing).one().due_at == round_.closes_at


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2026-04-17", ["closes_later_then"]),
        ("2026-04-01", ["closes_later_then"]),
        ("tomorrow", ["fact_invalid"]),
    ],
)
def test_it_is_not_shortened(competition: Competition, day: str, codes: list[str]) -> None:
    competition.round("open")
    given = {"actor": competition.actor("coordinator"), "now": competition.now, "reason": "x"}

    assert refused(competition, "prolong", facts={"until": day}, **given) == codes


def test_a_round_that_waited_too_long_opens_once_it_is_prolonged(competition: Competition) -> None:
    round_ = competition.round()
    competition.now = round_.closes_at + timedelta(days=3)
    due = overdue(competition.session, competition.now, kinds=("monitoring_round",))
    (done,) = enforce(competition.session, due, actor=CLOCK, now=competition.now)
    assert done.refusal is not None

    facts = {"until": "2026-04-30"}
    competition.act(round_, "prolong", "coordinator", reason="Не открылся", facts=facts)
    enforce(competition.session, due, actor=CLOCK, now=competition.now)

    assert round_.state == "open"
