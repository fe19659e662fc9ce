from collections.abc import Sequence
from dataclasses import dataclass

from models import Text


@dataclass(frozen=True)
class Blocker:
    """One reason why not, in words that the person can act on."""

    code: str
    text: Text


class Refusal(Exception):
    """The rules say no. Shown to the person who asked; trying again changes nothing."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(" ".join(blocker.text.in_("en") for blocker in blockers))

    @property
    def codes(self) -> list[str]:
        return [blocker.code for blocker in self.blockers]


class Stale(Refusal):
    """The subject changed after the person had read it."""


class KeyReused(Refusal):
    """An idempotency key came again with another request."""


class NotFound(Refusal):
    """Nothing goes by that name."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a document, and where."""

    line: int
    """The row, in a workbook; 0 where it is about the whole."""
    field: str
    text: str
    sheet: str = ""
    """Of a workbook."""

    @property
    def where(self) -> str:
        """As a message begins with it, after the document's name."""
        row = f"{'row' if self.sheet else 'line'} {self.line}" if self.line else ""
        parts = (f"sheet {self.sheet}" if self.sheet else "", row, self.field)
        return "".join(f", {part}" for part in parts if part)


class BadDocument(Exception):
    """A document cannot be used; every mistake found is listed."""

    def __init__(self, source: str, mistakes: Sequence[Mistake]) -> None:
        self.source = source
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (m.sheet, m.line, m.field)))
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        return [f"{self.source}{m.where}: {m.text}" for m in self.mistakes]
