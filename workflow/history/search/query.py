from datetime import UTC, date, datetime
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from models import HistoryEntry, Remark, Text
from workflow.errors import Blocker, Refusal

ANY = "any"
"""In place of a flow's name: whichever it was."""
_FORM = "%Y%m%dT%H%M%S.%f"


class Query(BaseModel):
    """What is searched for: an entry is found if all that is given holds for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    programme_id: int
    person_id: int | None = None
    """Who did it, or on whose behalf it was done."""
    on_behalf_of_id: int | None = None
    district_id: int | None = None
    kind: str | None = None
    state: str | None = None
    """The state that was entered."""
    action: str | None = None
    since: date | None = None
    """The first day, where the programme is."""
    until: date | None = None
    """The last day."""
    words: str = ""
    """They all occur in one of the texts written with the entry, as `workflow.history.search.words`
    reads them."""
    flow: str | None = None
    """The flow by which it was moved, or `any`."""
    remarks: frozenset[Remark] = frozenset()
    """It stands out in one of these ways."""
    subject_id: int | None = None

    @property
    def is_plain(self) -> bool:
        """But for days and words there is an index in which what is found follows one another."""
        others = {"programme_id", "since", "until", "words"}
        given = self.model_dump(exclude=others, exclude_defaults=True)
        return len(given) < 2 and self.flow != ANY


class Cursor(NamedTuple):
    """A place in the order of a search, in which nothing moves while new entries come in."""

    at: datetime
    id: int

    @classmethod
    def of(cls, entry: HistoryEntry) -> Self:
        return cls(entry.at, entry.id)

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):{_FORM}}-{self.id}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises Refusal where it is none."""
        at, _, number = written.strip().rpartition("-")
        try:
            return cls(datetime.strptime(at, _FORM).replace(tzinfo=UTC), _key(number))
        except ValueError:
            text = Text(
                en=f"“{written[:60]}” is not where a search went on: take it from the last line of "
                "the page before.",
                ru=f"«{written[:60]}» — не место в поиске: возьмите его из последней строки "
                "предыдущей страницы.",
            )
            raise Refusal([Blocker("bad_cursor", text)]) from None


def _key(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise ValueError(number)
    return int(number)
