"""What erasing somebody would change, place by place, before anything is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import EntryText, Person, Subject, Text
from workflow.people.erasure.attachments import Read, naming_files
from workflow.people.erasure.holdings import Holding
from workflow.people.erasure.looking import (
    Mention,
    mentions,
    naming_of,
    texts_in,
    vague_mentions,
)
from workflow.people.erasure.naming import Hit, Naming
from workflow.people.erasure.papers import papers_of

AROUND = 30
"""Characters of a text that are shown on either side of a name."""


@dataclass(frozen=True)
class Found:
    """A place where somebody is named."""

    reference: str
    """Such as `initiative/15-01:7`, or a table and a key."""
    field: Text
    snippet: str
    """The words around, the name between ›‹."""


@dataclass(frozen=True)
class FoundFile:
    number: int
    name: str
    snippet: str | None
    """None: it has no words that can be read, so somebody has to look at it."""


@dataclass(frozen=True)
class Preview:
    struck: list[Found]
    maybe: list[Found]
    """What may mean them or somebody else: it stays."""
    fixed: list[Found]
    """What no erasure can change."""
    files: list[FoundFile]
    papers: list[str]

    @property
    def named_files(self) -> list[int]:
        return [file.number for file in self.files if file.snippet is not None]


def preview(session: Session, person: Person, read: Read) -> Preview:
    naming = naming_of(session, person)
    files = naming_files(session, naming, person.id, read)
    return Preview(
        list(found_in(session, mentions(session, naming, Holding.STRIKE), naming)),
        list(found_in(session, vague_mentions(session, naming), naming, sure=False)),
        list(found_in(session, mentions(session, naming, Holding.FIXED), naming)),
        [
            FoundFile(
                each.attachment.id,
                each.attachment.name,
                each.snippet and next(_snippets(each.snippet, naming.hits(each.snippet)), None),
            )
            for each in files
        ],
        papers_of(session, person, naming),
    )


def found_in(
    session: Session, found: Iterator[Mention], naming: Naming, *, sure: bool = True
) -> Iterator[Found]:
    look = naming.hits if sure else naming.maybe
    for mention in found:
        reference = reference_of(session, mention.field.column.table.name, mention.key)
        for text in texts_in(mention.value, mention.field):
            for snippet in _snippets(text, look(text)):
                yield Found(reference, mention.field.title, snippet)


def reference_of(session: Session, table: str, key: Mapping[str, Any]) -> str:
    """What people call a row: by the subject it is of, where it is of one."""
    if table == "entry_text":
        entry = session.get_one(EntryText, key["id"])
        return f"{_subject(session, entry.subject_id)}:{entry.sequence}"
    subject_id = next((key[name] for name in _KEYS if name in key), None)
    if table in _SUBJECTS:
        subject_id = key["id"]
    if subject_id is not None and (named := _subject(session, subject_id)):
        rest = [str(value) for name, value in key.items() if name not in ("id", *_KEYS)]
        return " ".join([named, *rest])
    return f"{table}/{'-'.join(str(value) for value in key.values())}"


def _subject(session: Session, subject_id: int) -> str:
    row = session.execute(
        select(Subject.kind, Subject.code).where(Subject.id == subject_id)
    ).one_or_none()
    return f"{row.kind}/{row.code}" if row else ""


_KEYS = ("initiative_id", "review_id", "round_id")
_SUBJECTS = frozenset({"initiative", "review", "meeting", "expense", "consent", "case"})


def _snippets(text: str, hits: list[Hit]) -> Iterator[str]:
    for hit in hits:
        before = text[max(0, hit.start - AROUND) : hit.start]
        after = text[hit.end : hit.end + AROUND]
        cut = "…" if hit.start > AROUND else ""
        more = "…" if hit.end + AROUND < len(text) else ""
        yield " ".join(f"{cut}{before}›{text[hit.start : hit.end]}‹{after}{more}".split())
