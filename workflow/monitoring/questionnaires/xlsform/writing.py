"""A questionnaire → a workbook that Kobo, ODK and others read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from models import Text
from workflow.monitoring.questionnaires.document import (
    Group,
    Option,
    Question,
    QuestionnaireDocument,
)

_LANGUAGES = {"ru": "Russian (ru)", "en": "English (en)"}
_WRITTEN_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""The same questionnaire gives the same bytes."""
_WIDTH = 24

Cells = Mapping[str, str]
"""Heading → what stands below it."""
Lists = Mapping[tuple[Option, ...], str]


def write_xlsform(document: QuestionnaireDocument) -> bytes:
    """Reading it again gives the same questionnaire."""
    lists = _lists(document)
    written = BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _WRITTEN_AT})
        _sheet(book, "survey", ["type", "name"], list(_survey(document.items, lists)))
        _sheet(book, "choices", ["list_name", "name"], list(_choices(lists)))
        _sheet(book, "settings", [], [_settings(document)])
    return written.getvalue()


def _sheet(book: Workbook, name: str, first: Sequence[str], rows: Sequence[Cells]) -> None:
    """Only the columns that have something in them, in the order they were first used in."""
    headings = list(dict.fromkeys([*first, *(heading for row in rows for heading in row)]))
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), _WIDTH)
    bold = book.add_format({"bold": True})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, 1):
            if heading in row:
                sheet.write_string(number, column, row[heading])


def _lists(document: QuestionnaireDocument) -> Lists:
    """Options → name of their list: that of the first question that offers them."""
    lists: dict[tuple[Option, ...], str] = {}
    for question in document.questions.values():
        if question.options:
            lists.setdefault(question.options, question.name)
    return lists


def _survey(items: Sequence[Group | Question], lists: Lists) -> Iterator[Cells]:
    for item in items:
        if isinstance(item, Question):
            yield _question(item, lists)
            continue
        yield (
            {"type": "begin_group", "name": item.name}
            | _text("label", item.label)
            | _given(relevant=item.relevant)
        )
        yield from _survey(item.items, lists)
        yield {"type": "end_group"}


def _question(question: Question, lists: Lists) -> Cells:
    offered = f" {lists[question.options]}" if question.options else ""
    return (
        {"type": f"{question.type}{offered}", "name": question.name}
        | _text("label", question.label)
        | _text("hint", question.hint)
        | _given(
            required="yes" if question.required else None,
            relevant=question.relevant,
            constraint=question.constraint,
        )
        | _text("constraint_message", question.constraint_message)
        | _given(
            appearance=question.appearance,
            months=str(question.months) if question.months else None,
            account=question.account,
        )
    )


def _choices(lists: Lists) -> Iterator[Cells]:
    for options, name in lists.items():
        for option in options:
            yield (
                {"list_name": name, "name": option.code}
                | _text("label", option.label)
                | _given(
                    favourable="yes" if option.favourable else None,
                    no_answer="yes" if option.no_answer else None,
                )
            )


def _settings(document: QuestionnaireDocument) -> Cells:
    return (
        {"form_title": document.title.ru, "form_id": document.questionnaire}
        | _given(title_en=document.title.en)
        | {"default_language": _LANGUAGES["ru"]}
        | _text("introduction", document.introduction)
        | _text("thanks", document.thanks)
        | _given(
            by_district="yes" if document.by_district else None,
            primary=" ".join(document.primary) or None,
        )
    )


def _text(field: str, text: Text | None) -> dict[str, str]:
    """In a column for each language."""
    words = {} if text is None else {"ru": text.ru, "en": text.en}
    return {f"{field}::{_LANGUAGES[lang]}": said for lang, said in words.items() if said}


def _given(**cells: str | None) -> dict[str, str]:
    return {heading: cell for heading, cell in cells.items() if cell is not None}
