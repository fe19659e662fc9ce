"""Whoever is erased leaves no trace, and nobody else's words are touched."""

from collections.abc import Iterator
from json import loads
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, select, text
from sqlalchemy.orm import Session

from models import (
    Attachment,
    EntryText,
    HistoryEntry,
    IdempotencyKey,
    OutboxMessage,
    ProposalVersion,
    Review,
)
from models.database import scrub
from tests.workflow.people.erasure.traces import (
    OTHERS,
    Traces,
    dumped,
    found_in,
    found_in_bytes,
    leave_traces,
    withdrawn,
)
from workflow.errors import Refusal
from workflow.history.commitments import commitment
from workflow.history.verify import verify
from workflow.people.erasure.attachments import gone, naming_files
from workflow.people.erasure.looking import naming_of
from workflow.programme.lookup import find_person


@pytest.fixture
def traces(engine: Engine, tmp_path: Path) -> Iterator[Traces]:
    with Session(engine, expire_on_commit=False) as session:
        made = leave_traces(session, tmp_path)
        session.commit()
        yield made


INDEX = "entry_words"
"""SQLite's tables of the words that are searched for follow `entry_text`."""


def erase(traces: Traces, **given: str) -> None:
    """As a coordinator does, and commits."""
    asked = {"texts": "[]", "files": str(traces.files), "papers": "archived"} | given
    traces.competition.act(traces.consent, "erase", "coordinator", facts=asked)
    traces.competition.session.commit()


def test_the_traces_are_everywhere(traces: Traces, engine: Engine) -> None:
    """Else the next test would prove little."""
    tables = sorted(
        name
        for name, rows in dumped(engine).items()
        if found_in(" ".join(rows)) and not name.startswith(INDEX)
    )
    assert tables == [
        "assessment",
        "attachment",
        "budget_line",
        "consent",
        "consultation",
        "creative_report",
        "donation",
        "donor",
        "entry_text",
        "expense",
        "feedback",
        "idempotency_key",
        "initiative",
        "mail_domain",
        "media_mention",
        "milestone",
        "outbox_message",
        "person",
        "preference",
        "problem",
        "programme_event",
        "proposal_version",
        "refused_address",
        "response",
        "review",
        "saved_search",
        "score",
        "template_version",
        "webhook_call",
    ]


def test_nothing_is_left_of_whoever_is_erased(traces: Traces, engine: Engine) -> None:
    erase(traces)

    for table, rows in dumped(engine).items():
        assert found_in(" ".join(rows)) == [], table


def test_the_files_of_the_database_have_no_trace(traces: Traces, engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself")
    erase(traces)
    traces.competition.session.close()
    assert scrub(engine)

    path = Path(make_url(str(engine.url)).database or "")
    for file in path.parent.glob(f"{path.name}*"):
        assert found_in_bytes(file.read_bytes()) == [], file


def test_files_that_name_somebody_are_found_and_go(traces: Traces) -> None:
    session, store = traces.competition.session, traces.store
    naming = naming_of(session, traces.person)
    found = list(naming_files(session, naming, traces.person.id, store.get))
    named = sorted(each.attachment.id for each in found if each.snippet is not None)
    assert named == sorted(traces.files)
    wordless = [each.attachment.purpose for each in found if each.snippet is None]
    assert wordless == ["receipt"], "the small competition's receipt has no content"

    erase(traces)

    assert sorted(gone(session)) == sorted(
        session.get_one(Attachment, number).sha256 for number in traces.files
    )


def test_what_is_attached_elsewhere_stays_in_the_store(traces: Traces) -> None:
    session = traces.competition.session
    (first, second) = (session.get_one(Attachment, number) for number in traces.files)
    other = Attachment(
        programme_id=first.programme_id,
        subject_id=traces.consent.id,
        sha256=first.sha256,
        name="другой.png",
        media_type=first.media_type,
        size=first.size,
        purpose="other",
        added_at=traces.competition.now,
    )
    session.add(other)

    erase(traces)

    assert gone(session) == [second.sha256]


def test_every_chain_and_commitment_holds_afterwards(traces: Traces) -> None:
    session = traces.competition.session
    erase(traces)

    assert verify(session).faults == []
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "erase")).one()
    facts = loads(entry.facts)
    struck = select(EntryText).where(EntryText.salt.is_(None))
    rows = session.scalars(struck.order_by(EntryText.id)).all()
    proposals = session.scalars(select(ProposalVersion).where(ProposalVersion.salt.is_(None)))
    assert sorted(loads(facts["struck"])) == sorted(
        [
            *(f"{row.subject_id}:{row.sequence}:{row.name}" for row in rows),
            *(f"{version.initiative_id}:{version.number}:proposal" for version in proposals),
        ]
    )
    assert {row.struck_by_id for row in rows} == {traces.consent.id}
    for text_ in session.scalars(select(EntryText).where(EntryText.salt.is_not(None))):
        told = session.scalars(
            select(HistoryEntry.commitments).where(
                HistoryEntry.subject_id == text_.subject_id,
                HistoryEntry.sequence == text_.sequence,
            )
        ).one()
        assert loads(told)[text_.name] == commitment(text_.salt or "", text_.text)
    assert found_in(entry.facts) == []


def test_salts_of_what_was_struck_are_destroyed(traces: Traces) -> None:
    session = traces.competition.session
    erase(traces)

    assert set(session.scalars(select(ProposalVersion.salt))) == {None}
    assert set(session.scalars(select(Review.salt))) == {None}


def test_words_of_others_stay_to_the_byte(traces: Traces, engine: Engine) -> None:
    before = dumped(engine)
    erase(traces)
    after = dumped(engine)

    changed = {
        table
        for table, rows in before.items()
        if not table.startswith(INDEX)
        and any(not found_in(row) and row not in after[table] for row in rows)
    }
    assert changed == CHANGED_WITHOUT_A_NAME
    assert any(OTHERS in row for row in after["entry_text"])


CHANGED_WITHOUT_A_NAME = {
    "attachment",
    "deadline",
    "draft",
    "idempotency_key",
    "invitation",
    "outbox_message",
    "subject",
}
"""Her file, the deadline that was met, her draft, her requests, her invitation, her letters, and
where her consent stands."""


def test_a_person_is_erased_once(traces: Traces) -> None:
    erase(traces)

    with pytest.raises(Refusal):
        erase(traces)


def test_letters_that_wait_are_not_sent(traces: Traces) -> None:
    session = traces.competition.session
    erase(traces)

    letters = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.recipient_id == traces.person.id)
        .execution_options(populate_existing=True)
    ).all()
    assert all(letter.told is None and letter.last_error is None for letter in letters)
    assert all(letter.delivered_at or letter.dead_at or letter.unwanted_at for letter in letters)


def test_requests_whose_words_were_struck_are_forgotten(traces: Traces) -> None:
    erase(traces)

    keys = list(traces.competition.session.scalars(select(IdempotencyKey.key)))
    assert keys
    assert all(key.startswith("appoint.") for key in keys)


def test_an_entry_is_struck_whole_where_somebody_says_so(traces: Traces) -> None:
    session = traces.competition.session
    written = session.scalars(select(EntryText).where(EntryText.text == OTHERS)).one()

    erase(traces, texts=f'["initiative/1-01:{written.sequence}"]')

    session.refresh(written)
    assert (written.text, written.salt) == ("███", None)


def test_a_text_can_name_two_who_are_erased(traces: Traces) -> None:
    """What the first erasure left is struck again, and the history of the first says why."""
    session, competition = traces.competition.session, traces.competition
    first = session.scalars(select(EntryText).where(EntryText.text.like("%КРАВЦОВА%"))).one()
    erase(traces)
    friend = competition.people["friend"]
    friend.name = "Соседов Пётр Ильич"
    session.flush()
    consent = withdrawn(traces, "friend")

    competition.act(
        consent,
        "erase",
        "coordinator",
        facts={"texts": "[]", "files": "[]", "papers": "none"},
    )

    session.refresh(first)
    assert first.text == "███ и ███ посадили деревья"
    assert first.struck_by_id == traces.consent.id
    assert verify(session).faults == []


def test_a_text_cannot_be_rewritten_where_it_was_struck(traces: Traces) -> None:
    session = traces.competition.session
    erase(traces)

    with pytest.raises(Exception, match="append-only"), session.begin_nested():
        session.execute(text("update entry_text set text = 'x' where salt is null"))
    with pytest.raises(Exception, match="append-only"), session.begin_nested():
        session.execute(text("update proposal_version set content = 'x'"))
    with pytest.raises(Exception, match="append-only"), session.begin_nested():
        session.execute(text("update template_version set text = 'x'"))


def test_the_erased_are_not_found_by_their_address(traces: Traces) -> None:
    session = traces.competition.session
    erase(traces)

    assert traces.person.name == f"№ {traces.person.id} (данные удалены · erased)"
    for address in (traces.person.email, "kravtsova@krav.example"):
        with pytest.raises(Refusal):
            find_person(session, address)
