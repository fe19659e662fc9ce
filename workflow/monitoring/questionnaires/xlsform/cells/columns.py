"""What a heading means: which field, in which language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.text import Language
from workflow.monitoring.questionnaires.xlsform.parts.languages import language_of

_MEANINGS: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "survey": {
        ("type",): "type",
        ("name",): "name",
        ("label",): "label",
        ("hint",): "hint",
        ("bind", "required"): "required",
        ("bind", "relevant"): "relevant",
        ("bind", "constraint"): "constraint",
        ("bind", "jr:constraintMsg"): "constraint_message",
        ("control", "appearance"): "appearance",
        ("months",): "months",
        ("account",): "account",
        ("bind", "calculate"): "calculation",
        ("choice_filter",): "choice_filter",
        ("control", "jr:count"): "repeat_count",
        ("trigger",): "trigger",
        ("media",): "media",
        ("bind", "readonly"): "read_only",
    },
    "choices": {
        ("list name",): "list_name",
        ("name",): "name",
        ("label",): "label",
        ("media",): "media",
        ("favourable",): "favourable",
        ("no_answer",): "no_answer",
    },
    "settings": {
        ("title",): "title",
        ("id_string",): "form_id",
        ("default_language",): "default_language",
        ("title_en",): "title_en",
        ("introduction",): "introduction",
        ("thanks",): "thanks",
        ("by_district",): "by_district",
        ("primary",): "primary",
    },
}
_TRANSLATED = ("label", "hint", "constraint_message", "title", "introduction", "thanks")
"""Fields that people read: in several languages."""


@dataclass(frozen=True)
class Column:
    heading: str
    field: str | None
    """None: not one that is read here."""
    written_language: str = ""
    """As the heading has it."""

    @property
    def language(self) -> Language | None:
        return language_of(self.written_language)


def columns(sheet: str, headings: Sequence[str]) -> Sequence[Column]:
    from pyxform.parsing.sheet_headers import process_header  # noqa: PLC0415 -- takes a second

    aliases, known = _vocabulary(sheet)
    double = any("::" in heading for heading in headings)
    return [
        _column(sheet, heading, process_header(heading, double, aliases, known)[1])
        for heading in headings
    ]


def _column(sheet: str, heading: str, tokens: tuple[str, ...]) -> Column:
    meanings = _MEANINGS[sheet]
    for length in (2, 1):
        field = meanings.get(tokens[:length])
        if field == "media":
            return Column(heading, field)
        if field == "title_en":  # XLSForm knows titles in one language only
            return Column(heading, "title", "en")
        rest = tokens[length:]
        if field and (not rest or (field in _TRANSLATED and len(rest) == 1)):
            return Column(heading, field, *rest)
    return Column(heading, None)


@cache
def _vocabulary(sheet: str) -> tuple[Mapping[str, object], frozenset[str]]:
    """How XLSForms have called these columns over the years, as pyxform knows it."""
    from pyxform import aliases  # noqa: PLC0415 -- takes a second

    theirs = {
        "survey": aliases.survey_header,
        "choices": aliases.list_header,
        "settings": aliases.settings_header,
    }[sheet]
    return theirs, frozenset(tokens[0] for tokens in _MEANINGS[sheet])
