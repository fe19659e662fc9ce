"""Headings, the line at the top, and what stands around everything."""

from collections.abc import Mapping

from models import Text
from papers.typography import Plural
from workflow.dossier.people import DEPUTY, EXPERT, OTHER, RESIDENT, STAFF

KIND = Text(ru="Досье инициативы", en="Dossier of an initiative")
DESCRIPTION = Text(
    ru="Всё, что записано об инициативе {code} «{title}».",
    en="All that is on record about initiative {code} “{title}”.",
)
SAMPLE = Text(
    ru="Образец: люди, инициатива и числа вымышлены.",
    en="Sample: the people, the initiative and the figures are invented.",
)
NOW = Text(ru="Как есть на {moment}", en="As it is at {moment}")
AS_OF = Text(ru="Каким дело было на конец дня {day}", en="As it was at the end of {day}")
UNNAMED = Text(
    ru="Люди не названы: вместо имён — роли.", en="People are not named: roles stand for names."
)
ZONE = Text(ru="Время: {zone}", en="Times: {zone}")
CONTENTS = Text(ru="Содержание", en="Contents")
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")
NONE = Text(ru="Нет.", en="None.")
NOBODY = Text(ru="никого", en="nobody")
CONSOLE = Text(ru="не назвавшийся у консоли", en="somebody at the console, unnamed")
SYSTEM = Text(ru="система", en="the system")
ERASED_PERSON = Text(ru="имя удалено", en="name erased")

ABOUT = Text(ru="Об инициативе", en="The initiative")
ABLE = Text(ru="Кто что может сделать", en="Who can do what")
PROPOSAL = Text(ru="Заявка и план", en="Proposal and plan")
REVIEWS = Text(ru="Экспертиза", en="Expert reviews")
COUNCIL = Text(ru="Решение совета", en="The council’s decision")
MONEY = Text(ru="Деньги", en="Money")
HISTORY = Text(ru="История", en="History")
DEADLINES = Text(ru="Сроки", en="Deadlines")
LETTERS = Text(ru="Письма", en="Letters")
RESULT = Text(ru="Отчёт и отклики", en="Report and publications")
FILES = Text(ru="Файлы", en="Files")
SEEN = Text(ru="Кто смотрел", en="Who saw it")
PROOF = Text(ru="Доказательство", en="Proof")

KNOWN_AS: Mapping[str, Text] = {
    STAFF: Text(ru="сотрудник {n}", en="staff {n}"),
    EXPERT: Text(ru="эксперт {n}", en="expert {n}"),
    RESIDENT: Text(ru="житель {n}", en="resident {n}"),
    DEPUTY: Text(ru="депутат {n}", en="deputy {n}"),
    OTHER: Text(ru="участник {n}", en="participant {n}"),
}
"""What people are called where nobody is named."""

# The line at the top
STEP = Text(ru="следующий шаг — {deeds}: {who}", en="next step — {deeds}: {who}")
STEP_OF = Text(
    ru="следующий шаг — {deeds} ({part}): {who}", en="next step — {deeds} ({part}): {who}"
)
OR = Text(ru="{first} или {last}", en="{first} or {last}")
WAITS_REVIEW = Text(
    ru="ждёт отзыва эксперта: {experts}", en="waits for the expert’s review: {experts}"
)
WAITS_REVIEWS = Text(
    ru="ждёт отзывов экспертов: {experts}", en="waits for the experts’ reviews: {experts}"
)
NO_EXPERTS = Text(
    ru="эксперты не назначены; назначает {who}", en="no expert is asked yet; asks: {who}"
)
NO_AGENDA = Text(
    ru="ещё не в повестке заседания; включает {who}",
    en="on no agenda yet; places it: {who}",
)
MEETING = Text(
    ru="ждёт заседания совета {held}; ведёт {who}",
    en="waits for the council’s meeting on {held}; in the chair: {who}",
)
VOTING = Text(
    ru="совет голосует: {motion}; ведёт {who}",
    en="the council is voting: {motion}; in the chair: {who}",
)
DECIDED = Text(
    ru="совет решил {motion}, решение ещё не объявлено; протокол — {who}",
    en="the council has decided: {motion}; not announced yet; minutes: {who}",
)
CLOCK = Text(
    ru="{deeds} — само, по календарю, как только ничто не мешает",
    en="{deeds} — by itself, by the clock, once nothing stands in the way",
)
HINDERED = Text(ru="мешает: {why}", en="in the way: {why}")
DUE = Text(ru="срок этапа — {due}", en="due {due}")
DUE_LATE = Text(ru="срок этапа — {due}, {late}", en="was due {due}, {late}")
DUE_PAUSED = Text(ru="срок приостановлен", en="the deadline is paused")
BY = Text(ru="до {due}", en="by {due}")
PAUSED = Text(ru="ждёт доработки", en="paused")
ALSO_LATE = Text(ru="кроме того, просрочено: {what}", en="also late: {what}")
LATE = Plural(
    ru=(
        "просрочено на {n} рабочий день",
        "просрочено на {n} рабочих дня",
        "просрочено на {n} рабочих дней",
    ),
    en=("{n} working day late", "{n} working days late"),
)
LATE_TODAY = Text(ru="просрочено сегодня", en="late since today")
ENDED = Text(ru="{day}, {action} — {who}", en="{day}, {action} — {who}")
BECAUSE = Text(ru="причина: {reason}", en="reason: {reason}")
BECAUSE_OF = Text(ru="причина ({action}): {reason}", en="reason ({action}): {reason}")
TOOK = Plural(
    ru=("весь путь — {n} день", "весь путь — {n} дня", "весь путь — {n} дней"),
    en=("the whole way took {n} day", "the whole way took {n} days"),
)
"""From the first entry to the end."""
