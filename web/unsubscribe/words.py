"""What the pages say."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import Category, Text


@dataclass(frozen=True)
class Words:
    what: Text
    """The heading."""
    comes: Text
    """What comes now; `{email}` is where."""
    stop: Text
    """The button."""
    stopped: Text
    off: Text
    """What they did without before they looked."""
    again: Text
    """The button that brings it back."""
    resumed: Text


KEPT = Text(
    ru="Письма о решениях и о том, что от вас требуется, будут приходить, как и раньше: без них "
    "нельзя участвовать в программе.",
    en="Letters about decisions and about what is required of you will keep coming: without them "
    "nobody can take part in the programme.",
)

WORDS: Mapping[Category, Words] = {
    Category.REMINDER: Words(
        what=Text(ru="Напоминания о сроках", en="Reminders of deadlines"),
        comes=Text(
            ru="На адрес {email} приходят напоминания о том, что приближается срок.",
            en="Reminders that a deadline is coming up go to {email}.",
        ),
        stop=Text(ru="Больше не напоминать", en="Stop the reminders"),
        stopped=Text(
            ru="Готово: напоминания на адрес {email} больше не придут.",
            en="Done: no more reminders will go to {email}.",
        ),
        off=Text(
            ru="Напоминания на адрес {email} отключены.",
            en="Reminders to {email} are switched off.",
        ),
        again=Text(ru="Напоминать снова", en="Send reminders again"),
        resumed=Text(
            ru="Готово: напоминания снова будут приходить на адрес {email}.",
            en="Done: reminders will go to {email} again.",
        ),
    ),
    Category.NEWS: Words(
        what=Text(ru="Новости программы", en="News of the programme"),
        comes=Text(
            ru="На адрес {email} приходят новости программы.",
            en="News of the programme goes to {email}.",
        ),
        stop=Text(ru="Больше не присылать", en="Stop the news"),
        stopped=Text(
            ru="Готово: новости на адрес {email} больше не придут.",
            en="Done: no more news will go to {email}.",
        ),
        off=Text(
            ru="Новости на адрес {email} отключены.",
            en="News to {email} is switched off.",
        ),
        again=Text(ru="Присылать снова", en="Send news again"),
        resumed=Text(
            ru="Готово: новости снова будут приходить на адрес {email}.",
            en="Done: news will go to {email} again.",
        ),
    ),
}

NO_SUCH_LINK = Text(ru="Ссылка не открывается", en="This link does not open")
UNKNOWN = Text(
    ru="Она неполная или не наша. Откройте её из письма ещё раз.",
    en="It is not whole or not ours. Open it from the letter once more.",
)
