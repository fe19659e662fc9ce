import smtplib
from email.message import EmailMessage

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.channels import Channel, Refused, Undeliverable
from notifications.channels.messenger import Messenger
from notifications.channels.smtp import words_of
from notifications.outbox.results import Result
from workflow.people.preferences import preference_of


def route(session: Session, message: OutboxMessage, mail: Channel) -> Channel:
    """The way its recipient chose."""
    preference = preference_of(session, message.recipient_id)
    if preference.channel == "messenger":
        return Messenger(preference.messenger or "")
    return mail


def send(channel: Channel, mail: EmailMessage) -> Result:
    """What came of handing the letter over."""
    try:
        channel.send(mail)
    except Refused as refused:
        return Result(str(refused), final=True, refused=mail["To"].addresses[0].addr_spec)
    except Undeliverable as refused:
        return Result(str(refused), final=True)
    except (OSError, smtplib.SMTPException) as error:
        return Result(words_of(error))
    return Result()
