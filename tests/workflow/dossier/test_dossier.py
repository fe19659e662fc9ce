"""What a dossier has, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import (
    Access,
    Checkpoint,
    CheckpointLeaf,
    Deadline,
    DeadlineOutcome,
    EntryText,
    Initiative,
    MediaMention,
    Motion,
    OutboxMessage,
)
from tests.make import SUMMARY, Competition, day
from tests.workflow.statements import statements
from workflow.actor import Actor
from workflow.dossier import Dossier, dossier
from workflow.dossier.letters import Fate
from workflow.dossier.unnamed import without_names
from workflow.history.as_of import AsOf
from workflow.initiatives import revise
from workflow.work.change_requests import request_change


def present(competition: Competition, initiative: Initiative) -> Dossier:
    return dossier(competition.session, initiative, AsOf(), now=competition.now)


def test_a_dossier_has_what_belongs_to_the_initiative_and_nothing_else(
    competition: Competition,
) -> None:
    other = competition.at("creative_report", "1-02")
    initiative = competition.at("completed")

    found = present(competition, initiative)

    assert {entry.code.partition(".")[0] for entry in found.entries} >= {"1-01"}
    assert not [entry for entry in found.entries if entry.code.startswith(other.code)]
    assert found.outlook.ended is not None
    assert (found.money.requested, found.money.awarded) == (50_000_00, 50_000_00)
    assert (found.money.paid, found.money.spent, found.money.returned) == (30_000_00, 0, 30_000_00)
    assert found.money.released == 20_000_00
    assert [review.counts for review in found.reviews] == [True, True]
    (item,) = found.items
    assert item.votes[0].end is not None
    assert (item.votes[0].end.action, len(item.votes[0].ballots["for"])) == ("adopt", 4)
    assert found.report is not None
    assert found.report.rating == "successful"
    assert all(chain.sound for chain in found.proof.chains)


def busy(competition: Competition, code: str, times: int) -> Initiative:
    """A way with so many of each thing that a way can have."""
    initiative = competition.initiative(code)
    leader = Actor.person(initiative.leader_id)
    for n in range(times):
        told = f"{SUMMARY} {n}"
        revise(competition.session, initiative, actor=leader, now=competition.now, summary=told)
        facts = {"member": competition.people["third"].id}
        competition.act(initiative, "record_conflict", "coordinator", reason="Сосед", facts=facts)
        lift = facts | {"ground": "declared"}
        competition.act(initiative, "lift_conflict", "chair", reason="Переехал", facts=lift)
    competition.act(initiative, "submit", "leader")
    competition.reviewed(initiative)
    for _ in range(times - 1):
        meeting = competition.convened(initiative)
        (item,) = meeting.items
        competition.vote(item, Motion.REJECT, expert="against", second="against", third="against")
        competition.close_vote(item, None)
        competition.finish(meeting)
    competition.meeting(initiative)
    competition.paid(initiative)
    for n in range(times):
        expense = competition.expense(initiative, 100_00 + n)
        competition.on_part(expense, "accept", "treasurer")
        request = request_change(
            competition.session,
            initiative,
            milestones={2: date(2026, 9, 16) + timedelta(days=n)},
            budget={},
            reason="Дожди",
            actor=leader,
            now=competition.now,
        )
        competition.on_part(request, "accept", "coordinator")
        competition.session.add(
            MediaMention(
                programme_id=initiative.programme_id,
                initiative_id=initiative.id,
                kind="site",
                outlet="Сайт",
                title="О нас",
                url=f"https://example.org/{code}/{n}",
                published_on=day(competition.now),
            )
        )
    competition.session.flush()
    return initiative


@pytest.mark.parametrize("is_past", [False, True])
def test_a_long_history_costs_no_more_statements(competition: Competition, is_past: bool) -> None:
    counts = []
    for code, times in (("1-01", 1), ("1-02", 3)):
        initiative = busy(competition, code, times)
        on = day(competition.now) if is_past else None
        as_of = AsOf.end_of(competition.session, competition.programme.id, on)
        competition.session.flush()
        competition.session.expire_all()
        initiative = competition.session.get_one(Initiative, initiative.id)
        competition.session.refresh(initiative)
        with statements(competition.session) as asked:
            found = dossier(competition.session, initiative, as_of, now=competition.now)
        assert len(found.money.expenses) == times
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_letters_tell_how_they_ended_by_the_day(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.act(initiative, "submit", "leader")
    first, second = competition.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.subject_id == initiative.id)
        .order_by(OutboxMessage.id)
    ).all()
    then = AsOf.end_of(competition.session, competition.programme.id, day(competition.now))
    first.delivered_at = competition.now
    second.dead_at, second.last_error = competition.later(days=2), "550 no such mailbox"
    competition.session.flush()

    now = present(competition, initiative).letters
    was = dossier(competition.session, initiative, then, now=competition.now).letters

    assert [(each.fate, each.error) for each in now] == [
        (Fate.SENT, None),
        (Fate.DEAD, "550 no such mailbox"),
    ]
    assert [(each.fate, each.error) for each in was] == [(Fate.SENT, None), (Fate.QUEUED, None)]
    assert now[0].about is not None
    assert now[0].about.en == "Submit the proposal"


def test_a_deadline_tells_when_it_was_due_before_it_was_put_off(competition: Competition) -> None:
    initiative = competition.initiative()
    then = AsOf.end_of(competition.session, competition.programme.id, day(competition.now))
    competition.later(days=1)
    told = {"deadline": "submission", "until": "2026-05-15"}
    competition.act(initiative, "extend", "coordinator", facts=told, reason="Каникулы")

    (was,) = dossier(competition.session, initiative, then, now=competition.now).terms
    (now,) = present(competition, initiative).terms

    assert (was.due_at, was.shifts) == (datetime(2026, 4, 30, 11, tzinfo=UTC), ())
    assert now.due_at == datetime(2026, 5, 15, 11, tzinfo=UTC) == now.shifts[0].due_at


def test_a_deadline_is_late_by_working_days(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.reviews(initiative)
    due = competition.session.scalars(
        select(Deadline.due_at).where(
            Deadline.subject_id == initiative.id, Deadline.closed_at.is_(None)
        )
    ).one()
    competition.now = due + timedelta(days=7)

    (own,) = [
        each
        for each in present(competition, initiative).terms
        if each.kind == "initiative" and each.is_open
    ]

    assert (own.outcome, own.days_late) == (DeadlineOutcome.MISSED, 5)


def test_a_tampered_entry_or_text_is_told(competition: Competition) -> None:
    initiative = competition.initiative()
    competition.act(initiative, "withdraw", "leader", reason="Передумали")
    session = competition.session
    kept = session.scalars(select(EntryText).where(EntryText.subject_id == initiative.id)).one()
    kept.text = "Заставили"

    with session.no_autoflush:
        found = present(competition, initiative)
    session.expire(kept)

    assert [chain.sound for chain in found.proof.chains] == [False]


def test_the_latest_checkpoint_by_the_day_covers_what_it_had(competition: Competition) -> None:
    initiative = competition.initiative()
    session, head = competition.session, initiative.head
    session.add(CheckpointLeaf(position=0, subject_id=initiative.id, sequence=1, hash=head))
    session.add(Checkpoint(number=1, taken_at=competition.now, size=1, root="0" * 64))
    then = AsOf.end_of(session, competition.programme.id, day(competition.now))
    competition.act(initiative, "submit", "leader", now=competition.later(days=1))
    head = initiative.head
    session.add(CheckpointLeaf(position=1, subject_id=initiative.id, sequence=2, hash=head))
    session.add(Checkpoint(number=2, taken_at=competition.now, size=2, root="1" * 64))
    session.flush()

    was = dossier(session, initiative, then, now=competition.now).proof
    now = present(competition, initiative).proof

    assert (was.checkpoint, was.chains[0].covered, was.chains[0].length) == (1, 1, 1)
    assert (now.checkpoint, now.chains[0].covered, now.chains[0].length) == (2, 2, 2)


def test_who_was_shown_it_by_the_day_is_told(competition: Competition) -> None:
    initiative = competition.initiative()
    then = AsOf.end_of(competition.session, competition.programme.id, day(competition.now))
    for wait in (0, 3):
        competition.session.add(
            Access(
                at=competition.later(days=wait),
                programme_id=competition.programme.id,
                viewer_id=competition.people["evaluator"].id,
                what="dossier",
                subject_id=initiative.id,
            )
        )
    competition.session.flush()

    found = (then, AsOf())
    shown = [dossier(competition.session, initiative, d, now=competition.now).seen for d in found]

    assert [len(each) for each in shown] == [1, 2]


def test_a_dossier_without_names_has_none(competition: Competition) -> None:
    names = {"leader": "Анисимова Ольга Петровна", "expert": "Тихонов Павел Олегович"}
    for who, name in names.items():
        competition.people[who].name = name
    initiative = competition.initiative(summary=f"{SUMMARY} Пишите Анисимовой: o@example.org")
    competition.act(initiative, "submit", "leader")
    competition.reviewed(initiative)
    competition.act(initiative, "withdraw", "leader", reason="Так решила О. П. Анисимова")

    found = without_names(present(competition, initiative))

    told = repr(found)
    for word in ("Анисимов", "Тихонов", "o@example.org"):
        assert word not in told
    assert found.people[initiative.leader_id].known_as == "resident"
    assert {entry.hash for entry in found.entries} == {
        entry.hash for entry in present(competition, initiative).entries
    }
