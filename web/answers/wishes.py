"""The language a page is in."""

from dataclasses import dataclass
from typing import Annotated, cast, get_args

from fastapi import Depends, Request

from models.text import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Wishes:
    chosen: Language | None
    """By a link on a page."""
    of_browser: Language | None

    def language(self, of_person: str | None = None) -> Language:
        """A person's own goes before what the browser would rather have: it may be borrowed."""
        return self.chosen or cast(Language | None, of_person) or self.of_browser or "ru"


def wishes_of(request: Request) -> Wishes:
    chosen = request.query_params.get("lang")
    return Wishes(_ours(chosen), _accepted(request.headers.get("Accept-Language", "")))


def _accepted(header: str) -> Language | None:
    """The most wanted of our languages (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, Language]] = []
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = _ours(tag.strip().lower().partition("-")[0])
        quality = _quality(weight)
        if language and quality > 0:
            wanted.append((quality, language))
    return max(wanted, key=lambda each: each[0])[1] if wanted else None


def _quality(weight: str) -> float:
    try:
        return float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0


def _ours(tag: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == tag), None)


Wished = Annotated[Wishes, Depends(wishes_of)]
