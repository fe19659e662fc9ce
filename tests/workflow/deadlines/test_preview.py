"""The preview says what the clock then really does."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Base,
    Deadline,
    HistoryEntry,
    MonitoringRound,
    OutboxMessage,
    Person,
    Subject,
)
from tests import make
from tests.make import Competition
from tests.workflow.statements import statements
from workflow.actor import Actor
from workflow.council.conflicts import initiative_of
from workflow.deadlines.preview import Foreseen, preview
from workflow.deadlines.sweep import enforce, next_moment, overdue, remind, waiting_reminders

KINDS = tuple(kind.__tablename__ for kind in Subject.__subclasses__())
FLOW = "enforce_deadlines"
Line = tuple[datetime, str, str, str, str]
"""When, whose, what, from which state, to which: what the clock does."""
Letter = tuple[datetime, str, str]
"""When, about what, to whom."""


def foreseen(competition: Competition, days: int) -> list[Foreseen]:
    now = competition.now
    until = now + timedelta(days=days)
    return preview(competition.session, competition.programme, now=now, until=until)


def said(lines: list[Foreseen]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Of whose deadline, what comes, and who is written to."""
    return [
        (
            line.coming.subject.reference,
            line.coming.transition.trigger if line.coming.transition else "reminder",
            tuple(person.name for person in line.people),
        )
        for line in lines
        if not isinstance(line.coming.subject, MonitoringRound)
    ]


def everything(competition: Competition) -> None:
    """One initiative in each state that has a deadline, with reviews, tranches, expenses, a
    meeting; some of it late already."""
    competition.at("expert_review", "1-00")
    competition.now += timedelta(days=30)
    competition.initiative("1-01")
    competition.reviews(competition.at("expert_review", "1-02"))
    returned = competition.at("expert_review", "1-03")
    competition.reviews(returned)
    competition.act(returned, "return_for_revision", "chair", reason="Уточните смету")
    competition.at("reserve", "1-04")
    first, *_ = competition.signed(competition.at("funding", "1-05"))
    competition.on_part(first, "release", "coordinator")
    competition.expense(competition.at("implementation", "1-06"), 1_00)
    suspended = competition.at("implementation", "1-07")
    competition.act(suspended, "suspend", "coordinator", reason="Проверка")
    competition.at("presentation", "1-08")
    ended = competition.at("implementation", "1-09")
    competition.act(ended, "terminate", "coordinator", reason="Не работают")
    competition.act(competition.at("expert_review", "1-10"), "withdraw", "leader", reason="Так")
    competition.convened(competition.at("approval", "1-11"))


def swept_punctually(competition: Competition, until: datetime) -> None:
    """A sweep in each moment that something is due."""
    moment: datetime | None = competition.now
    while moment is not None and moment <= until:
        sweep(competition.session, moment)
        moment = next_moment(competition.session, moment)


def swept_daily(competition: Competition, until: datetime) -> None:
    """A sweep at eight each evening, after whatever falls due on the day."""
    evening = competition.now.replace(hour=13)
    while evening <= until:
        sweep(competition.session, evening)
        evening += timedelta(days=1)


def sweep(session: Session, now: datetime) -> None:
    for reminder_id in waiting_reminders(session, now):
        remind(session, reminder_id, now=now)
    while due := overdue(session, now, kinds=KINDS):  # a step may open what is due at once
        enforce(session, due, actor=Actor.clock(FLOW), now=now)


Comparable = tuple[list[Line], list[Letter]]


def as_foreseen(lines: list[Foreseen], settled: dict[int, datetime]) -> Comparable:
    steps, letters = list[Line](), set[Letter]()
    for line in lines:
        coming = line.coming
        assert not coming.blockers
        if is_foreseeable(coming.subject, coming.at, settled):
            where = coming.at, coming.subject.reference
            letters |= {(*where, person.name) for person in line.people}
            if coming.transition:
                trigger = coming.transition.trigger
                steps.append((*where, trigger, coming.from_state, coming.to_state))
    return sorted(steps), sorted(letters)


def as_done(competition: Competition, settled: dict[int, datetime]) -> Comparable:
    entries = competition.session.execute(
        select(HistoryEntry, Subject)
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(HistoryEntry.at >= competition.now)
    ).tuples()
    messages = competition.session.execute(
        select(OutboxMessage.queued_at, Subject, Person.name)
        .join(OutboxMessage.subject)
        .join(OutboxMessage.recipient)
        .where(OutboxMessage.queued_at >= competition.now)
    ).tuples()
    steps = [
        (entry.at, subject.reference, entry.action, entry.from_state, entry.to_state)
        for entry, subject in entries
        if is_foreseeable(subject, entry.at, settled)
    ]
    letters = {
        (at, subject.reference, name)
        for at, subject, name in messages
        if is_foreseeable(subject, at, settled)
    }
    return sorted(steps), sorted(letters)


def is_foreseeable(subject: Subject, at: datetime, settled: dict[int, datetime]) -> bool:
    """Of an initiative whose reviews are settled anew nobody can say what follows."""
    initiative = initiative_of(subject)
    return initiative is None or initiative.id not in settled or at < settled[initiative.id]


def by_day(found: Comparable) -> Comparable:
    steps, letters = found
    return (
        sorted((line[0].replace(hour=0, minute=0), *line[1:]) for line in steps),
        sorted((letter[0].replace(hour=0, minute=0), *letter[1:]) for letter in letters),
    )


@pytest.mark.parametrize("days", [14, 200])
@pytest.mark.parametrize("swept", [swept_punctually, swept_daily])
def test_what_is_foreseen_is_what_happens(
    competition: Competition, swept: Callable[[Competition, datetime], None], days: int
) -> None:
    everything(competition)
    competition.now = competition.now.replace(hour=13, minute=1)  # after the day's last step
    lines = foreseen(competition, days)
    settled: dict[int, datetime] = {}
    for line in lines:
        if line.coming.asks_anew and (initiative := initiative_of(line.coming.subject)):
            settled.setdefault(initiative.id, line.coming.at)
    expected = as_foreseen(lines, settled)

    swept(competition, competition.now + timedelta(days=days))

    happened = as_done(competition, settled)
    if swept is swept_daily:
        expected, happened = by_day(expected), by_day(happened)
    assert happened == expected
    assert len(expected[0]) > 5


def test_reminders_and_steps_are_foreseen_with_who_is_told(competition: Competition) -> None:
    competition.initiative()

    assert said(foreseen(competition, 365)) == [
        ("initiative/1-01", "reminder", ("Leader",)),
        ("initiative/1-01", "reminder", ("Leader",)),
        ("initiative/1-01", "lapse", ("Coordinator", "Leader")),
    ]


def test_only_what_comes_up_to_the_horizon_is_foreseen(competition: Competition) -> None:
    competition.initiative()
    due = competition.session.scalars(
        select(Deadline.due_at).where(Deadline.name == "submission")
    ).one()

    def comes(until: datetime) -> list[tuple[str, str, tuple[str, ...]]]:
        now = due - timedelta(hours=1)
        return said(preview(competition.session, competition.programme, now=now, until=until))

    assert [trigger for _, trigger, _ in comes(due)] == ["reminder", "reminder", "lapse"]
    assert [trigger for _, trigger, _ in comes(due - timedelta(seconds=1))] == [
        "reminder",
        "reminder",
    ]


def test_the_deadlines_of_the_state_that_a_step_leads_to_are_foreseen(
    competition: Competition,
) -> None:
    found = [
        (line.coming.trigger, line.coming.from_state, line.coming.to_state)
        for line in foreseen(competition, 365)
        if isinstance(line.coming.subject, MonitoringRound)
    ]

    assert found == [
        (None, "planned", "planned"),
        ("open", "planned", "open"),
        (None, "open", "open"),
        (None, "open", "open"),
        ("close", "open", "closed"),
        ("analyse", "closed", "analysed"),
        (None, "analysed", "analysed"),
        ("note_overdue", "analysed", "analysed"),
    ]


def test_what_follows_for_others_is_foreseen(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.reviews(initiative)
    competition.act(initiative, "return_for_revision", "chair", reason="Уточните смету")

    found = [(reference, trigger) for reference, trigger, _ in said(foreseen(competition, 90))]

    assert found[-3:] == [
        ("initiative/1-01", "lapse"),
        ("review/1-01.1", "release"),
        ("review/1-01.2", "release"),
    ]


def test_a_rule_in_the_way_is_foreseen_with_its_reason(competition: Competition) -> None:
    round_ = competition.session.scalars(select(MonitoringRound)).one()
    opening = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == round_.id)
    ).one()
    round_.opens_at += timedelta(days=1)  # and its deadline did not follow
    competition.session.flush()

    steps = [
        line
        for line in foreseen(competition, 90)
        if line.coming.subject is round_ and line.coming.transition
    ]

    (refused,) = steps
    assert (refused.coming.at, refused.coming.trigger) == (opening.due_at, "open")
    assert [blocker.code for blocker in refused.coming.blockers] == ["moment_has_come"]
    assert [person.name for person in refused.people] == ["Coordinator"]


def test_what_is_past_already_comes_now(competition: Competition) -> None:
    competition.initiative()
    deadline = competition.session.scalars(
        select(Deadline).where(Deadline.name == "submission")
    ).one()
    competition.now = deadline.due_at + timedelta(days=3)

    lapse = next(
        line for line in foreseen(competition, 1) if line.coming.subject is deadline.subject
    )
    assert (lapse.coming.trigger, lapse.coming.at) == ("lapse", competition.now)


def test_what_follows_after_reviews_are_settled_anew_is_uncertain(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    competition.reviews(initiative)
    competition.at("expert_review", "1-02")

    lines = foreseen(competition, 90)

    first = next(n for n, line in enumerate(lines) if line.coming.asks_anew)
    assert lines[first].coming.trigger == "substitute"
    assert [line.coming.subject.code for line in lines if not line.coming.is_certain] == [
        line.coming.subject.code
        for line in lines[first + 1 :]
        if initiative_of(line.coming.subject) is initiative
    ]


def test_three_deadlines_cost_as_many_statements_as_one(competition: Competition) -> None:
    def asked() -> int:
        competition.session.flush()
        with Session(competition.session.connection()) as fresh, statements(fresh) as made:
            until = competition.now + timedelta(days=200)
            assert preview(fresh, competition.programme, now=competition.now, until=until)
        return len(made)

    competition.initiative("1-01")
    competition.on_part(
        competition.signed(competition.at("funding", "1-02"))[0], "release", "coordinator"
    )
    first = asked()
    for code in ("1-04", "1-06"):
        competition.at("implementation", code)
        competition.at("presentation", code.replace("1-", "2-"))
    assert asked() == first


def test_deadlines_that_wait_and_go_on_are_foreseen(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the clock itself sends an initiative back and fetches it, again and again."""
    changed = make.document(initiative=_to_and_fro())
    monkeypatch.setattr(make, "document", lambda: changed)
    competition = make.competition(session)
    initiative = competition.at("expert_review")
    competition.now = competition.now.replace(minute=1)
    expected = as_foreseen(foreseen(competition, 100), {})

    swept_punctually(competition, competition.now + timedelta(days=100))

    assert as_done(competition, {}) == expected
    states = [to for _, of, *_, to in expected[0] if of == initiative.reference]
    assert states[:4] == ["returned", "expert_review", "returned", "expert_review"]


def _to_and_fro() -> str:
    text = (make.LIFECYCLES / "lifecycles" / "initiative.yaml").read_text(encoding="utf-8")
    until_concluded = "met_by: [conclude_review]\n        then: "
    text = text.replace(f"{until_concluded}note_overdue", f"{until_concluded}send_back")
    text = text.replace("from: [expert_review, approval, funding", "from: [approval, funding")
    before, returned, after = text.partition("  returned:")
    text = before + returned + after.replace("then: lapse", "then: fetch", 1)
    return f"""{text}
  - trigger: send_back
    title: {{ru: Отослать, en: Send back}}
    from: [expert_review]
    to: returned
    by: [clock]

  - trigger: fetch
    title: {{ru: Вернуть, en: Fetch}}
    from: [returned]
    to: expert_review
    by: [clock]
"""


def test_a_preview_writes_nothing_and_locks_nothing(competition: Competition) -> None:
    everything(competition)
    competition.session.flush()
    before = contents(competition.session)

    with statements(competition.session) as made:
        assert foreseen(competition, 200)

    assert {statement.split()[0] for statement in made} == {"SELECT"}
    assert [statement for statement in made if "FOR " in statement.upper().split("WHERE")[-1]] == []
    assert not competition.session.dirty
    assert contents(competition.session) == before


def contents(session: Session) -> dict[str, int]:
    return {
        table.name: hash(tuple(session.execute(table.select().order_by(*table.primary_key)).all()))
        for table in Base.metadata.sorted_tables
        if table.name in ("subject", "deadline", "reminder", "outbox_message", "history_entry")
    }
