from config.secret import secret
from config.settings import settings
from notifications.mail import Letterhead


def letterhead() -> Letterhead:
    """What the settings say of every letter."""
    ours = settings()
    key = secret() if ours.web_url else ""
    return Letterhead(ours.mail_from, ours.mail_reply_to, ours.web_url, key)
