from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from json import loads
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import CheckpointLeaf, EntryText, HistoryEntry, ProposalVersion, Subject, Text
from models.gate.subject import GENESIS
from workflow.history.chain import COVERED, covered_hash, moment
from workflow.history.remarks import LATENESS, remark_of_clock
from workflow.history.verify import words
from workflow.history.verify.found import Fault, Verification
from workflow.history.verify.leaves import LEAVES, Leaves
from workflow.history.verify.lifecycles import Moves
from workflow.history.verify.proposals import VERSIONS, Proposals
from workflow.history.verify.streams import END, Beside, Row, moment_of_entry, stream
from workflow.history.verify.struck import Struck
from workflow.history.verify.texts import TEXTS, wrong_text

PROPOSED = "initiative"
"""The kind of subject whose versions are kept."""
_ACTOR, _TO_STATE, _AT, _FACTS, _COMMITMENTS, _LIFECYCLE, _PREVIOUS, _HASH = map(
    (*COVERED, "hash").index,
    (
        "actor_id",
        "to_state",
        "at",
        "facts",
        "commitments",
        "lifecycle_hash",
        "previous_hash",
        "hash",
    ),
)
_HEADS = select(
    *(Subject.id, Subject.kind, Subject.code, Subject.state, Subject.version, Subject.head),
    *(Subject.programme_id, Subject.district_id, Subject.checkpointed),
).order_by(Subject.id)


class Chains:
    """All histories, or one, entry by entry, and what belongs to entries beside them."""

    def __init__(
        self, session: Session, moves: Moves, sizes: list[int], subject_id: int | None
    ) -> None:
        def of(statement: Select[Any], column: Any) -> Iterator[Row]:
            one = statement if subject_id is None else statement.where(column == subject_id)
            return stream(session, one)

        self._moves, self._leaves, self._struck = moves, Leaves(sizes), Struck(session)
        self._subjects = of(_HEADS, Subject.id)
        self._entries = of(entries(session), HistoryEntry.subject_id)
        self._texts = Beside(of(TEXTS, EntryText.subject_id))
        self._committed = Beside(of(LEAVES, CheckpointLeaf.subject_id))
        self._versions = Beside(of(VERSIONS, ProposalVersion.initiative_id))
        self._proposals = Proposals(self._versions, self._struck)
        self._of: Row = ()
        """Where the subject at hand is filed."""
        self._last_leaf = 0
        """Up to where checkpoints commit to its history."""

    def check(self, result: Verification) -> None:
        """The first bad entry of each history is reported: the rest hang on it."""
        subject = next(self._subjects, None)
        for owner_id, chain in groupby(self._entries, itemgetter(0)):
            while subject is not None and subject[0] < owner_id:
                self._without_entries(subject, result)
                subject = next(self._subjects, None)
            if subject is None or subject[0] != owner_id:
                result.faults.append(Fault(f"subject {owner_id}", None, words.LOST_SUBJECT))
                self._skip(owner_id)
                continue
            self._check_one(subject, chain, result)
            subject = next(self._subjects, None)
        while subject is not None:
            self._without_entries(subject, result)
            subject = next(self._subjects, None)
        self._orphans(END, result)

    def _without_entries(self, subject: Row, result: Verification) -> None:
        self._orphans(subject[0], result)
        result.subjects += 1
        result.faults.append(Fault(_name(subject), None, words.NO_HISTORY))
        self._skip(subject[0])

    def _skip(self, subject_id: int) -> None:
        """What else there is of a subject at fault hangs on its fault."""
        for rows in (self._texts, self._committed, self._versions):
            if rows.subject <= subject_id:
                deque(rows.through(subject_id), maxlen=0)

    def _orphans(self, subject_id: int, result: Verification) -> None:
        """What belongs to subjects before this one that are gone, once for each."""
        if subject_id <= min(self._versions.subject, self._texts.subject, self._committed.subject):
            return
        gone = {
            **{row[0]: words.NO_VERSION_FOR for row in self._versions.through(subject_id - 1)},
            **{row[0]: words.FORGOTTEN for row in self._texts.through(subject_id - 1)},
            **{row[0]: self._leaves.beyond(row) for row in self._committed.through(subject_id - 1)},
        }
        for owner_id, wrong in sorted(gone.items()):
            result.faults.append(Fault(f"subject {owner_id}", None, wrong))

    def _check_one(self, subject: Row, chain: Iterator[Row], result: Verification) -> None:
        subject_id, kind, *_, programme_id, district_id, _ = subject
        self._orphans(subject_id, result)
        self._proposals.begin(subject_id if kind == PROPOSED else subject_id - 1)
        self._of = (programme_id, kind, district_id)
        self._last_leaf = 0
        place, previous, reached = 0, GENESIS, None
        wrong: Text | None = None
        for entry in chain:
            place += 1
            wrong = self._wrong(entry, place, previous, reached)
            if wrong is not None:
                break
            previous, reached = entry[_HASH], entry[_TO_STATE]
        sequence: int | None = entry[1] if wrong else place
        result.entries += place + sum(1 for _ in chain)
        result.subjects += 1
        if wrong is None:
            sequence, wrong = self._wrong_end(subject, place, previous, reached)
        if wrong is not None:
            result.faults.append(Fault(_name(subject), sequence, wrong))
        self._skip(subject_id)

    def _wrong(self, entry: Row, place: int, head: str, state: str | None) -> Text | None:
        """The first thing that does not fit of an entry; one that is whole costs little more than
        its hash."""
        if entry[1] != place:
            return words.missing(place)
        if entry[_PREVIOUS] != head:
            return words.UNCHAINED
        if not _fits(entry):
            return words.CHANGED
        if entry[_HASH + 1 : -1] != self._of:
            return words.ELSEWHERE
        _, _, action, from_state, to_state, *_, facts, commitments, lifecycle, _ = entry[:_HASH]
        target = self._moves.targets.get((self._of[1], lifecycle, from_state, action))
        moved = target == to_state and from_state == state
        if not moved and (wrong := self._wrong_move(entry, state)):
            return wrong
        beside = place in (self._texts.sequence, self._committed.sequence)
        try:
            if not self._is_remarked(entry):
                return words.REMARKED_OTHERWISE
            if beside or commitments != "{}" or '"version":' in facts:
                return self._wrong_beside(entry)
        except (ValueError, TypeError, AttributeError):  # it is chained, but no JSON of ours
            return words.CHANGED
        return None

    def _is_remarked(self, entry: Row) -> bool:
        """Whether what stands out about an entry follows from it."""
        if entry[_ACTOR] is None:
            late = LATENESS in entry[_FACTS] and remark_of_clock(loads(entry[_FACTS]))
            return bool((late or None) == entry[-1])
        move = self._of[1], entry[_LIFECYCLE], entry[3], entry[2]
        first_and_later = self._moves.remarks.get(move)
        return first_and_later is None or first_and_later[entry[1] > 1] == entry[-1]

    def _wrong_beside(self, entry: Row) -> Text | None:
        """The first thing that does not fit of what belongs to an entry."""
        of_entry = _, place = entry[:2]
        texts = self._texts.of_entry(*of_entry)
        if wrong := wrong_text(entry[_COMMITMENTS], texts, self._struck):
            return wrong
        if leaves := self._committed.of_entry(*of_entry):
            self._last_leaf = place
            if wrong := self._leaves.wrong(leaves, entry[_HASH]):
                return wrong
        return self._proposals.wrong(entry[_FACTS]) if self._of[1] == PROPOSED else None

    def _wrong_move(self, entry: Row, state: str | None) -> Text | None:
        kind, lifecycle = self._of[1], entry[_LIFECYCLE]
        action, from_state, to_state = entry[2:5]
        initial = self._moves.initial.get((kind, lifecycle))
        if initial is None:
            return words.LIFECYCLE_LOST
        target = self._moves.targets.get((kind, lifecycle, from_state, action))
        if target is None or from_state != (initial if state is None else state):
            return words.NO_SUCH_MOVE
        return None if target == to_state else words.LEADS_ELSEWHERE

    def _wrong_end(
        self, subject: Row, place: int, head: str, state: str | None
    ) -> tuple[int | None, Text | None]:
        """What does not fit of a history whose entries do, and where."""
        subject_id, *_, checkpointed = subject
        for leaf in self._committed.through(subject_id):
            return place + 1, self._leaves.beyond(leaf)
        if (state, place, head) != subject[3:6]:
            return place, words.NOT_AT_ITS_END
        for text in self._texts.through(subject_id):
            return text[1], words.FORGOTTEN
        if checkpointed != self._last_leaf:
            return None, words.NOT_AT_ITS_LEAF
        return None, next(self._proposals.unnamed(), None)


def entries(session: Session) -> Select[Any]:
    """In the order of subjects and sequence: what the hash covers, the hash, and where the entry
    is filed, last of all its remark."""
    covered = [getattr(HistoryEntry, name) for name in COVERED]
    covered[_AT] = moment_of_entry(session)
    filed = (
        *(HistoryEntry.programme_id, HistoryEntry.kind, HistoryEntry.district_id),
        HistoryEntry.remark,
    )
    return select(*covered, HistoryEntry.hash, *filed).order_by(
        HistoryEntry.subject_id, HistoryEntry.sequence
    )


def _fits(entry: Row) -> bool:
    """Whether the hash is of the content. The same moment may be written in another way, as by who
    loaded a dump; what is no text any more is no content."""
    try:
        if covered_hash(entry[:_HASH]) == entry[_HASH]:
            return True
        at = moment(datetime.fromisoformat(entry[_AT]))
        return bool(covered_hash([*entry[:_AT], at, *entry[_AT + 1 : _HASH]]) == entry[_HASH])
    except (TypeError, ValueError):
        return False


def _name(subject: Row) -> str:
    return f"{subject[1]}/{subject[2]}"
