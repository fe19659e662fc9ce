"""The evaluation plan's cells and their evidence in words."""

from collections.abc import Mapping

from models import EventKind, MediaKind, Rating, Text
from models.monitoring.evaluation import EvaluationObject
from papers.typography import Plural
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import Phase

OBJECTS: Mapping[EvaluationObject, Text] = {
    EvaluationObject.GOAL: Text(ru="Цель", en="Goal"),
    EvaluationObject.TASK: Text(ru="Задачи", en="Tasks"),
    EvaluationObject.RESULT: Text(ru="Ожидаемые результаты", en="Expected results"),
}
METHODS: Mapping[EvaluationMethod, Text] = {
    EvaluationMethod.QUESTIONNAIRES: Text(ru="Анкеты", en="Questionnaires"),
    EvaluationMethod.INDICATORS: Text(
        ru="Количественные и качественные показатели",
        en="Quantitative and qualitative indicators",
    ),
    EvaluationMethod.EXPERTS: Text(ru="Оценка экспертов", en="Experts' assessment"),
    EvaluationMethod.FEEDBACK: Text(
        ru="Отзывы участников мероприятий", en="Feedback of participants of events"
    ),
    EvaluationMethod.PLAN_AND_FACT: Text(ru="План и факт", en="Plan against fact"),
    EvaluationMethod.MEDIA: Text(ru="Публикации в СМИ", en="Publications in the media"),
}
CELL_METHOD = Text(ru="{object} — {method}", en="{object}: {method}")
SAME_AS = Text(ru="Те же данные, что выше: «{where}».", en="The same evidence as above: “{where}”.")
SEE_QUESTIONS = Text(
    ru="Все вопросы — в разделе «Что ответили».", en="All questions: see “What people answered”."
)
INDICATOR_LINE = Text(
    ru="{title}: {fact}, план {plan} ({percent}).", en="{title}: {fact}, plan {plan} ({percent})."
)
INDICATOR_FACT = Text(ru="{title}: {fact}.", en="{title}: {fact}.")
INDICATOR_MISSING = Text(ru="{title}: {why}", en="{title}: {why}")
ASIDE = Text(ru="{title}: {aside}", en="{title}: {aside}")
MONEY_CAPTION = Text(ru="Деньги", en="Money")
MONEY_FACTS = (
    Text(ru="План", en="Target"),
    Text(ru="Получено", en="Received"),
    Text(ru="Выделено", en="Awarded"),
    Text(ru="Выплачено", en="Paid"),
    Text(ru="Израсходовано", en="Spent"),
)
SUPPORT_CAPTION = Text(ru="Инициативы по округам", en="Initiatives by district")
SUPPORT_HEADS = (
    Text(ru="Округ", en="District"),
    Text(ru="Мест", en="Places"),
    Text(ru="Предложено", en="Proposed"),
    Text(ru="Поддержано", en="Supported"),
    Text(ru="Завершено", en="Completed"),
)
STAGES_CAPTION = Text(ru="Этапы календарного плана", en="Stages of the calendar")
STAGES_HEADS = (
    Text(ru="Этап", en="Stage"),
    Text(ru="Дни", en="Days"),
    Text(ru="Состояние", en="State"),
    Text(ru="В срок", en="In time"),
    Text(ru="С опозданием", en="Late"),
    Text(ru="Мероприятий", en="Events"),
)
PHASES: Mapping[Phase, Text] = {
    Phase.AHEAD: Text(ru="впереди", en="ahead"),
    Phase.UNDER_WAY: Text(ru="идёт", en="under way"),
    Phase.OVER: Text(ru="позади", en="over"),
}
MILESTONES = Text(
    ru="Контрольные точки: запланировано {planned}, срок наступил у {due}, пройдено {reached}, из "
    "них в срок {in_time}; просрочено {overdue}.",
    en="Milestones: {planned} planned, {due} due, {reached} reached, {in_time} of them in time; "
    "{overdue} overdue.",
)
CRITERIA_CAPTION = Text(
    ru="Средние баллы заявок по критериям", en="Proposals' mean scores by criterion"
)
CRITERIA_HEADS = (
    Text(ru="Критерий", en="Criterion"),
    Text(ru="Шкала", en="Scale"),
    Text(ru="Заключений", en="Reviews"),
    Text(ru="Средний балл", en="Mean"),
)
RATINGS_CAPTION = Text(ru="Как приняты творческие отчёты", en="How creative reports were rated")
RATINGS_HEADS = (Text(ru="Оценка", en="Rating"), Text(ru="Отчётов", en="Reports"))
RATINGS: Mapping[Rating, Text] = {
    Rating.SUCCESSFUL: Text(ru="успешно", en="successful"),
    Rating.SATISFACTORY: Text(ru="удовлетворительно", en="satisfactory"),
    Rating.UNSATISFACTORY: Text(ru="неудовлетворительно", en="unsatisfactory"),
}
WRITTEN = Text(ru="{by}, {day}", en="{by}, {day}")
WRITTEN_SAMPLE = Text(ru="{by}, {day} (образец)", en="{by}, {day} (sample)")
EXPERTS_NOTE = Text(
    ru="Слова экспертов приведены дословно, как их мнение.",
    en="The experts' words are given as they wrote them, as their opinion.",
)
FEEDBACK_CAPTION = Text(ru="Отзывы по мероприятиям", en="Feedback by event")
FEEDBACK_HEADS = (
    Text(ru="Мероприятие", en="Event"),
    Text(ru="День", en="Day"),
    Text(ru="Отзывов", en="Forms"),
    Text(ru="Полезность, 1\u2060–\u20605", en="Usefulness, 1\u2060–\u20605"),
    Text(ru="Посоветуют", en="Would recommend"),
    Text(ru="Положительный опыт", en="Positive experience"),
)
ALL_EVENTS = Text(ru="Все вместе", en="All together")
EVENT_KINDS: Mapping[EventKind, Text] = {
    EventKind.SEMINAR: Text(ru="семинар", en="seminar"),
    EventKind.ROUND_TABLE: Text(ru="круглый стол", en="round table"),
    EventKind.PRESENTATION: Text(ru="презентация", en="presentation"),
    EventKind.MEETING: Text(ru="встреча", en="meeting"),
    EventKind.OTHER: Text(ru="другое", en="other"),
}
EVENT = Text(ru="{title} ({kind})", en="{title} ({kind})")
TOO_FEW = Plural(
    ru=(
        "Ещё у {n}\u00a0мероприятия отзывов слишком мало, чтобы их показать.",
        "Ещё у {n}\u00a0мероприятий отзывов слишком мало, чтобы их показать.",
        "Ещё у {n}\u00a0мероприятий отзывов слишком мало, чтобы их показать.",
    ),
    en=(
        "{n}\u00a0more event has too few forms to be shown.",
        "{n}\u00a0more events have too few forms to be shown.",
    ),
)
MEDIA_KINDS: Mapping[MediaKind, Text] = {
    MediaKind.NEWSPAPER: Text(ru="газеты", en="newspapers"),
    MediaKind.TELEVISION: Text(ru="телевидение", en="television"),
    MediaKind.RADIO: Text(ru="радио", en="radio"),
    MediaKind.SITE: Text(ru="сайты", en="websites"),
    MediaKind.SOCIAL: Text(ru="социальные сети", en="social networks"),
}
MEDIA_CAPTION = Text(ru="Публикации по видам", en="Publications by kind")
MEDIA_HEADS = (Text(ru="Вид", en="Kind"), Text(ru="Публикаций", en="Publications"))
MENTION = Text(ru="{outlet}, {day}", en="{outlet}, {day}")
COVERAGE_TITLE = Text(
    ru="За какие проблемы взялись поддержанные инициативы",
    en="Which problems supported initiatives take up",
)
PLAN_FACT_TITLE = Text(
    ru="Целевые показатели в процентах от плана", en="Target indicators in per cent of the plan"
)
SOURCES_CAPTION = Text(ru="Источники", en="Sources")
SOURCES_HEADS = (
    Text(ru="Что", en="What"),
    Text(ru="Откуда", en="From where"),
)
PLAN_HASH = Text(
    ru="План оценки, по которому составлен отчёт (SHA-256): {hash}.",
    en="The evaluation plan that the report follows (SHA-256): {hash}.",
)
