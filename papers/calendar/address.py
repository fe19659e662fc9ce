"""Secret addresses of feeds: signed, so that nobody can make one up. They stay good until the
secret that signs them is changed."""

from dataclasses import dataclass
from typing import Literal

from itsdangerous import BadData, URLSafeSerializer

from models.text import Language


@dataclass(frozen=True)
class Feed:
    """Whose calendar: of a person, in the language that is theirs, or of a programme."""

    whose: Literal["person", "programme"]
    id: int
    language: Language | None = None


def feed_token(feed: Feed, secret: str) -> str:
    return str(_signed(secret).dumps([feed.whose, feed.id, feed.language]))


def read_feed_token(token: str, secret: str) -> Feed | None:
    """None for what was not made here."""
    try:
        return Feed(*_signed(secret).loads(token))
    except BadData:
        return None


def feed_path(feed: Feed, secret: str) -> str:
    return f"/calendar/{feed_token(feed, secret)}.ics"


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="calendar feed")
