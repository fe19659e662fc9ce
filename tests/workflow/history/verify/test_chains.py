"""A history proves itself: whatever a database administrator does to it is found."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import HistoryEntry, Initiative, Subject, Text
from tests import make
from workflow.history.chain import canonical_json, entry_hash
from workflow.history.verify import Fault, verify, words

Tampering = Callable[[Session, int], None]


def first_initiative(session: Session) -> int:
    return session.query(Initiative.id).filter_by(code="1-01").scalar()  # type: ignore[no-any-return]


ENTRIES = {
    "agenda_item": [3 + len(make.COUNCIL) + 1] * 2,
    "council": [2 + len(make.COUNCIL) + 2],
    "enrolment": [3],
    "fund": [4],
    "initiative": [11, 4, 1],
    "meeting": [1 + len(make.COUNCIL) + 5] * 2,
    "monitoring_round": [1],
    "review": [2] * 4,
    "tranche": [3, 2],
}
"""How many entries the histories of each kind of subject have: besides what all do alike, each
member of the council is seated, marked present and votes."""


def test_an_untouched_history_is_sound(administered: Session) -> None:
    lengths: dict[str, list[int]] = {}
    for subject in administered.query(Subject).order_by(Subject.id):
        lengths.setdefault(subject.kind, []).append(subject.version)
    assert lengths == ENTRIES

    result = verify(administered)

    assert (result.faults, result.subjects, result.entries) == (
        [],
        sum(len(histories) for histories in ENTRIES.values()),
        sum(sum(histories) for histories in ENTRIES.values()),
    )


def test_one_history_can_be_verified_alone(administered: Session) -> None:
    result = verify(administered, first_initiative(administered))

    assert (result.faults, result.subjects, result.entries) == ([], 1, 11)


def run(statement: str) -> Tampering:
    def tamper(session: Session, subject_id: int) -> None:
        session.execute(text(statement), {"id": subject_id})

    return tamper


def rewrite_from_the_third(session: Session, subject_id: int) -> None:
    """A careful forger: other facts, and every hash after it made anew, but not the head."""
    entries = (
        session.query(HistoryEntry)
        .filter(HistoryEntry.subject_id == subject_id, HistoryEntry.sequence >= 3)
        .order_by(HistoryEntry.sequence)
    )
    previous = None
    for entry in entries:
        row = {
            column.name: getattr(entry, column.name) for column in HistoryEntry.__table__.columns
        }
        row["previous_hash"] = previous or row["previous_hash"]
        row["facts"] = '{"x":1}' if entry.sequence == 3 else row["facts"]
        previous = entry_hash(row)
        session.execute(
            text(
                "update history_entry set facts = :f, previous_hash = :p, hash = :h where id = :i"
            ),
            {"f": row["facts"], "p": row["previous_hash"], "h": previous, "i": entry.id},
        )


TAMPERINGS: list[tuple[str, Tampering, int | None, Text]] = [
    (
        "change",
        run("update history_entry set facts = '[]' where subject_id = :id and sequence = 3"),
        3,
        words.CHANGED,
    ),
    (
        "change the time",
        run(
            "update history_entry set at = '2020-01-01 00:00:00' where subject_id = :id "
            "and sequence = 2"
        ),
        2,
        words.CHANGED,
    ),
    (
        "delete from the middle",
        run("delete from history_entry where subject_id = :id and sequence = 3"),
        4,
        words.missing(3),
    ),
    (
        "cut short",
        run("delete from history_entry where subject_id = :id and sequence > 5"),
        5,
        words.NOT_AT_ITS_END,
    ),
    (
        "empty",
        run("delete from history_entry where subject_id = :id"),
        None,
        words.NO_HISTORY,
    ),
    (
        "reorder",
        run(
            "update history_entry set sequence = case sequence when 3 then 103 else 104 end "
            "where subject_id = :id and sequence in (3, 4)"
        ),
        5,
        words.missing(3),
    ),
    (
        "rewrite with new hashes",
        rewrite_from_the_third,
        11,
        words.NOT_AT_ITS_END,
    ),
    (
        "make it look late",
        run("update history_entry set remark = 'late' where subject_id = :id and sequence = 3"),
        3,
        words.REMARKED_OTHERWISE,
    ),
    (
        "move without the gate",
        run("update subject set state = 'terminated' where id = :id"),
        11,
        words.NOT_AT_ITS_END,
    ),
]


@pytest.mark.parametrize(
    ("tamper", "sequence", "said"),
    [case[1:] for case in TAMPERINGS],
    ids=[case[0] for case in TAMPERINGS],
)
def test_tampering_is_found_and_the_first_bad_entry_named(
    administered: Session, tamper: Tampering, sequence: int | None, said: Text
) -> None:
    tamper(administered, first_initiative(administered))

    assert verify(administered).faults == [Fault("initiative/1-01", sequence, said)]


def test_an_invented_entry_is_found(administered: Session) -> None:
    """Even one that is chained correctly and has the subject's head moved on to it."""
    initiative = administered.query(Initiative).filter_by(code="1-02").one()
    row = {
        "programme_id": initiative.programme_id,
        "district_id": initiative.district_id,
        "kind": initiative.kind,
        "subject_id": initiative.id,
        "sequence": 5,
        "action": "accept_report",
        "from_state": "funding",
        "to_state": "completed",
        "actor_id": 1,
        "flow": None,
        "on_behalf_of_id": None,
        "at": make.NOON,
        "facts": canonical_json({}),
        "commitments": canonical_json({}),
        "lifecycle_hash": initiative.lifecycle_version.content_hash,
        "previous_hash": initiative.head,
    }
    administered.add(HistoryEntry(**row, hash=entry_hash(row)))
    administered.execute(
        text("update subject set state = 'completed', version = 5, head = :h where id = :id"),
        {"h": entry_hash(row), "id": initiative.id},
    )
    administered.flush()

    assert verify(administered).faults == [Fault("initiative/1-02", 5, words.NO_SUCH_MOVE)]


def test_an_override_that_is_hidden_is_found(administered: Session) -> None:
    competition = make.competition(administered)
    initiative = administered.query(Initiative).filter_by(code="1-03").one()
    competition.later(days=2)
    put_off = {"deadline": "submission", "until": "2026-05-29"}
    competition.act(initiative, "extend", "coordinator", reason="Болеют", facts=put_off)
    administered.flush()
    assert verify(administered).faults == []

    administered.execute(
        text("update history_entry set remark = null where subject_id = :id and action = 'extend'"),
        {"id": initiative.id},
    )

    assert verify(administered).faults == [
        Fault("initiative/1-03", initiative.version, words.REMARKED_OTHERWISE)
    ]


def test_two_chains_that_changed_places_are_found(administered: Session) -> None:
    """Histories of the same length, so that only their contents tell them apart."""
    first, second = (
        administered.query(Initiative).filter_by(code=code).one() for code in ("1-01", "1-02")
    )
    places = {first.id: second.id, second.id: first.id}
    for entry_id, subject_id in administered.execute(
        text("select id, subject_id from history_entry where sequence <= 4")
    ).all():
        if subject_id in places:
            administered.execute(
                text(
                    "update history_entry set subject_id = :to, sequence = sequence + 100 "
                    "where id = :id"
                ),
                {"to": places[subject_id], "id": entry_id},
            )
    administered.execute(
        text("update history_entry set sequence = sequence - 100 where sequence > 100")
    )

    assert [(fault.subject, fault.sequence) for fault in verify(administered).faults] == [
        ("initiative/1-01", 1),
        ("initiative/1-02", 1),
    ]


def test_a_changed_lifecycle_is_found(administered: Session) -> None:
    administered.execute(
        text("update lifecycle_version set content = replace(content, 'chair', 'leader')")
    )

    faults = verify(administered).faults

    assert Fault("lifecycle initiative", None, words.LIFECYCLE_CHANGED) in faults


def test_the_hash_is_what_its_formula_says(administered: Session) -> None:
    entry = administered.query(HistoryEntry).filter_by(action="plan", flow="programme load").one()
    spelled_out = (
        f'{{"action":"{entry.action}","actor_id":null,"at":"2026-03-02T12:00:00.000000Z",'
        f'"commitments":"{{}}","facts":"{{}}","flow":"programme load","from_state":"new",'
        f'"lifecycle_hash":"{entry.lifecycle_hash}","on_behalf_of_id":null,'
        f'"previous_hash":"{"0" * 64}","sequence":1,'
        f'"subject_id":{entry.subject_id},"to_state":"planned"}}'
    )

    assert entry.hash == sha256(spelled_out.encode()).hexdigest()
