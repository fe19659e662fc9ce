from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, perhaps on behalf of another, or a flow by the clock."""

    person_id: int | None = None
    flow: str | None = None
    on_behalf_of_id: int | None = None

    @classmethod
    def person(cls, person_id: int, *, on_behalf_of: int | None = None) -> Self:
        return cls(person_id=person_id, on_behalf_of_id=on_behalf_of)

    @classmethod
    def clock(cls, flow: str) -> Self:
        return cls(flow=flow)
