from collections.abc import Iterator
from json import loads
from typing import Any

from sqlalchemy import Select, select

from models import ProposalVersion, Text
from workflow.history.commitments import commitment
from workflow.history.verify import words
from workflow.history.verify.streams import Beside, Row
from workflow.history.verify.struck import Struck

VERSIONS: Select[Any] = select(
    ProposalVersion.initiative_id,
    ProposalVersion.number,
    ProposalVersion.content,
    ProposalVersion.salt,
    ProposalVersion.commitment,
).order_by(ProposalVersion.initiative_id, ProposalVersion.number)


class Proposals:
    """The versions of one initiative's proposal, against what its history says of them."""

    def __init__(self, rows: Beside, struck: Struck) -> None:
        self._rows, self._struck = rows, struck
        self._committed: dict[int, str | Text] = {}
        self._named: set[int] = set()

    def begin(self, initiative_id: int) -> None:
        """Read them; of each the commitment, or what is wrong with it, is kept."""
        self._committed = {row[1]: self._checked(row) for row in self._rows.through(initiative_id)}
        self._named = set()

    def _checked(self, row: Row) -> str | Text:
        initiative_id, number, content, salt, committed = row
        if salt is None:
            named = self._struck.by_any(f"{initiative_id}:{number}:proposal")
            return committed if named else words.version_not_struck(number)
        fits = commitment(salt, content) == committed
        return committed if fits else words.version_changed(number)

    def wrong(self, facts: str) -> Text | None:
        """What does not fit of the version that an entry names, if it names one."""
        told = loads(facts) if '"version":' in facts else {}
        number, content = told.get("version"), told.get("content")
        if number is None or content is None:
            return None
        self._named.add(number)
        known = self._committed.get(number)
        if known is None:
            return words.version_gone(number)
        if isinstance(known, Text):
            return known
        return None if known == content else words.version_changed(number)

    def unnamed(self) -> Iterator[Text]:
        return (words.version_added(n) for n in self._committed if n not in self._named)
