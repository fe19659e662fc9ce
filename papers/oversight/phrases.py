"""What the report says around the figures, in every language."""

from collections.abc import Mapping

from models import Category, Text
from papers.typography import Plural
from workflow.oversight.reading import MANY_IN_A_DAY, MANY_OF_ONE, MORNING, NIGHT

# The head
KIND = Text(ru="Отчёт о надзоре: {month}", en="Oversight report: {month}")
DESCRIPTION = Text(
    ru="Что в программе отступало от решённого, опаздывало и кто смотрел данные о людях",
    en="What was set aside or came late in the programme, and who looked at people’s data",
)
MADE = Text(ru="составлен {day}, {time}", en="made on {day}, {time}")
WHOLE = Text(ru="Месяц целиком", en="The whole month")
SO_FAR = Text(ru="Месяц ещё идёт: это то, что уже произошло", en="The month goes on: so far")
SAMPLE = Text(
    ru="Образец: люди, инициативы и деньги вымышлены.",
    en="Sample: people, initiatives and money are invented.",
)
CONTENTS = Text(ru="Содержание", en="Contents")
TABLE = Text(ru="Таблица", en="Table")
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")

# First of all
LOOK = Text(ru="На что обратить внимание", en="What to look at")
CALM = Text(
    ru="Ничего, что требовало бы внимания: история цела, сроки соблюдены, от решённого никто не "
    "отступал, необычных просмотров данных о людях не было.",
    en="Nothing that asks for attention: histories are sound, deadlines were kept, nothing settled "
    "was set aside, nobody looked at people’s data out of the ordinary.",
)
OVERRIDES = Plural(
    ru=("отступление от решённого", "отступления от решённого", "отступлений от решённого"),
    en=("override", "overrides"),
)
MISSED = Plural(
    ru=("нарушенный срок", "нарушенных срока", "нарушенных сроков"),
    en=("deadline missed", "deadlines missed"),
)
READ = Plural(
    ru=("просмотр данных о людях", "просмотра данных о людях", "просмотров данных о людях"),
    en=("look at people’s data", "looks at people’s data"),
)
TO_ERASE = Plural(
    ru=(
        "человек ждёт удаления данных",
        "человека ждут удаления данных",
        "человек ждут удаления данных",
    ),
    en=("person waits to be erased", "people wait to be erased"),
)

# Deeds
SET_ASIDE = Text(ru="Отступления от решённого", en="What was set aside")
NO_OVERRIDES = Text(
    ru="Сроки не продлевали, экспертизы не возвращали и не отводили, конфликты интересов не "
    "снимали, принятые расходы не отзывали.",
    en="No deadline was extended, no review reopened or set aside, no conflict of interest lifted, "
    "no accepted expense revoked.",
)
BY_HAND = Text(ru="Сделано вручную вместо календаря", en="Done by hand in place of the clock")
BEHALF = Text(ru="От имени других", en="On behalf of others")
WHEN = Text(ru="Когда", en="When")
WHAT = Text(ru="Что сделано", en="What was done")
WHO = Text(ru="Кто", en="By whom")
WHY = Text(ru="Почему", en="Why")
NOT_SAID = Text(ru="не указано", en="not said")
FROM_TO = Text(ru="срок был {was}, стал {due}", en="was due {was}, now {due}")
FOR = Text(ru="{who}; от имени: {behalf}", en="{who}; on behalf of: {behalf}")

# The clock
CLOCK = Text(ru="Календарь и сроки", en="The clock and deadlines")
NO_OUTAGES = Text(
    ru="Все шаги календаря сделаны вовремя.", en="Every step of the clock was taken in time."
)
OUTAGES = Text(ru="Когда календарь стоял", en="When the clock stood still")
SINCE = Text(ru="С", en="From")
UNTIL = Text(ru="По", en="To")
HOURS = Text(ru="Часов", en="Hours")
STEPS = Text(ru="Шагов с опозданием", en="Steps that came late")
NONE_DUE = Text(ru="Ни один срок не наступал.", en="No deadline fell in it.")
ALL_KEPT = Text(ru="Наступило сроков — {n}, все соблюдены.", en="Deadlines: {n}, all of them kept.")
SOME_MISSED = Text(
    ru="Наступило сроков — {n}, из них нарушено — {missed}. Один срок учтён у каждой роли, которая "
    "за него отвечает.",
    en="Deadlines: {n}, of which {missed} were missed. One counts for each role that answers for "
    "it.",
)
BY_ROLE = Text(ru="Нарушенные сроки по ролям", en="Deadlines missed, by role")
ROLE = Text(ru="Кто отвечает", en="Who answers for it")
MISSED_HEAD = Text(ru="Нарушено", en="Missed")
DUE_HEAD = Text(ru="Из", en="Of")

# Reading
READING = Text(ru="Кто смотрел данные о людях", en="Who looked at people’s data")
NOBODY_READ = Text(ru="Данные о людях никто не смотрел.", en="Nobody looked at people’s data.")
BY_VIEWER = Text(ru="Просмотры", en="Looks")
VIEWER = Text(ru="Кто смотрел", en="Who looked")
LOOKED_AT = Text(ru="Что", en="At what")
TIMES = Text(ru="Раз", en="Times")
UNUSUAL = Text(ru="Необычные просмотры", en="Out of the ordinary")
NOT_UNUSUAL = Text(ru="Необычных просмотров не было.", en="None was out of the ordinary.")
RULES_OF_READING = Text(
    ru=f"Необычным считается просмотр ночью (с {NIGHT:%H:%M} до {MORNING:%H:%M}), больше "
    f"{MANY_IN_A_DAY} просмотров за день и больше {MANY_OF_ONE} за месяц об одном и том же.",
    en=f"Out of the ordinary is a look at night (from {NIGHT:%H:%M} to {MORNING:%H:%M}), more than "
    f"{MANY_IN_A_DAY} in a day, and more than {MANY_OF_ONE} in a month at one thing.",
)

# Consents
PRIVACY = Text(ru="Согласия и удаление данных", en="Consents and erasure")
WITHDRAWN = Text(ru="Отозвано согласий", en="Consents withdrawn")
ERASED = Text(ru="Удалены данные, человек", en="People erased")
STILL = Text(ru="Ждут удаления", en="Waiting to be erased")
CONSENT = Text(ru="Согласие", en="Consent")
ERASE_BY = Text(ru="Удалить до", en="Erase by")
LATE = Text(ru="срок прошёл", en="late")
IN_TIME = Text(ru="срок не прошёл", en="in time")
STATE = Text(ru="Состояние", en="State")

# Letters
LETTERS = Text(ru="Письма", en="Letters")
NONE_DIED = Text(ru="Все письма дошли или ещё в пути.", en="Every letter arrived or is on its way.")
CATEGORIES: Mapping[str, Text] = {
    Category.OBLIGATION: Text(ru="Не доставлено обязательных", en="Obligations not delivered"),
    Category.REMINDER: Text(ru="Не доставлено напоминаний", en="Reminders not delivered"),
    Category.NEWS: Text(ru="Не доставлено новостей", en="News not delivered"),
}

# Proof
PROOF = Text(ru="История и её доказательства", en="Histories and their proof")
CHECKPOINTS = Text(ru="Отпечатков историй за месяц", en="Checkpoints of the month")
LAST_CHECKPOINT = Text(ru="Последний", en="The last")
NUMBER = Text(ru="№ {n} от {at}", en="No. {n} of {at}")
ROOT = Text(ru="Корень последнего отпечатка: {root}", en="Root of the last checkpoint: {root}")
SAME_ROOT = Text(
    ru="Он должен совпадать с тем, что разослан и опубликован.",
    en="It must be the one that was sent out and published.",
)

# Changes
CHANGES = Text(ru="Что изменилось в правилах и ролях", en="Changes of rules and roles")
NO_CHANGES = Text(
    ru="Правила, жизненные циклы и роли не менялись.",
    en="Neither rules nor lifecycles nor roles changed.",
)
RULES = Text(ru="Правила и жизненные циклы", en="Rules and lifecycles")
STORED = Text(ru="Что введено", en="What came into force")
FINGERPRINT = Text(ru="Начало хеша", en="Beginning of its hash")
ROLES = Text(ru="Роли", en="Roles")
DAY = Text(ru="День", en="Day")
ROLE_HEAD = Text(ru="Роль", en="Role")
HOLDER = Text(ru="Чья", en="Whose")
BEGINS = Text(ru="началась", en="began")
ENDS = Text(ru="последний день", en="last day")

# The end
METHOD = Text(ru="Как составлен отчёт", en="How it is made")
COUNTED = Text(
    ru="Всё взято из историй, реестра сроков, журнала доступа и почтового ящика программы; ничего "
    "не внесено руками.",
    en="All of it comes from the histories, the deadlines, the log of accesses and the outbox; "
    "nothing is typed in.",
)
WITH_NAMES = Text(
    ru="Жители не названы нигде; сотрудники, эксперты и депутаты названы по именам.",
    en="No resident is named; staff, experts and deputies are.",
)
WITHOUT_NAMES = Text(
    ru="Никто не назван по имени: указаны только роли.",
    en="Nobody is named: roles only.",
)
