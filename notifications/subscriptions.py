"""Links by which people do without reminders or news: signed, so that nobody can make one up for
somebody else. They stay good for ever, as letters are read late."""

from itsdangerous import BadData, URLSafeSerializer

from models import Category, Text
from workflow.errors import Blocker, Refusal


def unsubscribe_token(person_id: int, category: Category, secret: str) -> str:
    return str(_signed(secret).dumps([person_id, category]))


def read_token(token: str, secret: str) -> tuple[int, Category]:
    """Whose letters it is about and which. Raises Refusal for what was not made here."""
    try:
        person_id, category = _signed(secret).loads(token)
    except BadData:
        raise Refusal([_NOT_OURS]) from None
    return person_id, Category(category)


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="unsubscribe")


_NOT_OURS = Blocker(
    "link_unknown",
    Text(
        en="This link is not whole or not ours. Open it from the letter once more.",
        ru="Эта ссылка неполная или не наша. Откройте её из письма ещё раз.",
    ),
)
