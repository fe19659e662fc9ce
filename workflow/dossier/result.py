"""What came of it: the creative report, its rating, publications, and the files attached."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models import Attachment, CreativeReport, MediaMention
from workflow.dossier.chronicle import Chronicle, Entry, last
from workflow.dossier.view import View
from workflow.gate.effects.work import report_content
from workflow.history.commitments import commitment


@dataclass(frozen=True)
class ReportTold:
    submitted: Entry
    done: str
    results: str
    participants: int | None
    videos: tuple[str, ...]
    publications: tuple[str, ...]
    rewritten: bool
    """What was submitted then was changed since, and only its commitment is kept."""
    erased: bool
    """Something in it was erased since."""
    returned: tuple[Entry, ...]
    rating: str | None
    accepted: Entry | None
    presented_on: date | None
    presentation: str | None
    """Link to what was told of it."""


@dataclass(frozen=True)
class Mention:
    published_on: date
    kind: str
    outlet: str
    title: str
    url: str


@dataclass(frozen=True)
class File:
    kind: str
    code: str
    purpose: str
    name: str
    media_type: str
    size: int
    caption: str
    sha256: str
    added_by_id: int | None
    added_at: datetime


def report(view: View, told: Chronicle) -> ReportTold | None:
    """As it was last submitted by the day; a draft is the group's own."""
    row = view.session.get(CreativeReport, view.initiative.id)
    entries = told.of(view.initiative.id)
    submitted = last(entries, "submit_report")
    if submitted is None or row is None:
        return None
    legible = _is_as_submitted(row, submitted, told)
    accepted, presented = last(entries, "accept_report"), last(entries, "present")
    return ReportTold(
        submitted=submitted,
        done=row.done if legible else "",
        results=row.results if legible else "",
        participants=row.participants if legible else None,
        videos=tuple(row.videos) if legible else (),
        publications=tuple(row.publications) if legible else (),
        rewritten=not legible,
        erased=legible and row.salt is None,
        returned=tuple(entry for entry in entries if entry.action == "return_report"),
        rating=accepted.facts["rating"] if accepted else None,
        accepted=accepted,
        presented_on=date.fromisoformat(presented.facts["presented_on"]) if presented else None,
        presentation=presented.facts.get("link") if presented else None,
    )


def _is_as_submitted(row: CreativeReport, submitted: Entry, told: Chronicle) -> bool:
    if row.salt is not None:
        sealed: str = submitted.facts["content"]
        return commitment(row.salt, report_content(row)) == sealed
    later = told.after(submitted.subject_id)
    return not any(entry.action in ("submit_report", "return_report") for entry in later)


def mentions(view: View) -> tuple[Mention, ...]:
    """By the day of publication: when it was found is not on record."""
    rows = view.session.scalars(
        select(MediaMention)
        .where(
            MediaMention.initiative_id == view.initiative.id,
            view.as_of.by_day(MediaMention.published_on),
        )
        .order_by(MediaMention.published_on, MediaMention.id)
    )
    return tuple(Mention(m.published_on, m.kind, m.outlet, m.title, m.url) for m in rows)


def files(view: View) -> tuple[File, ...]:
    rows = view.session.scalars(
        select(Attachment)
        .where(Attachment.subject_id.in_(view.subjects), view.as_of.by_moment(Attachment.added_at))
        .order_by(Attachment.added_at, Attachment.id)
    )
    return tuple(
        File(
            view.subjects[row.subject_id].kind,
            view.subjects[row.subject_id].code,
            row.purpose,
            row.name,
            row.media_type,
            row.size,
            row.caption,
            row.sha256,
            row.added_by_id,
            row.added_at,
        )
        for row in rows
    )
