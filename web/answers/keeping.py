"""What somebody is told before the first question of how their answers are kept."""

from collections.abc import Iterator

from models import RoundMode, Text
from workflow.monitoring.rounds.answers.answering import Form
from workflow.monitoring.rounds.modes import KEPT


def keeping(form: Form) -> Iterator[Text]:
    """Paragraph by paragraph; the first is the one that the letter had."""
    is_by_slip = form.invitation.person_id is None
    by_name = form.mode == RoundMode.NAMED and not is_by_slip
    yield KEPT[RoundMode.ANONYMOUS] if form.mode == RoundMode.NAMED and is_by_slip else form.kept
    if form.document.by_district:
        yield _DISTRICT
    if not by_name:
        yield _IN_WORDS
    yield _DRAFT


_DISTRICT = Text(
    ru="Вместе с ответами хранится ваш округ, чтобы сравнить округа между собой.",
    en="Your district is kept with your answers, so that districts can be compared.",
)
_IN_WORDS = Text(
    ru="Отвечая своими словами, не пишите того, по чему вас можно узнать.",
    en="Where you answer in your own words, leave out what you could be recognised by.",
)
_DRAFT = Text(
    ru="Пока ответы не отправлены, они хранятся зашифрованными и видны по вашей ссылке: не "
    "передавайте её другим. Неотправленное удаляется, когда опрос закрывается.",
    en="Until you hand them in, your answers are kept encrypted and can be seen by your link: do "
    "not pass it on. What is not handed in is deleted when the survey closes.",
)
