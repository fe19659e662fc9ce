from dataclasses import dataclass, field
from hmac import digest
from secrets import token_bytes

from models import Text
from workflow.errors import Blocker, Refusal

SHORTEST_KEY = 16
"""Bytes: below that a key could be tried out."""


@dataclass(frozen=True)
class Pseudonyms:
    """The same person has the same pseudonym wherever the key is the same. A key of the log's own
    is forgotten with it: two such logs have nobody in common. Raises Refusal."""

    key: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < SHORTEST_KEY:
            raise Refusal([_TOO_SHORT])

    def of(self, person_id: int) -> str:
        """Keyed, for there are few people: a plain hash of each could be made and compared."""
        return f"p-{digest(self.key, f'person:{person_id}'.encode(), 'sha256').hex()[:16]}"


_TOO_SHORT = Blocker(
    "key_too_short",
    Text(
        en=f"The key of the pseudonyms is shorter than {SHORTEST_KEY} bytes: with it people could "
        "be found out. Make one with: openssl rand -hex 32",
        ru=f"Ключ псевдонимов короче {SHORTEST_KEY} байт: по нему людей можно узнать. "
        "Создайте ключ: openssl rand -hex 32",
    ),
)
