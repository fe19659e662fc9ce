"""Questionnaires of a line for each question, and what the lint says of them."""

import pytest

from tests.workflow.monitoring.questionnaires.forms import form
from workflow.errors import BadDocument

HEAD = """\
questionnaire: x
title: {ru: Анкета}
items:
"""
LEVELS = "[{code: low, label: {ru: Нет}}, {code: high, label: {ru: Да}}]"


def complaints(*items: str, head: str = HEAD) -> list[str]:
    """What is said of these items, each of them a line from line 4 on."""
    with pytest.raises(BadDocument) as caught:
        form(head + "".join(f"  - {{{item}}}\n" for item in items))
    return [line.removeprefix("residents.yaml, ") for line in caught.value.lines]


def choice(name: str, *marks: str, more: str = "", type_: str = "select_one") -> str:
    """A question with options 1, 2, 3 …, each with a mark or none."""
    options = ", ".join(
        f'{{code: "{n}", label: {{ru: О}}{f", {mark}: true" if mark else ""}}}'
        for n, mark in enumerate(marks, 1)
    )
    return f"name: {name}, type: {type_}, label: {{ru: В}}, options: [{options}]{more}"


def plain(name: str, type_: str = "text", more: str = "") -> str:
    return f"name: {name}, type: {type_}, label: {{ru: В}}{more}"


GOOD = "favourable"
NONE = "no_answer"
