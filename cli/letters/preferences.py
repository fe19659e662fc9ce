from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from cli.lists import NOTHING
from cli.options import AsJson, Viewer
from cli.output import console, print_json, say, tell_pair, told
from cli.programmes.summary import as_json
from cli.watched import of_person_anywhere, watched
from config.clock import now
from models import Person, Preference, Text
from models.database import transaction
from notifications.channels.messenger import check_address
from workflow.people.access import What
from workflow.people.preferences import preference_of, set_preference
from workflow.programme.lookup import find_person

app = typer.Typer()


class Channel(StrEnum):
    EMAIL = "email"
    MESSENGER = "messenger"


class Language(StrEnum):
    RU = "ru"
    EN = "en"


@dataclass(frozen=True)
class Preferred:
    email: str
    channel: str
    messenger: str | None
    """Which one; the rest of its address holds a key."""
    digest: bool
    reminders: bool
    news: bool
    language: str


@app.command()
def prefer(
    email: Annotated[str, typer.Argument(help="Whose letters.")],
    channel: Annotated[Channel | None, typer.Option(help="How letters go.")] = None,
    messenger: Annotated[
        str | None,
        typer.Option(
            help="Where messages go, as Apprise writes it: tgram://TOKEN/CHAT. It is "
            "kept, and not shown again. Empty: forget it."
        ),
    ] = None,
    digest: Annotated[
        bool | None, typer.Option("--digest/--no-digest", help="One letter a day.")
    ] = None,
    reminders: Annotated[
        bool | None, typer.Option("--reminders/--no-reminders", help="Reminders of deadlines.")
    ] = None,
    news: Annotated[
        bool | None, typer.Option("--news/--no-news", help="Letters that only inform.")
    ] = None,
    language: Annotated[Language | None, typer.Option(help="Of the letters.")] = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """Set how somebody wants to be written to; show it, where nothing is given."""
    given = (channel, messenger, digest, reminders, news, language)
    if any(choice is not None for choice in given):
        with told(), transaction() as session:
            if messenger:
                check_address(messenger)
            set_preference(
                session,
                find_person(session, email),
                now=now(),
                channel=channel,
                messenger=messenger,
                digest=digest,
                reminders=reminders,
                news=news,
                language=language,
            )
    with watched(What.PERSON, viewer, of_person_anywhere(email)) as (session, _):
        person = find_person(session, email)
        shown = _preferred(person, preference_of(session, person.id))
    if json:
        print_json(as_json(shown))
        return
    console.print(person.name, style="bold")
    for label, value in _lines(shown):
        tell_pair(label, value)


def _preferred(person: Person, preference: Preference) -> Preferred:
    return Preferred(
        person.email,
        preference.channel,
        preference.messenger and preference.messenger.partition("://")[0],
        preference.digest,
        preference.reminders,
        preference.news,
        person.language,
    )


def _lines(shown: Preferred) -> Iterator[tuple[Text, str]]:
    by_messenger = shown.channel == Channel.MESSENGER
    channel = Text(en="messenger", ru="мессенджер") if by_messenger else _BY_MAIL
    yield Text(en="Letters go by", ru="Как приходят письма"), say(channel)
    yield Text(en="Messenger", ru="Мессенджер"), shown.messenger or NOTHING
    yield Text(en="One letter a day", ru="Одно письмо в день"), _yes(shown.digest)
    yield Text(en="Reminders", ru="Напоминания"), _yes(shown.reminders)
    yield Text(en="News", ru="Новости"), _yes(shown.news)
    yield Text(en="Language", ru="Язык"), shown.language


def _yes(chosen: bool) -> str:
    return say(Text(en="yes", ru="да") if chosen else Text(en="no", ru="нет"))


_BY_MAIL = Text(en="e-mail", ru="электронная почта")
