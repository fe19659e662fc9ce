"""What every column that holds text is to somebody who is erased. A column that is not here is
found by a test, and has to be put here before anything is kept in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from sqlalchemy import JSON, Column, LargeBinary, String

from models.base import Base, TranslatedText
from models.text import Text


class Holding(StrEnum):
    STRIKE = auto()
    """Somebody's words: what names the person in them is struck out."""
    DROP = auto()
    """The person's own: emptied, or removed with its row."""
    FIXED = auto()
    """A document or a fact that hashes bind: it is looked through and never changed. Nobody writes
    of a person there; where somebody did, they are told of it before anything is erased."""
    NOT_PERSONAL = auto()
    """Codes, hashes, numbers, names of states."""


@dataclass(frozen=True)
class Field:
    """A column with words in it."""

    column: Column[object]
    title: Text
    is_json: bool = False
    """Canonical JSON in a column of text."""

    @property
    def name(self) -> str:
        return f"{self.column.table.name}.{self.column.name}"


def is_textual(column: Column[object]) -> bool:
    return isinstance(column.type, String | JSON | LargeBinary | TranslatedText)


def fields(holding: Holding) -> list[Field]:
    titles = _STRUCK if holding is Holding.STRIKE else _FIXED
    return [
        Field(Base.metadata.tables[table].columns[column], title, f"{table}.{column}" in _JSON)
        for table, columns in titles.items()
        for column, title in columns.items()
    ]


def holding_of(column: Column[object]) -> Holding | None:
    """None where nobody has said yet."""
    table, name = column.table.name, column.name
    for holding, known in (
        (Holding.STRIKE, _STRUCK),
        (Holding.FIXED, _FIXED),
        (Holding.DROP, _DROPPED),
        (Holding.NOT_PERSONAL, _NOT_PERSONAL),
    ):
        if name in known.get(table, ()):
            return holding
    return None


_TITLE = Text(en="title", ru="название")
_COMMENT = Text(en="comment", ru="комментарий")
_PLACE = Text(en="place", ru="место")
_FAULT = Text(en="error", ru="ошибка")

_STRUCK: Mapping[str, Mapping[str, Text]] = {
    "entry_text": {"text": Text(en="words in the history", ru="слова в истории")},
    "proposal_version": {"content": Text(en="earlier version", ru="прежняя редакция заявки")},
    "review": {"conclusion": Text(en="conclusion", ru="заключение")},
    "score": {"justification": Text(en="justification", ru="обоснование")},
    "creative_report": {
        "done": Text(en="what was done", ru="что сделано"),
        "results": Text(en="results", ru="результаты"),
        "videos": Text(en="videos", ru="видео"),
        "publications": Text(en="publications", ru="публикации"),
    },
    "initiative": {"title": _TITLE, "summary": Text(en="summary", ru="описание")},
    "budget_line": {"title": Text(en="line of the budget", ru="строка сметы")},
    "milestone": {"title": Text(en="milestone", ru="контрольная точка")},
    "problem": {"text": Text(en="problem", ru="проблема")},
    "attachment": {
        "name": Text(en="name of the file", ru="имя файла"),
        "caption": Text(en="caption", ru="подпись"),
    },
    "assessment": {"text": Text(en="assessment", ru="оценка")},
    "case": {"title": _TITLE},
    "consent": {"document": Text(en="document", ru="документ")},
    "consultation": {"topic": Text(en="topic", ru="тема")},
    "donation": {"purpose": Text(en="purpose", ru="назначение")},
    "donor": {"name": Text(en="donor", ru="жертвователь")},
    "expense": {
        "payee": Text(en="payee", ru="получатель"),
        "what": Text(en="what was bought", ru="что куплено"),
    },
    "feedback": {"comment": _COMMENT},
    "media_mention": {
        "outlet": Text(en="outlet", ru="издание"),
        "title": _TITLE,
        "url": Text(en="link", ru="ссылка"),
    },
    "meeting": {"place": _PLACE},
    "programme_event": {
        "title": _TITLE,
        "place": _PLACE,
        "reason": Text(en="reason", ru="причина"),
    },
    "outbox_message": {
        "told": Text(en="what a letter tells", ru="содержание письма"),
        "last_error": _FAULT,
    },
    "refused_address": {"error": _FAULT},
    "response": {"answers": Text(en="answers", ru="ответы")},
    "saved_search": {
        "name": Text(en="saved search", ru="сохранённый поиск"),
        "asked": Text(en="what is searched for", ru="что ищут"),
    },
    "template_version": {"text": Text(en="text of letters", ru="текст писем")},
    "webhook_call": {"last_error": _FAULT},
}
_JSON = frozenset({"proposal_version.content", "response.answers", "history_entry.facts"})

_DOCUMENT = Text(en="document of the programme", ru="документ программы")
_FIXED: Mapping[str, Mapping[str, Text]] = {
    "history_entry": {"facts": Text(en="facts of the history", ru="сведения в истории")},
    "council_rules": {"content": _DOCUMENT},
    "evaluation_plan": {"content": _DOCUMENT},
    "lifecycle_version": {"content": _DOCUMENT},
    "questionnaire": {"content": _DOCUMENT},
    "round_analysis": {"content": Text(en="results of a round", ru="результаты замера")},
}

_DROPPED: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "email", "organisation"),
    "preference": ("messenger",),
    "refused_address": ("email",),
    "mail_domain": ("domain",),
    "idempotency_key": ("key", "request_hash"),
    "draft": ("sealed",),
}

_NOT_PERSONAL: Mapping[str, tuple[str, ...]] = {
    "access": ("what",),
    "agenda_item": ("motion",),
    "assessment": ("stage", "object"),
    "attachment": ("sha256", "media_type", "purpose"),
    "balance": ("account",),
    "calendar_stage": ("code", "title"),
    "case": ("log",),
    "change_request": ("milestones", "budget"),
    "checkpoint": ("root",),
    "checkpoint_leaf": ("hash",),
    "checkpoint_node": ("hash",),
    "conflict": ("ground",),
    "constituency": ("code", "title"),
    "council_rules": ("content_hash",),
    "creative_report": ("salt", "rating"),
    "deadline": ("name", "outcome"),
    "district": ("code", "title"),
    "donation": ("code", "currency", "agreement"),
    "donor": ("kind",),
    "entry_text": ("name", "salt"),
    "evaluation_plan": ("content_hash",),
    "feedback": ("request",),
    "headcount": ("audience",),
    "history_entry": (
        *("kind", "remark", "action", "from_state", "to_state", "flow"),
        *("commitments", "lifecycle_hash", "previous_hash", "hash"),
    ),
    "initiative": ("currency",),
    "invitation": ("questionnaire", "slip"),
    "ledger_entry": ("source", "target"),
    "lifecycle_version": ("kind", "content_hash"),
    "link_salt": ("salt",),
    "media_mention": ("kind",),
    "monitoring_round": ("title", "mode"),
    "outbox_message": ("key", "template", "category"),
    "person": ("language",),
    "preference": ("channel",),
    "problem": ("kind",),
    "programme": (
        *("code", "title", "place", "foundation", "time_zone", "country", "currency"),
        *("tranche_shares", "quiet_from", "quiet_until", "digest_at", "content_hash"),
    ),
    "programme_event": ("code", "kind", "state"),
    "programme_lifecycle": ("kind",),
    "proposal_version": ("salt", "commitment"),
    "questionnaire": ("code", "title", "content_hash"),
    "response": ("questionnaire", "link"),
    "review": ("salt",),
    "role_assignment": ("role",),
    "round_analysis": ("questionnaire", "content_hash"),
    "round_questionnaire": ("code",),
    "score": ("criterion",),
    "subject": ("kind", "code", "state", "head"),
    "target": ("indicator", "title"),
    "template_version": ("name", "language"),
    "vote": ("choice",),
    "webhook": ("url", "secret", "events"),
}
