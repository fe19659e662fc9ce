"""What is told to those who are asked, in the same words in letters and on pages: how their answers
are kept, how long it takes."""

from collections.abc import Mapping

from models import RoundMode, Text
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, Scale

KEPT: Mapping[str, Text] = {
    RoundMode.ANONYMOUS: Text(
        en="Your answers are kept without your name. We note that you have answered and on which "
        "day, so as not to remind you, but nothing leads from that note to your answers. Where "
        "fewer than five people answered alike, that is not shown to anybody. Once handed in, "
        "answers can be neither changed nor withdrawn: we could not tell which are yours.",
        ru="Ваши ответы хранятся без имени. Мы отмечаем, что вы ответили и в какой день, чтобы не "
        "напоминать, но от этой отметки к ответам ничто не ведёт. Если одинаково ответили меньше "
        "пяти человек, это никому не показывается. Отправленные ответы нельзя ни изменить, ни "
        "отозвать: мы не сможем узнать, какие из них ваши.",
    ),
    RoundMode.LINKED: Text(
        en="Your answers are kept without your name, under a code that is the same before and "
        "after the programme: so we see what changed for the same people. The code is made of "
        "your address and of two keys that are kept apart. Until the last survey has closed, "
        "whoever administers the server and has both could find out whose code it is; then one "
        "of the keys is destroyed, and nobody can. Where fewer than five people answered alike, "
        "that is not shown to anybody. Once handed in, answers can be neither changed nor "
        "withdrawn.",
        ru="Ваши ответы хранятся без имени, под кодом, одинаковым до и после программы: так видно, "
        "что изменилось у одних и тех же людей. Код составлен из вашего адреса и двух ключей, "
        "которые хранятся раздельно. До закрытия последнего опроса тот, кто обслуживает сервер и "
        "имеет оба ключа, мог бы узнать, чей это код; затем один из ключей уничтожается, и этого "
        "не сможет никто. Если одинаково ответили меньше пяти человек, это никому не "
        "показывается. Отправленные ответы нельзя ни изменить, ни отозвать.",
    ),
    RoundMode.NAMED: Text(
        en="Your answers are kept together with your name. The foundation that runs the programme "
        "can see who answered what; in what is published there are no names, and nothing about "
        "groups of fewer than five people.",
        ru="Ваши ответы хранятся вместе с вашим именем. Фонд, который ведёт программу, может "
        "видеть, кто что ответил; в том, что публикуется, имён нет, как и ничего о группах "
        "меньше пяти человек.",
    ),
}
"""Mode of the round → how answers are kept, honestly."""

_SECONDS = {Scale.WORDS: 45}
"""Scale of a question → how long people take over it, as a guess on the long side."""
_USUALLY = 20


def minutes(document: QuestionnaireDocument) -> int:
    """How long it takes to fill in."""
    scales = [question.scale for question in document.questions.values() if question.scale]
    return max(1, -(-sum(_SECONDS.get(scale, _USUALLY) for scale in scales) // 60))
