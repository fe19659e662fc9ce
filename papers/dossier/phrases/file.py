"""The initiative, who can act, the proposal, the reviews, the council."""

from collections.abc import Mapping

from models import ProblemKind, Text

STATE = Text(ru="Этап", en="State")
SINCE = Text(ru="{state}, с {moment}", en="{state}, since {moment}")
DISTRICT = Text(ru="Округ", en="District")
PROGRAMME = Text(ru="Программа", en="Programme")
LEADER = Text(ru="Лидер", en="Leader")
GROUP = Text(ru="Группа", en="Group")
ADDRESSES: Mapping[str, Text] = {
    ProblemKind.PROBLEM: Text(ru="Проблема округа № {n}", en="Problem No. {n} of the district"),
    ProblemKind.GROWTH_POINT: Text(ru="Точка роста № {n}", en="Growth point No. {n}"),
}
REQUESTED = Text(ru="Запрошено", en="Asked for")
AWARDED = Text(ru="Выделено", en="Awarded")
PAID = Text(ru="Выплачено", en="Paid")
SPENT = Text(ru="Израсходовано, с документами", en="Spent, with documents")
RETURNED = Text(ru="Возвращено", en="Returned")
RELEASED = Text(ru="Не выплачено и освобождено", en="Not paid and free again")
UNACCOUNTED = Text(ru="На руках, без отчёта", en="With the group, unaccounted for")
SUMMARY = Text(ru="О чём заявка", en="What it is about")

ABLE_NOW = Text(
    ru="По ответам правил на этот момент: ✓ — можно сейчас, ✗ — что-то мешает.",
    en="As the rules answer at this moment: ✓ open now, ✗ something stands in the way.",
)
ABLE_THEN = Text(
    ru="По жизненному циклу, к которому прикреплена инициатива. Что тогда мешало, не хранится.",
    en="By the lifecycle the initiative is pinned to. What stood in the way then is not kept.",
)
OVER = Text(
    ru="Путь завершён, действий больше нет.", en="Its way is over: nothing more can be done."
)
BESIDES = Text(ru="Что ещё идёт", en="What else is under way")
BESIDES_HEADS = (
    Text(ru="О чём", en="Of what"),
    Text(ru="Чего ждёт", en="Waits for"),
    Text(ru="Кто", en="Who"),
    Text(ru="Срок", en="Due"),
)

VERSION = Text(ru="Версия {n}", en="Version {n}")
FIRST_VERSION = Text(ru="первая", en="the first")
KEPT_BY = Text(ru="{moment} · {action} · {who}", en="{moment} · {action} · {who}")
VERSION_ERASED = Text(
    ru="Часть этой версии удалена позже: человек отозвал согласие.",
    en="Part of this version was erased later: somebody withdrew their consent.",
)
ONLY_VERSION = Text(
    ru="Версия одна: заявку не меняли.", en="There is one version: it never changed."
)
FIELDS: Mapping[str, Text] = {
    "title": Text(ru="Название", en="Title"),
    "summary": Text(ru="Описание", en="Summary"),
    "requested": Text(ru="Запрошено", en="Asked for"),
    "budget": Text(ru="Смета", en="Budget"),
    "milestones": Text(ru="Контрольные точки", en="Milestones"),
    "group": Text(ru="Группа", en="Group"),
    "addresses": Text(ru="Решает", en="Addresses"),
}
PLAN = Text(ru="План: намечено, перенесено, пройдено", en="Plan: planned, moved, reached")
PLAN_HEADS = (
    Text(ru="Контрольная точка", en="Milestone"),
    Text(ru="По договору", en="As agreed"),
    Text(ru="Намечено", en="Planned"),
    Text(ru="Пройдено", en="Reached"),
)
CHANGES = Text(ru="Просьбы об изменении плана", en="Requests to change the plan")
CHANGES_HEADS = (
    Text(ru="Просьба", en="Request"),
    Text(ru="Что изменить", en="What to change"),
    Text(ru="Почему", en="Why"),
    Text(ru="Ответ", en="Answer"),
)
ANSWERED = Text(ru="{action}, {moment}, {who}", en="{action}, {moment}, {who}")
UNANSWERED = Text(ru="ответа нет", en="not answered")

REVIEW = Text(ru="{code} · {expert}", en="{code} · {expert}")
COUNTS = Text(ru="учитывается", en="counts")
COUNTS_NOT = Text(ru="не учитывается", en="does not count")
MEAN = Text(
    ru="Средний взвешенный балл учтённых экспертиз — {mean} ({n}).",
    en="Mean weighted score of the reviews that count: {mean} ({n}).",
)
ASSIGNED = Text(ru="Назначена", en="Assigned")
SUBMITTED = Text(ru="Сдана", en="Handed in")
READ = Text(ru="По версии заявки", en="Of the proposal’s version")
TOTAL = Text(ru="Взвешенный балл", en="Weighted score")
MARKS_HEADS = (
    Text(ru="Критерий", en="Criterion"),
    Text(ru="Коэфф.", en="Weight"),
    Text(ru="Балл", en="Score"),
    Text(ru="Обоснование", en="Justification"),
)
MARK = Text(ru="{value} из {highest}", en="{value} of {highest}")
CONCLUSION = Text(ru="Заключение", en="Conclusion")
UNWRITTEN = Text(
    ru="Ещё не сдана: черновик — дело эксперта.", en="Not handed in: a draft is the expert’s own."
)
REWRITTEN = Text(
    ru="Что было сдано тогда, переписано позже; сохранился только хеш в истории.",
    en="What was handed in then was rewritten later; only its commitment is kept.",
)
REVIEW_ERASED = Text(
    ru="Часть текста удалена позже: человек отозвал согласие.",
    en="Part of the text was erased later: somebody withdrew their consent.",
)
CONFLICTS = Text(ru="Конфликты интересов", en="Conflicts of interest")
CONFLICT_HEADS = (
    Text(ru="Когда", en="When"),
    Text(ru="Член совета", en="Member"),
    Text(ru="Что", en="What"),
    Text(ru="Кто записал и почему", en="Who recorded it, and why"),
)
DECLARED = Text(ru="заявлен", en="declared")
LIFTED = Text(ru="снят: {ground}", en="lifted: {ground}")

ITEM = Text(ru="Заседание {meeting}, вопрос {n}", en="Meeting {meeting}, item {n}")
HELD = Text(ru="Назначено на", en="Held")
PLACE = Text(ru="Место", en="Place")
RANK = Text(ru="Место в рейтинге перед советом", en="Rank shown to the council")
STANDS = Text(ru="Состояние вопроса", en="State of the item")
ANNOUNCED = Text(ru="Объявлено", en="Announced")
NOT_YET = Text(ru="ещё нет", en="not yet")
MOTION = Text(ru="Предложение: {motion}", en="Motion: {motion}")
PUT = Text(ru="Поставлено", en="Put")
BY_VERSION = Text(ru="По версии заявки", en="On the proposal’s version")
QUORUM = Text(ru="Кворум", en="Quorum")
QUORUM_TOLD = Text(
    ru="присутствует {present}, нужно {needed} из {eligible}",
    en="{present} present, {needed} of {eligible} needed",
)
RECUSED = Text(ru="Не участвуют", en="Recused")
CHOICES: Mapping[str, Text] = {
    "for": Text(ru="За", en="For"),
    "against": Text(ru="Против", en="Against"),
    "abstain": Text(ru="Воздержались", en="Abstained"),
}
OUTCOMES: Mapping[str, Text] = {
    "adopt": Text(ru="принято", en="adopted"),
    "defeat": Text(ru="не принято", en="defeated"),
    "call_off": Text(ru="голосование прервано", en="called off"),
}
OPEN_VOTE = Text(ru="идёт голосование", en="the vote is open")
CASTING = Text(
    ru="голоса разделились поровну, решил голос председателя",
    en="a tie, decided by the chair’s vote",
)
OUTCOME = Text(ru="Итог", en="Outcome")
REASON = Text(ru="Основание", en="Reason")
RECONSIDERED = Text(ru="Пересмотрено", en="Reconsidered")
BALANCE = Text(ru="После решения", en="After it")
LEFT = Text(
    ru="мест занято: {slots}; денег осталось: {money}",
    en="slots used: {slots}; money left: {money}",
)
