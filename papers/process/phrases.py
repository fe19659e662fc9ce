"""What the views say, in every language; names in braces are filled in."""

from collections.abc import Mapping

from models import Remark, Text
from papers.typography import Plural
from workflow.process.views import View

KIND = Text(ru="Ход процесса", en="Process views")
DESCRIPTION = Text(
    ru="{title}: сколько длятся этапы, где ждут, где сходят с пути.",
    en="{title}: how long stages last, where people wait, where the way ends early.",
)
AS_OF = Text(ru="По состоянию на {day}", en="As of {day}")
PERIOD = Text(
    ru="Посчитано по историям инициатив; люди названы только ролями",
    en="Counted from the histories of the initiatives; people are told of by their roles only",
)
SAMPLE = Text(
    ru="Образец: люди, инициативы и даты вымышлены.",
    en="Sample: the people, initiatives and dates are invented.",
)

HEADINGS: Mapping[View, Text] = {
    View.STAGES: Text(ru="Время на этапах и ожидание", en="Time in each stage, and waiting"),
    View.OVERDUE: Text(ru="Просроченные сроки", en="Overdue deadlines"),
    View.RETURNS: Text(ru="Возвраты на доработку", en="Returns for revision"),
    View.FUNNEL: Text(ru="Кто сколько прошёл и где сошёл", en="How far, and where the way ended"),
    View.BYPASSED: Text(ru="Ходы в обход обычного порядка", en="Moves out of the usual order"),
    View.VARIANTS: Text(ru="Какими путями шли инициативы", en="The ways initiatives went"),
    View.CONFORMANCE: Text(ru="Соответствие жизненному циклу", en="Conformance with the lifecycle"),
}

NOTHING_YET = Text(
    ru="Ни одна инициатива ещё не начала путь.", en="No initiative has begun its way yet."
)
INITIATIVES = Plural(
    ru=("{n} инициатива", "{n} инициативы", "{n} инициатив"),
    en=("{n} initiative", "{n} initiatives"),
)
OF_INITIATIVES = Plural(
    ru=("{n} инициативы", "{n} инициатив", "{n} инициатив"),
    en=("{n} initiative", "{n} initiatives"),
)
"""As in `3 из 21 инициативы`."""

SLOWEST: Mapping[str, tuple[Text, Text]] = {
    "time": (
        Text(
            ru="Дольше всего длится этап {stage}: в половине случаев не дольше {median}, в девяти "
            "из десяти — не дольше {p90}.",
            en="{stage} lasts longest: in half of the cases no longer than {median}, in nine of "
            "ten no longer than {p90}.",
        ),
        Text(
            ru="Дольше всего длится этап {stage}: в половине случаев не дольше {median}; о девяти "
            "из десяти говорить рано.",
            en="{stage} lasts longest: in half of the cases no longer than {median}; of nine in "
            "ten it is too early to tell.",
        ),
    ),
    "waiting": (
        Text(
            ru="Дольше всего ждут на этапе {stage}: в половине случаев до первого действия "
            "проходит не больше {median}, в девяти из десяти — не больше {p90}.",
            en="The longest waiting is in {stage}: in half of the cases somebody acts within "
            "{median}, in nine of ten within {p90}.",
        ),
        Text(
            ru="Дольше всего ждут на этапе {stage}: в половине случаев до первого действия "
            "проходит не больше {median}; о девяти из десяти говорить рано.",
            en="The longest waiting is in {stage}: in half of the cases somebody acts within "
            "{median}; of nine in ten it is too early to tell.",
        ),
    ),
}
"""With both figures, and where too many go on to know the second."""
GOING_ON = Text(
    ru="Сейчас в пути — {n}; дольше всех на одном месте — на этапе {stage}, {time}.",
    en="On the way: {n}; the longest in one place is in {stage}, for {time}.",
)
STAGES_TITLE = Text(
    ru="Сколько длится каждый этап и сколько из этого ждут",
    en="How long each stage lasts, and how much of it is waiting",
)
STAGES_METHOD = Text(
    ru="Случай — пребывание на этапе; кто вернулся, считается ещё раз. Ожидание — до первого "
    "действия человека с инициативой или с тем, что к ней относится (экспертиза, транш, расход), "
    "а если его не было — до конца этапа. Идущие случаи учтены оценкой Каплана — Майера: они "
    "длятся не меньше, чем уже продлились. Квантиль — время, которое действительно понадобилось "
    "кому-то (тип 1 по Хайндману и Фану). Рабочие дни — по календарю программы.",
    en="A case is a stay in a stage; who comes back is counted once more. Waiting lasts until a "
    "person acts on the initiative or on what belongs to it (a review, a tranche, an expense), or "
    "until the stage ends if nobody does. Cases that go on are taken into account by the "
    "Kaplan–Meier estimate: they last at least as long as they have so far. A quantile is a time "
    "that somebody really took (type 1 of Hyndman and Fan). Working days are those of the "
    "programme's calendar.",
)

NOTHING_OVERDUE = Text(ru="Просроченных сроков нет.", en="Nothing is overdue.")
OVERDUE_SAID = Text(
    ru="Просроченных сроков — {n}, больше всего на этапе {most}: {there}. Дольше всего просрочен "
    "срок на этапе {oldest}: {time}.",
    en="Overdue deadlines: {n}, most of them in {most}: {there}. The longest overdue is in "
    "{oldest}: for {time}.",
)
OVERDUE_ALL = Text(
    ru="Просроченных сроков — {n}, все на этапе {most}; дольше всего — {time}.",
    en="Overdue deadlines: {n}, all in {most}; the longest for {time}.",
)
OVERDUE_TITLE = Text(ru="На сколько просрочены сроки", en="How long deadlines are overdue")
STAGE_AND_ROLE = Text(ru="Этап и кто отвечает", en="Stage, and who is responsible")
NOBODY = Text(ru="никто: срок — у календаря", en="nobody: the calendar waits for it")
BANDS = (
    (3, Text(ru="до 3 дней", en="up to 3 days")),
    (7, Text(ru="4–7 дней", en="4–7 days")),
    (30, Text(ru="8–30 дней", en="8–30 days")),
    (None, Text(ru="больше 30 дней", en="over 30 days")),
)
OVERDUE_METHOD = Text(
    ru="Срок, который с тех пор перенесли, назван по дате, стоявшей тогда; если он после этого "
    "ждал кого-то другого — по дате, назначенной после ожидания.",
    en="A deadline that was put off since is told by the date it had then; one that has waited "
    "for somebody else since, by the date it was given after that.",
)

NOTHING_TO_RETURN = Text(
    ru="Возвращать на доработку пока нечего.", en="There is nothing yet that could be returned."
)
NONE_RETURNED = Text(
    ru="На доработку не возвращали ни одной из {all}.",
    en="Of {all} none was returned for revision.",
)
RETURNED_SAID = Text(
    ru="На доработку возвращали {n} из {all}, чаще всего с этапа {stage}. Что с ними стало: "
    "{outcomes}.",
    en="Returned for revision were {n} of {all}, most often from {stage}. What came of them: "
    "{outcomes}.",
)
RETURNS_TITLE = Text(
    ru="Сколько раз возвращали и чем закончилось", en="How often returned, and what came of it"
)
TIMES_RETURNED = Text(ru="Сколько раз", en="How often")
NEVER = Text(ru="ни разу", en="never")
TIMES = Plural(ru=("{n} раз", "{n} раза", "{n} раз"), en=("once", "{n} times"))
RETURNS_BY_STAGE = Text(ru="С какого этапа возвращали", en="From which stage they were returned")
STAGE = Text(ru="Этап", en="Stage")
RETURNS_NUMBER = Text(ru="Возвратов", en="Returns")
RETURNS_METHOD = Text(
    ru="Считаются инициативы, дошедшие до этапа, с которого можно вернуть; возвраты заявок и "
    "отчётов вместе.",
    en="Counted are initiatives that came to a stage from which one can be returned; returns of "
    "proposals and of reports together.",
)

FUNNEL_SAID = Text(
    ru="Начали путь — {begun}: прошли до конца — {completed}, сошли — {left}, в пути — "
    "{under_way}.",
    en="Begun: {begun}; come to the end: {completed}, left: {left}, on the way: {under_way}.",
)
MOST_LEFT = Text(
    ru="Чаще всего путь обрывается после этапа {stage}: {n}.",
    en="Most often the way ends after {stage}: {n}.",
)
FUNNEL_TITLE = Text(ru="Сколько инициатив дошло", en="How many initiatives came so far")
LEFT_AT = Text(ru="{after} → {end} ({how})", en="{after} → {end} ({how})")
BY_DISTRICT = Text(ru="По округам", en="By district")
DISTRICT = Text(ru="Округ", en="District")
BEGUN = Text(ru="Начали", en="Begun")
COMPLETED = Text(ru="Прошли до конца", en="Came to the end")
STEPS_BY_DISTRICT = Text(ru="До каких этапов дошли", en="Which stages they reached")
LEFT = Text(ru="Сошли", en="Left")
UNDER_WAY = Text(ru="В пути", en="On the way")

REMARKS: Mapping[Remark, Text] = {
    Remark.LATE: Text(ru="календарь опоздал", en="the calendar was late"),
    Remark.OVERRIDDEN: Text(ru="отменено чужое решение или правило", en="a rule was overridden"),
    Remark.BY_HAND: Text(ru="сделано вручную за календарь", en="done by hand for the calendar"),
}
DEEDS = Plural(ru=("{n} ход", "{n} хода", "{n} ходов"), en=("{n} move", "{n} moves"))
NOTHING_BYPASSED = Text(
    ru="Таких ходов не было: календарь не опаздывал, и ничего не решали в обход правил.",
    en="There were none: the calendar was never late, and no rule was set aside.",
)
BYPASSED_SAID = Text(
    ru="Всего — {n}: {remarks}. Чаще всего — {action}: {most}.",
    en="In all {n}: {remarks}. The most frequent is {action}: {most}.",
)
BYPASSED_TITLE = Text(ru="Что и как часто", en="What, and how often")
WHAT_AND_WHO = Text(ru="Действие и кто", en="Action, and who")
MONTH = Text(ru="Месяц", en="Month")
HOW = Text(ru="Как", en="How")
OF_WHAT = Text(ru="О чём", en="Of what")
ACTION = Text(ru="Действие", en="Action")
ROLE = Text(ru="Кто", en="Who")
NUMBER = Text(ru="Сколько", en="Number")
REFERENCES = Text(ru="Объекты", en="References")
BYPASSED_LINES = Text(ru="По месяцам", en="By month")

WAYS = Plural(ru=("{n} путь", "{n} пути", "{n} путей"), en=("{n} way", "{n} ways"))
VARIANTS_SAID = Text(
    ru="Разных путей по этапам — {ways}; самый частый прошли {n} из {all} ({share}).",
    en="Different ways through the stages: {ways}; the most frequent was gone by {n} of {all} "
    "({share}).",
)
VARIANTS_TITLE = Text(ru="Пути по этапам", en="Ways through the stages")
ACTIONS_TITLE = Text(ru="Пути по действиям", en="Ways by what was done")
REST = Text(
    ru="Ещё {ways}, которые прошли {n}.",
    en="{ways} more, which {n} went.",
)
ACTIONS_METHOD = Text(
    ru="Одно и то же действие несколько раз подряд считается одним шагом.",
    en="The same action several times in a row is one step.",
)

ALL_CONFORM = Text(
    ru="Все истории ({all}) соответствуют той версии жизненного цикла, за которой закреплены.",
    en="All histories ({all}) conform to the version of the lifecycle that they are pinned to.",
)
DEPARTED = Text(
    ru="Своей версии жизненного цикла не соответствуют {n} из {all} историй: проверьте базу "
    "командой «vmeste history verify».",
    en="Of {all} histories {n} depart from their version of the lifecycle: check the database "
    "with “vmeste history verify”.",
)
CONFORM_TO_NEWEST = Text(
    ru="Новейшей версии соответствуют {n} из {all}.", en="To the newest conform {n} of {all}."
)
CONFORMANCE_TITLE = Text(
    ru="Истории, проигранные по версиям жизненного цикла",
    en="Histories replayed against versions of the lifecycle",
)
VERSION = Text(ru="Версия, за которой закреплены", en="The version they are pinned to")
VERSION_NAMED = Text(ru="{hash} от {day}", en="{hash} of {day}")
NEWEST_NAMED = Text(ru="{hash} от {day}, новейшая", en="{hash} of {day}, the newest")
AGAINST_OWN = Text(ru="по своей версии", en="against their own")
AGAINST_NEWEST = Text(ru="по новейшей версии", en="against the newest")
CONFORM = Text(ru="Соответствуют", en="Conform")
DEPART = Text(ru="Отступают", en="Depart")
DEPARTURES = Text(ru="Где отступают впервые", en="Where they first depart")
STEP_TAKEN = Text(ru="Ход", en="Move")
STEP_NAMED = Text(
    ru="{from_state} → {action} → {to_state}", en="{from_state} → {action} → {to_state}"
)
AGAINST = Text(ru="По какой версии", en="Against which")
EXAMPLE = Text(ru="Пример", en="Example")
CONFORMANCE_METHOD = Text(
    ru="Проигрываются состояния и действия; правила, которые проверялись перед действием, из "
    "одной истории не восстановить.",
    en="States and actions are replayed; the rules that were checked before each action cannot be "
    "told from the history alone.",
)
