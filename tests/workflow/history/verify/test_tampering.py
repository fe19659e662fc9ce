"""Whatever a database administrator does to a history that checkpoints commit to is found, and the
first bad entry named."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import EntryText, Initiative, Text
from models.gate.subject import GENESIS
from tests.workflow.history.forging import commit_anew, cut_short, initiative, rewrite, run
from workflow.history.checkpoints.published import all_published
from workflow.history.verify import Fault, Known, verify, words

WHERE = "where subject_id = :id and sequence = 3"
LENGTH = 11
"""Of the first initiative's history."""


def faults(session: Session) -> list[Fault]:
    session.expire_all()
    return verify(session).faults


def of_entry(sequence: int | None, text: Text, code: str = "1-01") -> Fault:
    return Fault(f"initiative/{code}", sequence, text)


def test_what_nobody_touched_is_sound(checkpointed: Session) -> None:
    result = verify(checkpointed, against=_known(checkpointed))

    assert (result.faults, result.checkpoints) == ([], 2)


COVERED = {
    "action": "'approve'",
    "from_state": "'approval'",
    "to_state": "'rejected'",
    "actor_id": "coalesce(actor_id, 0) + 1",
    "flow": "'enforce_deadlines'",
    "on_behalf_of_id": "1",
    "at": "'2020-01-01 00:00:00.000000'",
    "facts": "'[]'",
    "commitments": """'{"reason":"x"}'""",
    "lifecycle_hash": f"'{GENESIS}'",
    "hash": f"'{GENESIS}'",
}


@pytest.mark.parametrize("column", COVERED)
def test_a_changed_column_is_found(checkpointed: Session, column: str) -> None:
    if checkpointed.get_bind().dialect.name == "postgresql":
        run(
            checkpointed,
            "alter table history_entry drop constraint ck_history_entry_person_or_flow",
        )
    else:
        run(checkpointed, "pragma ignore_check_constraints=on")
    run(
        checkpointed,
        f"update history_entry set {column} = {COVERED[column]} {WHERE}",  # noqa: S608
        initiative(checkpointed).id,
    )

    assert faults(checkpointed) == [of_entry(3, words.CHANGED)]


def test_a_changed_link_to_the_entry_before_is_found(checkpointed: Session) -> None:
    run(
        checkpointed,
        f"update history_entry set previous_hash = '{GENESIS}' {WHERE}",  # noqa: S608
        initiative(checkpointed).id,
    )

    assert faults(checkpointed) == [of_entry(3, words.UNCHAINED)]


@pytest.mark.parametrize("column", ["programme_id", "district_id", "kind"])
def test_an_entry_filed_elsewhere_is_found(checkpointed: Session, column: str) -> None:
    value = "'review'" if column == "kind" else f"{column} + 1"
    statement = f"update history_entry set {column} = {value} {WHERE}"  # noqa: S608
    run(checkpointed, statement, initiative(checkpointed).id)

    assert faults(checkpointed) == [of_entry(3, words.ELSEWHERE)]


@pytest.mark.parametrize(("gone", "named"), [(1, 2), (5, 6)])
def test_a_deleted_entry_is_found(checkpointed: Session, gone: int, named: int) -> None:
    statement = "delete from history_entry where subject_id = :id and sequence = :n"
    run(checkpointed, statement, initiative(checkpointed).id, gone)

    assert faults(checkpointed) == [of_entry(named, words.missing(gone))]


def test_a_history_cut_short_with_its_subject_moved_back_is_found(checkpointed: Session) -> None:
    cut_short(checkpointed, initiative(checkpointed).id, 9)

    assert faults(checkpointed) == [of_entry(9, words.cut_off(1, LENGTH))]


def test_two_entries_that_changed_places_are_found(checkpointed: Session) -> None:
    subject_id = initiative(checkpointed).id
    for before, after in ((3, 103), (4, 3), (103, 4)):
        run(
            checkpointed,
            f"update history_entry set sequence = {after} "  # noqa: S608
            f"where subject_id = :id and sequence = {before}",
            subject_id,
        )

    assert faults(checkpointed) == [of_entry(3, words.UNCHAINED)]


def test_a_whole_chain_written_anew_is_found(checkpointed: Session) -> None:
    """With every hash, and the head: the checkpoint still has the old one."""
    rewrite(checkpointed, initiative(checkpointed).id, 3, facts='{"x":1}')

    assert faults(checkpointed) == [of_entry(LENGTH, words.rewritten(1))]


@pytest.mark.parametrize("column", ["facts", "commitments"])
def test_what_is_chained_but_no_json_is_found(checkpointed: Session, column: str) -> None:
    """It stops nobody who verifies."""
    rewrite(checkpointed, initiative(checkpointed).id, 1, **{column: '["version":'})

    assert faults(checkpointed) == [of_entry(1, words.CHANGED)]


def test_a_leaf_written_anew_with_its_chain_is_found(checkpointed: Session) -> None:
    rewrite(checkpointed, initiative(checkpointed).id, 3, facts='{"x":1}')
    statement = "update checkpoint_leaf set hash = (select head from subject where id = :id) "
    run(checkpointed, f"{statement} where subject_id = :id", initiative(checkpointed).id)

    assert [fault.text for fault in faults(checkpointed)] == [words.WRONG_ROOT, words.NODE_WRONG]


def test_whoever_writes_everything_anew_is_found_by_what_others_know(
    checkpointed: Session,
) -> None:
    known = _known(checkpointed)
    rewrite(checkpointed, initiative(checkpointed).id, 3, facts='{"x":1}')
    commit_anew(checkpointed)

    assert faults(checkpointed) == []
    assert verify(checkpointed, against=known).faults == [
        Fault("checkpoint 1", None, words.OTHER_ROOT),
        Fault("checkpoint 2", None, words.OTHER_ROOT),
    ]
    only = [Known(2, known[1].root)]
    assert verify(checkpointed, against=only).faults == [
        Fault("checkpoint 2", None, words.OTHER_ROOT)
    ]


def _known(session: Session) -> list[Known]:
    return [Known(e.number, e.root, e.size, e.taken_at) for e in all_published(session)]


def test_all_checkpoints_taken_away_are_missed_by_what_others_know(
    administered: Session,
) -> None:
    assert verify(administered).faults == []
    assert verify(administered, against=[Known(1, GENESIS)]).faults == [
        Fault("checkpoint 1", None, words.UNPUBLISHED)
    ]


def test_two_whole_chains_that_changed_places_are_found(checkpointed: Session) -> None:
    first, second = (initiative(checkpointed, code).id for code in ("1-01", "1-02"))
    for before, after in ((first, 10**6), (second, first), (10**6, second)):
        for table in ("history_entry", "entry_text"):
            run(
                checkpointed,
                f"update {table} set subject_id = {after} where subject_id = {before}",  # noqa: S608
            )

    assert faults(checkpointed)[:2] == [
        of_entry(1, words.CHANGED),
        of_entry(1, words.CHANGED, "1-02"),
    ]


def test_a_subject_taken_away_is_found(checkpointed: Session) -> None:
    subject_id = initiative(checkpointed).id
    run(checkpointed, "delete from subject where id = :id", subject_id)

    assert faults(checkpointed) == [Fault(f"subject {subject_id}", None, words.LOST_SUBJECT)]


def test_a_history_taken_away_with_its_subject_is_found(checkpointed: Session) -> None:
    subject_id = initiative(checkpointed).id
    for table in ("history_entry", "entry_text", "proposal_version"):
        key = "initiative_id" if table == "proposal_version" else "subject_id"
        run(checkpointed, f"delete from {table} where {key} = :id", subject_id)  # noqa: S608
    run(checkpointed, "delete from subject where id = :id", subject_id)

    assert faults(checkpointed) == [Fault(f"subject {subject_id}", None, words.cut_off(1, LENGTH))]


def _text(session: Session) -> EntryText:
    """The first text of an initiative."""
    asked = select(EntryText).join(Initiative, Initiative.id == EntryText.subject_id)
    return session.scalars(asked.order_by(EntryText.id).limit(1)).one()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update entry_text set text = 'Иначе' where id = :id", words.text_changed),
        ("update entry_text set salt = 'x' where id = :id", words.text_changed),
        ("delete from entry_text where id = :id", words.text_gone),
        ("update entry_text set name = 'else' where id = :id", lambda _: words.text_added("else")),
        (
            "update entry_text set text = '', salt = null, struck_by_id = subject_id "
            "where id = :id",
            words.text_not_struck,
        ),
    ],
    ids=["changed", "salt changed", "removed", "renamed", "faked as struck"],
)
def test_a_text_that_is_not_as_it_was_written_is_found(
    checkpointed: Session, statement: str, said: Callable[[str], Text]
) -> None:
    written = _text(checkpointed)
    code = checkpointed.get_one(Initiative, written.subject_id).code
    found = of_entry(written.sequence, said(written.name), code)
    run(checkpointed, statement, written.id)

    assert faults(checkpointed) == [found]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update proposal_version set content = '{}'", words.version_changed),
        ("update proposal_version set salt = null", words.version_not_struck),
        ("delete from proposal_version", words.version_gone),
    ],
    ids=["changed", "faked as struck", "removed"],
)
def test_a_version_of_a_proposal_that_is_not_as_it_was_is_found(
    checkpointed: Session, statement: str, said: Callable[[int], Text]
) -> None:
    run(checkpointed, f"{statement} where initiative_id = :id", initiative(checkpointed).id)

    assert faults(checkpointed) == [of_entry(1, said(1))]


def test_an_invented_version_of_a_proposal_is_found(checkpointed: Session) -> None:
    run(
        checkpointed,
        "insert into proposal_version (initiative_id, number, content, salt, commitment, "
        "written_at) select initiative_id, number + 1, content, salt, commitment, written_at from "
        "proposal_version where initiative_id = :id",
        initiative(checkpointed).id,
    )

    assert faults(checkpointed) == [of_entry(None, words.version_added(2))]


ROOT = Fault("checkpoint 1", None, words.WRONG_ROOT)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update checkpoint set root = repeat('0', 64) where number = 1", ROOT),
        ("update checkpoint set size = size - 1 where number = 1", ROOT),
        (
            "delete from checkpoint where number = 1",
            Fault("checkpoint 1", None, words.CHECKPOINT_MISSING),
        ),
        (
            "update checkpoint set taken_at = '2020-01-01' where number = 2",
            Fault("checkpoint 2", None, words.EARLIER),
        ),
        (
            "insert into checkpoint select 3, '2030-01-01', 0, root from checkpoint "
            "where number = 1",
            Fault("checkpoint 3", None, words.SHRUNK),
        ),
        (
            "update checkpoint_node set hash = repeat('0', 64) where level = 1 and position = 0",
            Fault("node 1.0", None, words.NODE_WRONG),
        ),
        (
            "delete from checkpoint_node where level = 2 and position = 1",
            Fault("node 2.1", None, words.NODE_WRONG),
        ),
        (
            "insert into checkpoint_node values (1, 999, repeat('0', 64))",
            Fault("node 1.999", None, words.NODE_ADDED),
        ),
    ],
    ids=["root", "size", "removed", "moment", "added", "node", "node removed", "node added"],
)
def test_a_checkpoint_that_is_not_as_it_was_is_found(
    checkpointed: Session, statement: str, found: Fault
) -> None:
    if checkpointed.get_bind().dialect.name == "sqlite":
        statement = statement.replace("repeat('0', 64)", f"'{GENESIS}'")
    run(checkpointed, statement)

    assert faults(checkpointed) == [found]


def test_a_leaf_taken_away_is_found(checkpointed: Session) -> None:
    subject_id = initiative(checkpointed).id
    run(checkpointed, "delete from checkpoint_leaf where subject_id = :id", subject_id)

    assert of_entry(None, words.NOT_AT_ITS_LEAF) in faults(checkpointed)
    assert words.LEAF_MISSING in [fault.text for fault in faults(checkpointed)]


def test_an_invented_leaf_is_found(checkpointed: Session) -> None:
    run(
        checkpointed,
        "insert into checkpoint_leaf select max(position) + 1, :id, 1, max(hash) "
        "from checkpoint_leaf",
        initiative(checkpointed).id,
    )

    assert [fault.text for fault in faults(checkpointed)][-1] == words.UNCOMMITTED


def test_a_subject_that_says_it_is_further_than_the_checkpoints_is_found(
    checkpointed: Session,
) -> None:
    subject_id = initiative(checkpointed).id
    run(checkpointed, "update subject set checkpointed = 5 where id = :id", subject_id)

    assert faults(checkpointed) == [of_entry(None, words.NOT_AT_ITS_LEAF)]


def test_one_history_is_verified_with_its_leaves_alone(checkpointed: Session) -> None:
    ours, other = initiative(checkpointed), initiative(checkpointed, "1-02")
    assert verify(checkpointed, ours.id).faults == []

    rewrite(checkpointed, other.id, 1, facts='{"x":1}')
    assert verify(checkpointed, ours.id).faults == []
    assert verify(checkpointed, other.id).faults == [of_entry(4, words.rewritten(1), "1-02")]

    run(checkpointed, "update checkpoint set size = size - 1 where number = 1")
    assert verify(checkpointed, ours.id).faults[-1] == ROOT
