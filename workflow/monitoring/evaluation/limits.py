"""What a report cannot say."""

from collections.abc import Iterator, Sequence

from models import RoundMode, Text
from workflow.monitoring.evaluation.report import Limit, RoundFinding


def limits(rounds: Sequence[RoundFinding]) -> tuple[Limit, ...]:
    return tuple(_limits(rounds))


def _limits(rounds: Sequence[RoundFinding]) -> Iterator[Limit]:
    results = [finding.results for found in rounds for finding in found.questionnaires]
    compared = [found for found in rounds if found.baseline is not None]
    if not any(result.has_comparison_group for result in results):
        yield _NO_COMPARISON_GROUP
    if not rounds:
        yield _NOT_ASKED
    elif not compared:
        yield _ASKED_ONCE
    if rounds:
        yield _WHO_ANSWERED
        yield _HIDDEN
    if any(found.mode == RoundMode.ANONYMOUS for found in compared):
        yield _NOT_LINKED
    yield from (_EXPERIENCE, _REVIEWS, _STAGES, _CORRECTED)


_NO_COMPARISON_GROUP = Limit(
    "no_comparison_group",
    Text(
        en="Nobody was asked in districts outside the programme. The report says who answered "
        "what, and how many answers rose, stayed and fell; it cannot say what a change comes from.",
        ru="В округах вне программы никого не спрашивали. Отчёт говорит, кто как ответил и сколько "
        "ответов стало лучше, не изменилось и стало хуже; откуда изменение, он сказать не может.",
    ),
)
_NOT_ASKED = Limit(
    "not_asked",
    Text(
        en="No monitoring round had closed and been analysed by this day: the report has no "
        "answers to questionnaires.",
        ru="К этому дню ни один раунд мониторинга не закрыт и не обработан: ответов на анкеты в "
        "отчёте нет.",
    ),
)
_ASKED_ONCE = Limit(
    "asked_once",
    Text(
        en="People were asked once, at the beginning: the report describes where the programme "
        "starts from, and compares nothing.",
        ru="Людей опросили один раз, в начале: отчёт описывает исходное положение и ничего не "
        "сравнивает.",
    ),
)
_WHO_ANSWERED = Limit(
    "who_answered",
    Text(
        en="Those who answered may differ from those who did not: read each figure beside its "
        "response rate.",
        ru="Ответившие могут отличаться от тех, кто не ответил: смотрите на долю ответивших рядом "
        "с каждым числом.",
    ),
)
_HIDDEN = Limit(
    "hidden",
    Text(
        en="Figures about fewer than five people are not shown, nor those from which they could be "
        "worked out.",
        ru="Числа о менее чем пяти людях не показаны, как и те, из которых их можно вычислить.",
    ),
)
_NOT_LINKED = Limit(
    "not_linked",
    Text(
        en="The rounds were anonymous: two groups of people are compared, and not each person with "
        "themselves.",
        ru="Раунды были анонимными: сравниваются две группы людей, а не каждый сам с собой.",
    ),
)
_EXPERIENCE = Limit(
    "experience_is_told",
    Text(
        en="A positive experience is what people say of themselves; nobody checked it.",
        ru="Позитивный опыт — это то, что люди говорят о себе сами; никто этого не проверял.",
    ),
)
_REVIEWS = Limit(
    "reviews_are_of_proposals",
    Text(
        en="Experts' scores are of proposals, given before the work began: they say nothing of its "
        "results.",
        ru="Баллы экспертов поставлены заявкам до начала работ: о результатах они не говорят.",
    ),
)
_STAGES = Limit(
    "stages_are_periods",
    Text(
        en="The records do not say whether a stage of the calendar was carried out in full: beside "
        "it stands what is on record from its days.",
        ru="Записи не говорят, выполнен ли этап календарного плана полностью: рядом с ним показано "
        "то, что записано за его дни.",
    ),
)
_CORRECTED = Limit(
    "corrected_records",
    Text(
        en="Events, attendance and consultations have no history: they count by the day they "
        "happened, as they are on record now, so that a correction holds for earlier days too.",
        ru="У мероприятий, списков участников и консультаций нет истории изменений: они считаются "
        "по дню, когда состоялись, в том виде, в каком записаны сейчас; исправление действует и на "
        "прошлые дни.",
    ),
)
