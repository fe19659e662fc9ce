"""All that is held about one person: every row that leads to them, and every text that names them.

What others may not be known by stays out: of other people only their numbers, of an invitation not
the link that answers with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy import Column, Table, select, union
from sqlalchemy.orm import Session

from models import Attachment, Consent, EntryText, Initiative, Person, Subject, Text
from models.base import Base
from models.initiative import initiative_group
from workflow.people.erasure.holdings import Holding
from workflow.people.erasure.looking import mentions, naming_of
from workflow.people.erasure.preview import Found, found_in

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """What one table has that leads to a person."""

    link: str
    """The table and its column that leads there."""
    title: Text
    rows: Sequence[Row]


@dataclass(frozen=True)
class Held:
    person: Row
    sections: list[Section]
    mentions: list[Found]
    """Where others, or they themselves, wrote of them."""
    files: list[Attachment]


LINKS: Mapping[str, Text] = {
    "role_assignment.person_id": Text(en="Roles", ru="Роли"),
    "consent.person_id": Text(en="Consents", ru="Согласия"),
    "preference.person_id": Text(en="How letters go", ru="Настройки писем"),
    "initiative.leader_id": Text(en="Initiatives they lead", ru="Инициативы, которыми руководит"),
    "initiative_group.person_id": Text(en="In initiative groups", ru="В инициативных группах"),
    "enrolment.deputy_id": Text(en="Applications as a deputy", ru="Заявки депутата"),
    "enrolment.curator_id": Text(en="Districts as a curator", ru="Округа куратора"),
    "history_entry.actor_id": Text(en="What they did", ru="Действия"),
    "history_entry.on_behalf_of_id": Text(
        en="What was done on their behalf", ru="Действия от имени человека"
    ),
    "consultation.person_id": Text(
        en="Consultations they were given", ru="Полученные консультации"
    ),
    "consultation.consultant_id": Text(en="Consultations they gave", ru="Данные консультации"),
    "consultation.recorded_by_id": Text(
        en="Consultations they put on record", ru="Записанные консультации"
    ),
    "participation.person_id": Text(en="Events they were at", ru="Участие в мероприятиях"),
    "programme_event.recorded_by_id": Text(
        en="Events they put on record", ru="Записанные мероприятия"
    ),
    "media_mention.recorded_by_id": Text(
        en="Publications they put on record", ru="Записанные публикации"
    ),
    "review.expert_id": Text(en="Reviews", ru="Экспертизы"),
    "attendance.member_id": Text(en="At meetings of the council", ru="На заседаниях совета"),
    "vote.member_id": Text(en="Votes", ru="Голоса"),
    "relation.member_id": Text(en="Ties they declared", ru="Заявленные связи"),
    "relation.other_id": Text(
        en="Ties that others declared to them", ru="Связи, заявленные другими"
    ),
    "conflict.member_id": Text(en="Conflicts of interest", ru="Конфликты интересов"),
    "assessment.person_id": Text(en="Assessments", ru="Оценки программы"),
    "invitation.person_id": Text(en="Asked in monitoring", ru="Приглашения в мониторинг"),
    "response.person_id": Text(en="Answers by name", ru="Ответы под своим именем"),
    "attachment.added_by_id": Text(en="Files they attached", ru="Приложенные файлы"),
    "outbox_message.recipient_id": Text(en="Letters to them", ru="Письма человеку"),
    "template_version.author_id": Text(
        en="Texts of letters they wrote", ru="Написанные тексты писем"
    ),
    "saved_search.saved_by_id": Text(en="Searches they saved", ru="Сохранённые поиски"),
    "access.person_id": Text(en="Who was shown their data", ru="Кому показывали данные"),
    "access.viewer_id": Text(en="Whose data they were shown", ru="Чьи данные смотрел человек"),
}
"""Every column that leads to a person; a test finds one that is missing."""

_WITHHELD = frozenset(
    {
        "invitation.id",
        "invitation.slip",
        *(f"history_entry.{name}" for name in ("hash", "previous_hash", "lifecycle_hash")),
        *("history_entry.commitments", "review.salt", "response.id", "outbox_message.key"),
    }
)


def held(session: Session, person: Person) -> Held:
    naming = naming_of(session, person)
    named = [
        found
        for holding in (Holding.STRIKE, Holding.FIXED)
        for found in found_in(session, mentions(session, naming, holding), naming)
    ]
    files = select(Attachment).where(
        Attachment.added_by_id == person.id, Attachment.erased_by_id.is_(None)
    )
    return Held(
        {name: getattr(person, name) for name in ("id", "name", "email", "language")}
        | {"organisation": person.organisation},
        [section for section in _sections(session, person.id) if section.rows],
        named,
        list(session.scalars(files.order_by(Attachment.id))),
    )


def _sections(session: Session, person_id: int) -> Iterator[Section]:
    for link, title in LINKS.items():
        table_name, _, column = link.partition(".")
        table = Base.metadata.tables[table_name]
        yield Section(link, title, list(_rows(session, table, table.c[column], person_id)))
    yield _shown_through_subjects(session, person_id)


def _shown_through_subjects(session: Session, person_id: int) -> Section:
    """Who was shown what they lead or take part in, or their consent."""
    theirs = union(
        select(Initiative.id).where(Initiative.leader_id == person_id),
        select(initiative_group.c.initiative_id).where(initiative_group.c.person_id == person_id),
        select(Consent.id).where(Consent.person_id == person_id),
    )
    table = Base.metadata.tables["access"]
    found = session.connection().execute(
        select(table).where(table.c.subject_id.in_(theirs)).order_by(table.c.id)
    )
    rows = [_told(session, table, dict(row._mapping), person_id) for row in found.all()]
    title = Text(en="Who was shown what they take part in", ru="Кому показывали их инициативы")
    return Section("access.subject_id", title, rows)


def _rows(
    session: Session, table: Table, column: Column[Any], person_id: int
) -> Iterator[dict[str, Any]]:
    found = session.connection().execute(
        select(table).where(column == person_id).order_by(*table.primary_key.columns)
    )
    for row in found.all():
        yield _told(session, table, dict(row._mapping), person_id)


def _told(session: Session, table: Table, row: dict[str, Any], person_id: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if _is_subject(table) or "initiative_id" in row or row.get("subject_id"):
        key: dict[str, Any] = {name: row[name] for name in ("id", "initiative_id") if name in row}
        told["reference"] = _reference(session, table, row, key)
    for name, value in row.items():
        column = table.c[name]
        if f"{table.name}.{name}" in _WITHHELD or (column.primary_key and name == "id"):
            continue
        leads = {key.column.table.name for key in column.foreign_keys}
        if "person" in leads and value not in (None, person_id):
            told[name] = f"person/{value}"
        elif "person" not in leads:
            told[name] = value
    if table.name == "history_entry":
        told["facts"] = loads(row["facts"])
        told["texts"] = _texts(session, row["subject_id"], row["sequence"])
    return told


def _is_subject(table: Table) -> bool:
    return any(key.column.table.name == "subject" for key in table.c[_first(table)].foreign_keys)


def _first(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name


def _reference(
    session: Session, table: Table, row: Mapping[str, Any], key: Mapping[str, Any]
) -> str | None:
    number = row.get("subject_id") or (key.get("id") if _is_subject(table) else None)
    named = session.get(Subject, number or key.get("initiative_id"))
    return named.reference if named else None


def _texts(session: Session, subject_id: int, sequence: int) -> dict[str, str]:
    written = select(EntryText.name, EntryText.text).where(
        EntryText.subject_id == subject_id, EntryText.sequence == sequence
    )
    return {name: text for name, text in session.execute(written)}
