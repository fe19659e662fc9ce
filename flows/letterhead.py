from uuid import UUID

from config.secret import secret
from config.settings import settings, web_address
from notifications.answer_links import answer_link
from notifications.mail import Letterhead


def letterhead() -> Letterhead:
    """What the settings say of every letter."""
    ours = settings()
    key = secret() if ours.web_url else ""
    return Letterhead(ours.mail_from, ours.mail_reply_to, ours.web_url, key, _answer_link)


def _answer_link(invitation_id: UUID) -> str:
    """Questionnaires are answered on this machine's own pages where there are no public ones."""
    return answer_link(web_address(), invitation_id, secret())
