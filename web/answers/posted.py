"""What a browser posts from a page of the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request

from workflow.monitoring.questionnaires.document import Question, QuestionType

LARGEST = 200_000
"""Bytes: a page full of the longest answers has a tenth of it."""
GO, SHOWN = "-go", "-shown"
"""Fields of the page's own; no question's name begins like this."""

Given = Mapping[str, str | Sequence[str]]


class TooLarge(Exception):
    """More came than any page of the form can have."""


@dataclass(frozen=True)
class Posted:
    fields: Mapping[str, Sequence[str]]

    @property
    def go(self) -> str:
        """The button: where to from here."""
        return self.fields.get(GO, ["next"])[0]

    @property
    def shown(self) -> frozenset[str]:
        """Questions that the page had when it was filled in."""
        return frozenset(self.fields.get(SHOWN, ()))

    def over(self, given: Given, questions: Iterable[Question]) -> dict[str, str | Sequence[str]]:
        """What was given before, and in its place what this page had, just as it was typed. What
        is left empty or unticked is gone."""
        whole = dict(given)
        for question in questions:
            if question.name in self.shown:
                whole.pop(question.name, None)
                if values := [each for each in self.fields.get(question.name, ()) if each]:
                    alone = len(values) == 1 and question.type != QuestionType.SELECT_MULTIPLE
                    whole[question.name] = values[0] if alone else values
        return whole


async def _posted(request: Request) -> Posted:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise HTTPException(403)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise TooLarge
    return Posted(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True))


Form = Annotated[Posted, Depends(_posted)]
