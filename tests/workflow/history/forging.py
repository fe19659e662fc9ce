"""What a database administrator can do who knows every formula."""

from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from models import (
    Base,
    Checkpoint,
    CheckpointLeaf,
    CheckpointNode,
    HistoryEntry,
    Initiative,
    Subject,
)
from workflow.history.chain import entry_hash
from workflow.history.checkpoints.merkle import Growing, leaf_hash
from workflow.history.checkpoints.tree import leaf_data


def initiative(session: Session, code: str = "1-01") -> Initiative:
    return session.query(Initiative).filter_by(code=code).one()


def rewrite(session: Session, subject_id: int, sequence: int, **columns: Any) -> None:
    """An entry says something else, and every hash from there on, and the head, are made anew."""
    table = Base.metadata.tables["history_entry"]
    rows = session.execute(
        select(table)
        .where(table.c.subject_id == subject_id, table.c.sequence >= sequence)
        .order_by(table.c.sequence)
    ).mappings()
    head = None
    for row in map(dict, rows.all()):
        changed = columns if row["sequence"] == sequence else {}
        row |= {"previous_hash": head or row["previous_hash"]} | changed
        head = entry_hash(row)
        session.execute(update(table).where(table.c.id == row["id"]).values(row | {"hash": head}))
    session.execute(update(Subject).where(Subject.id == subject_id).values(head=head))


def commit_anew(session: Session) -> None:
    """Every leaf is what the chain says now; every node and root follows."""
    session.expire_all()
    session.execute(
        text(
            "update checkpoint_leaf set hash = (select e.hash from history_entry e where "
            "e.subject_id = checkpoint_leaf.subject_id and e.sequence = checkpoint_leaf.sequence)"
        )
    )
    session.execute(delete(CheckpointNode))
    tree, nodes = Growing(), []
    roots = {}
    for leaf in session.scalars(select(CheckpointLeaf).order_by(CheckpointLeaf.position)):
        hashed = leaf_hash(leaf_data(leaf.subject_id, leaf.sequence, leaf.hash))
        nodes += [
            {"level": level, "position": place, "hash": made.hex()}
            for (level, place), made in tree.add(hashed)
        ]
        roots[tree.size] = tree.root().hex()
    session.execute(insert(CheckpointNode), nodes)
    for number, size in session.execute(select(Checkpoint.number, Checkpoint.size)).all():
        session.execute(
            update(Checkpoint).where(Checkpoint.number == number).values(root=roots[size])
        )


def cut_short(session: Session, subject_id: int, sequence: int) -> None:
    """The entries from this one on are gone, and the subject stands where the rest ends."""
    run(
        session,
        "delete from entry_text where subject_id = :id and sequence >= :n",
        subject_id,
        sequence,
    )
    run(
        session,
        "delete from history_entry where subject_id = :id and sequence >= :n",
        subject_id,
        sequence,
    )
    last = session.execute(
        select(HistoryEntry.hash, HistoryEntry.to_state).where(
            HistoryEntry.subject_id == subject_id, HistoryEntry.sequence == sequence - 1
        )
    ).one()
    session.execute(
        update(Subject)
        .where(Subject.id == subject_id)
        .values(version=sequence - 1, head=last.hash, state=last.to_state)
    )


def run(session: Session, statement: str, subject_id: int = 0, n: int = 0) -> None:
    given = {"id": subject_id, "n": n}
    named = {name: value for name, value in given.items() if f":{name}" in statement}
    session.execute(text(statement), named)
