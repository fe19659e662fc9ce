"""Money, the history, deadlines, letters, what came of it, who saw it, and the proof."""

from collections.abc import Mapping

from models import Category, DeadlineOutcome, MediaKind, Remark, Text
from papers.typography import Plural
from workflow.dossier.letters import Fate

TRANCHES = Text(ru="Транши", en="Tranches")
TRANCHE_HEADS = (
    (Text(ru="Транш", en="Tranche"), False),
    (Text(ru="Сумма", en="Amount"), True),
    (Text(ru="Состояние", en="State"), False),
    (Text(ru="Перечислен", en="Paid on"), False),
)
BUDGET = Text(ru="Смета: план и факт", en="Budget: plan and fact")
BUDGET_HEADS = (
    (Text(ru="Статья", en="Line"), False),
    (Text(ru="План", en="Planned"), True),
    (Text(ru="Принято", en="Accepted"), True),
)
EXPENSES = Text(ru="Расходы", en="Expenses")
EXPENSE_HEADS = (
    (Text(ru="Расход", en="Expense"), False),
    (Text(ru="На что", en="What for"), False),
    (Text(ru="Кому", en="To whom"), False),
    (Text(ru="Когда", en="When"), False),
    (Text(ru="Сумма", en="Amount"), True),
    (Text(ru="Решение", en="Decision"), False),
)

REMARKS: Mapping[str, Text] = {
    Remark.LATE: Text(ru="с опозданием", en="late"),
    Remark.OVERRIDDEN: Text(ru="отступление от правила", en="overridden"),
    Remark.BY_HAND: Text(ru="вручную", en="by hand"),
}
HISTORY_BRIEF = Plural(
    ru=("{n} запись", "{n} записи", "{n} записей"), en=("{n} entry", "{n} entries")
)
STANDING_OUT = Text(ru="Выделяются: {what}.", en="What stands out: {what}.")
TEXT_ERASED = Text(
    ru="текст удалён: человек отозвал согласие", en="text erased: somebody withdrew their consent"
)
FLOWS: Mapping[str, Text] = {
    "enforce_deadlines": Text(ru="сроки", en="deadlines"),
    "reviews settled": Text(ru="итог экспертиз", en="reviews settled"),
    "promote_from_reserve": Text(ru="резервный список", en="reserve list"),
    "watch_implementation": Text(ru="наблюдение за работами", en="watch over the work"),
}
"""Flows as an entry names them; one that is not here goes by its name."""
MEETING = Text(ru="Заседание", en="Meeting")
CLOCK = Text(ru="по календарю: {flow}", en="by the clock: {flow}")
FOLLOWS = Text(ru="вслед за: {what}", en="follows from: {what}")

DEADLINE_HEADS = (
    Text(ru="О чём", en="Of what"),
    Text(ru="Чего ждали", en="What was awaited"),
    Text(ru="Открыт", en="Opened"),
    Text(ru="Срок", en="Due"),
    Text(ru="Что с ним было", en="What became of it"),
)
OUTCOMES: Mapping[str, Text] = {
    DeadlineOutcome.MET: Text(ru="соблюдён {moment}", en="met {moment}"),
    DeadlineOutcome.MISSED: Text(ru="нарушен", en="missed"),
    DeadlineOutcome.CANCELLED: Text(ru="отпал {moment}", en="no longer asked for, {moment}"),
}
LATE_DONE = Text(ru="нарушен, {late}; закрыт {moment}", en="missed, {late}; closed {moment}")
LATE_OPEN = Text(ru="идёт, {late}", en="open, {late}")
RUNNING = Text(ru="идёт", en="open")
PAUSED = Text(ru="приостановлен с {moment}", en="paused since {moment}")
WAS_PAUSED = Text(ru="пауза {since} – {until}", en="paused {since} – {until}")
EXTENDED = Text(ru="продлён до {due} ({who}: {reason})", en="extended to {due} ({who}: {reason})")
MOVED = Text(ru="перенесён на {due}: {action}", en="moved to {due}: {action}")
DEADLINES_BRIEF = Text(
    ru="соблюдено {met}, нарушено {missed}, идёт {open}",
    en="{met} met, {missed} missed, {open} open",
)

LETTER_HEADS = (
    Text(ru="Написано", en="Written"),
    Text(ru="Кому", en="To"),
    Text(ru="О чём", en="About"),
    Text(ru="Вид", en="Kind"),
    Text(ru="Что с ним", en="What became of it"),
)
CATEGORIES: Mapping[str, Text] = {
    Category.OBLIGATION: Text(ru="обязательное", en="obligation"),
    Category.REMINDER: Text(ru="напоминание", en="reminder"),
    Category.NEWS: Text(ru="новость", en="news"),
}
FATES: Mapping[str, Text] = {
    Fate.QUEUED: Text(ru="в очереди", en="queued"),
    Fate.SENT: Text(ru="отправлено {moment}", en="sent {moment}"),
    Fate.DEAD: Text(ru="не доставлено {moment}: {error}", en="did not arrive {moment}: {error}"),
    Fate.UNWANTED: Text(ru="получатель отказался от таких писем", en="its recipient does without"),
}
LETTER_ABOUT = Text(ru="{what}: {action}", en="{what}: {action}")
LETTER_DEADLINE = Text(ru="{what}: срок «{awaited}»", en="{what}: deadline “{awaited}”")
LETTERS_BRIEF = Text(
    ru="отправлено {sent}, не доставлено {dead}, в очереди {queued}, не нужно {unwanted}",
    en="{sent} sent, {dead} did not arrive, {queued} queued, {unwanted} unwanted",
)
LETTERS_LIMIT = Text(
    ru="О письме, которое к этому дню не было ни доставлено, ни отклонено окончательно, сказано "
    "«в очереди»: попытки по дням не хранятся.",
    en="A letter that had neither arrived nor been given up for good by the day is called queued: "
    "attempts are not kept day by day.",
)

REPORT = Text(ru="Творческий отчёт", en="Creative report")
REPORT_DONE = Text(ru="Что сделано", en="What was done")
REPORT_RESULTS = Text(ru="Что получилось", en="What came of it")
PARTICIPANTS = Text(ru="Участвовало, кроме группы", en="Took part, beyond the group")
SUBMITTED = Text(ru="Сдан", en="Submitted")
RETURNED = Text(ru="Возвращён", en="Returned")
RATING = Text(ru="Оценка", en="Rating")
PRESENTED = Text(ru="Представлено", en="Presented")
LINKS = Text(ru="Ссылки", en="Links")
NO_REPORT = Text(ru="Отчёт не сдан.", en="No report was submitted.")
REPORT_REWRITTEN = Text(
    ru="Что было сдано тогда, переписано позже; сохранился только хеш в истории.",
    en="What was submitted then was rewritten later; only its commitment is kept.",
)
REPORT_ERASED = Text(
    ru="Часть текста удалена позже: человек отозвал согласие.",
    en="Part of the text was erased later: somebody withdrew their consent.",
)
MEDIA = Text(ru="Публикации", en="Publications")
MEDIA_HEADS = (
    Text(ru="Когда", en="When"),
    Text(ru="Где", en="Where"),
    Text(ru="Что", en="What"),
    Text(ru="Адрес", en="Address"),
)
MEDIA_KINDS: Mapping[str, Text] = {
    MediaKind.NEWSPAPER: Text(ru="газета", en="newspaper"),
    MediaKind.TELEVISION: Text(ru="телевидение", en="television"),
    MediaKind.RADIO: Text(ru="радио", en="radio"),
    MediaKind.SITE: Text(ru="сайт", en="site"),
    MediaKind.SOCIAL: Text(ru="соцсеть", en="social network"),
}
FILE_HEADS = (
    Text(ru="Файл", en="File"),
    Text(ru="К чему", en="Of what"),
    Text(ru="Приложил", en="Added by"),
    Text(ru="Когда", en="When"),
    Text(ru="SHA-256", en="SHA-256"),
)
PURPOSES: Mapping[str, Text] = {
    "photo": Text(ru="фотография", en="photo"),
    "receipt": Text(ru="документ расхода", en="document of an expense"),
    "agreement": Text(ru="договор", en="agreement"),
    "report": Text(ru="отчёт", en="report"),
}
FILE = Text(ru="{name} ({purpose}, {size})", en="{name} ({purpose}, {size})")

SEEN_HEADS = (
    Text(ru="Когда", en="When"),
    Text(ru="Кто", en="Who"),
    Text(ru="Что показано", en="What was shown"),
    Text(ru="О чём", en="Of what"),
)
SEEN_WHAT: Mapping[str, Text] = {
    "dossier": Text(ru="досье", en="dossier"),
    "search": Text(ru="поиск", en="search"),
    "history": Text(ru="история", en="history"),
    "initiative": Text(ru="инициатива", en="initiative"),
    "review": Text(ru="экспертиза", en="review"),
    "meeting": Text(ru="заседание", en="meeting"),
    "letters": Text(ru="письма", en="letters"),
    "event_log": Text(ru="журнал событий", en="event log"),
}

SOUND = Text(
    ru="Все истории целы: каждая запись следует из предыдущей, каждый текст — тот, что записан.",
    en="Every history is whole: each entry follows from the one before, each text is the one kept.",
)
UNSOUND = Text(
    ru="Не сходится: {what}. Запустите vmeste history verify.",
    en="Does not fit: {what}. Run vmeste history verify.",
)
CHECKPOINT = Text(
    ru="Последний отпечаток историй — № {n} от {moment}; корень {root}.",
    en="The latest checkpoint is No. {n} of {moment}; its root is {root}.",
)
NO_CHECKPOINT = Text(
    ru="Отпечатков историй ещё не снимали: что истории не переписаны целиком, извне пока не видно.",
    en="No checkpoint was taken yet: nothing outside shows that no history was rewritten whole.",
)
CHAIN_HEADS = (
    (Text(ru="История", en="History"), False),
    (Text(ru="Записей", en="Entries"), True),
    (Text(ru="Под отпечатком", en="Under the checkpoint"), True),
    (Text(ru="Хеш последней записи", en="Hash of the last entry"), False),
)
HOW = Text(ru="Как проверить", en="How to verify")
VERIFY = Text(
    ru="vmeste history verify {code} — все записи этой истории по порядку, в базе.",
    en="vmeste history verify {code}: every entry of this history in order, in the database.",
)
PROVE = Text(
    ru="vmeste history prove {code} — маленький файл, который vmeste-verify проверяет без базы по "
    "опубликованному корню.",
    en="vmeste history prove {code}: a small file that vmeste-verify checks without the database, "
    "against the published root.",
)
