"""The sheet survey → the questions and their groups."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.documents import Row
from workflow.monitoring.questionnaires.document import QuestionType
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line
from workflow.monitoring.questionnaires.xlsform.parts.choices import Choice
from workflow.monitoring.questionnaires.xlsform.parts.conditions import condition
from workflow.monitoring.questionnaires.xlsform.parts.names import name_of
from workflow.monitoring.questionnaires.xlsform.parts.questions import question
from workflow.monitoring.questionnaires.xlsform.parts.row_kinds import RowKind, row_kind
from workflow.monitoring.questionnaires.xlsform.parts.texts import text
from workflow.yaml_text import Place

Lists = Mapping[str, Sequence[Choice]]


@dataclass
class Open:
    """A group whose end has not come yet; the first of them is the form itself."""

    row: Row
    place: Place
    """Of its items."""
    items: list[dict[str, Any]] = field(default_factory=list)
    control: str = "group"
    lost: bool = False
    """Something in it was left out."""


class Survey:
    """Goes down the rows and keeps the groups that are open."""

    def __init__(self, lists: Lists, found: Findings) -> None:
        self._lists = lists
        self._found = found
        self._names: dict[str, int] = {}
        """Name → the row that has it."""
        self._open = [Open(Row("survey", 0, ""), ("items",))]

    def read(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        for line in lines:
            self._row(line)
        for group in self._open[1:]:
            self._found.wrong(group.row, f"no end_{group.control} follows: the group stays open")
        return self._open[0].items

    def _row(self, line: Line) -> None:
        written = line.cells.get("type")
        if written is None:
            if line.cells.keys() & {"name"} or line.words:
                self._found.wrong(line.row, "has no type")
            return
        kind = row_kind(written)
        match kind.what:
            case "begin":
                self._begin(line, kind)
            case "end":
                self._end(line, kind)
            case "question":
                self._ask(line, kind)
            case "recorded":
                self._leave_out(line, written)
            case _:
                self._refuse(line, written)

    def _begin(self, line: Line, kind: RowKind) -> None:
        if kind.control != "group":
            self._found.wrong(
                line.row,
                f"{kind.control}: each question is asked once here, in a "
                "group at most; take the repetition apart",
            )
        group: dict[str, Any] = {"name": name_of(line, self._found)}
        if label := text(line, "label", self._found):
            group["label"] = label
        if relevant := condition(line, "relevant", self._found):
            group["relevant"] = relevant
        place = self._add(group, line)
        group["items"] = []
        self._open.append(Open(line.row, (*place, "items"), group["items"], kind.control))

    def _end(self, line: Line, kind: RowKind) -> None:
        if len(self._open) == 1:
            self._found.wrong(line.row, f"end_{kind.control} ends nothing: no group is open")
            return
        group = self._open[-1]
        if group.control != kind.control:
            self._found.wrong(
                line.row,
                f"end_{kind.control} cannot end what begin_"
                f"{group.control} began in row {group.row.number}",
            )
        self._open.pop()
        if not group.items and group.lost:
            self._open[-1].items.pop()  # nothing else was in it
        elif not group.items:
            self._found.wrong(group.row, "the group is empty")

    def _ask(self, line: Line, kind: RowKind) -> None:
        choices: Sequence[Choice] = ()
        if kind.list_name:
            choices = self._lists.get(kind.list_name, ())
            if not choices:
                known = ", ".join(self._lists)[:200] or "none"
                self._found.wrong(
                    line.row, f"the sheet choices has no list {kind.list_name[:40]}; it has {known}"
                )
            if kind.or_other:
                self._found.wrong(
                    line.row,
                    "or_other is not understood: add an option for it to "
                    "the list, and a text question that is relevant to it",
                )
        assert kind.type is not None
        place = self._add(question(line, kind.type, choices, self._found), line)
        for n, choice in enumerate(choices):
            self._found.lines[(*place, "options", n)] = choice.row

    def _add(self, item: dict[str, Any], line: Line) -> Place:
        first = self._names.setdefault(item["name"], line.row.number)
        if item["name"] and first != line.row.number:
            self._found.wrong(line.row, f"row {first} has this name already; each stands once")
        group = self._open[-1]
        place: Place = (*group.place, len(group.items))
        group.items.append(item)
        self._found.lines[place] = line.row
        for part in item:
            if part != "name":
                self._found.lines[(*place, part)] = line.at(part)
        return place

    def _leave_out(self, line: Line, written: str) -> None:
        self._open[-1].lost = True
        self._found.notice(
            en=f"Row {line.row.number}, {written[:40]}: left out, for it records of whoever "
            "answers what could give them away.",
            ru=f"Строка {line.row.number}, {written[:40]}: не взята, потому что записывает об "
            "отвечающем то, что может его выдать.",
        )

    def _refuse(self, line: Line, written: str) -> None:
        self._open[-1].lost = True
        known = ", ".join(QuestionType)
        if re.fullmatch(r"select_(one|multiple)", written):
            words = f"the name of its list follows {written}, as in {written} yes_no"
        elif written.lower() != written and row_kind(written.lower()).what != "unknown":
            words = f"types have small letters: {written.lower()[:60]}"
        else:
            words = f"{written[:60]} cannot be asked here; understood are {known}, begin_group"
        self._found.wrong(line.row, words)
