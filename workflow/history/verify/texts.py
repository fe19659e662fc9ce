from json import loads
from typing import Any

from sqlalchemy import Select, select

from models import EntryText, Text
from workflow.history.commitments import commitment
from workflow.history.verify import words
from workflow.history.verify.streams import Row
from workflow.history.verify.struck import Struck

TEXTS: Select[Any] = select(
    EntryText.subject_id,
    EntryText.sequence,
    EntryText.name,
    EntryText.text,
    EntryText.salt,
    EntryText.struck_by_id,
).order_by(EntryText.subject_id, EntryText.sequence)


def wrong_text(commitments: str, texts: list[Row], struck: Struck) -> Text | None:
    """What of an entry's texts does not fit its commitments."""
    if not texts and commitments == "{}":
        return None
    if len(texts) == 1 and texts[0][4] is not None:  # by far the most, compared as they stand
        _, _, name, text, salt, _ = texts[0]
        if commitments == f'{{"{name}":"{commitment(salt, text)}"}}':
            return None
    committed: dict[str, str] = loads(commitments)
    for row in texts:
        if row[2] not in committed:
            return words.text_added(row[2])
        if wrong := _wrong(row, committed.pop(row[2]), struck):
            return wrong
    return next((words.text_gone(name) for name in committed), None)


def _wrong(row: Row, committed: str, struck: Struck) -> Text | None:
    subject_id, sequence, name, text, salt, struck_by = row
    if salt is None:
        named = struck_by is not None and struck.by(struck_by, f"{subject_id}:{sequence}:{name}")
        return None if named else words.text_not_struck(name)
    return None if commitment(salt, text) == committed else words.text_changed(name)
