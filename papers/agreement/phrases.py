"""What the agreement says, in every language; names in braces are filled in.

Plain words of our own: a foundation has its lawyer read them before the first signature.
"""

from collections.abc import Mapping

from models import Text
from papers.typography import Plural
from workflow.work.agreements import Condition

# The head
TITLE = Text(ru="Договор № {number}", en="Agreement No. {number}")
SUBTITLE = Text(ru="о поддержке инициативы жителей", en="on support for a residents’ initiative")
SAMPLE = Text(
    ru="Образец: люди и инициатива в этом договоре вымышлены, юридической силы он не имеет.",
    en="Sample: the people and the initiative in this agreement are invented. It binds nobody.",
)
TRANSLATION = Text(
    ru="Составлен на русском языке; английский текст — перевод для сведения.",
    en="A translation for information: the Russian text is the one that is signed and prevails.",
)
PARTIES = Text(
    ru="{foundation} (далее — Фонд) и {leader}, лидер инициативной группы жителей "
    "(далее — Лидер группы), заключили этот договор в рамках программы {programme}.",
    en="{foundation} (the Foundation) and {leader}, leader of a residents’ initiative group "
    "(the Leader), agree as follows within the programme {programme}.",
)

# The parts
SUBJECT = Text(ru="Предмет договора", en="Subject")
GIVES = Text(
    ru="Фонд безвозмездно выделяет средства целевого назначения на инициативу {title} "
    "({district}), а Лидер группы вместе с жителями выполняет её по смете и плану из раздела 3.",
    en="The Foundation gives money, free of charge and for this purpose only, for the initiative "
    "{title} ({district}); the Leader carries it out together with residents, by the budget and "
    "the plan in part 3.",
)
PURPOSE = Text(ru="Назначение средств: {purpose}", en="Purpose of the money: {purpose}")

AMOUNT = Text(ru="Сумма и порядок выплаты", en="Amount and payment")
SUM = Text(
    ru="Сумма поддержки — {figures} ({words}).", en="The amount of support is {figures} ({words})."
)
ONE_INSTALMENT = Text(
    ru="Вся сумма выплачивается сразу после подписания договора.",
    en="The whole amount is paid once the agreement is signed.",
)
INSTALMENTS = Text(ru="Сумма выплачивается по частям:", en="The amount is paid in tranches:")
INSTALMENT_HEAD = Text(ru="Транш|Доля|Сумма|Условие", en="Tranche|Share|Amount|Condition")
CONDITIONS: Mapping[Condition, Text] = {
    Condition.SIGNED: Text(ru="договор подписан", en="the agreement is signed"),
    Condition.ACCOUNTED: Text(
        ru="за предыдущий транш отчитались: документы о расходах приняты, неизрасходованное "
        "возвращено",
        en="the tranche before is accounted for: its documents are accepted, what was not spent "
        "is returned",
    ),
}
PAYMENT = Text(
    ru="Когда условие выполнено и руководитель программы разрешил выплату, Фонд перечисляет "
    "деньги в течение {term}.",
    en="Once the condition is met and the programme’s coordinator has released the tranche, the "
    "Foundation pays it within {term}.",
)

PLAN = Text(ru="Смета и план", en="Budget and plan")
BUDGET = Text(ru="Смета:", en="Budget:")
BUDGET_HEAD = Text(ru="№|Статья расходов|Сумма", en="No.|Line|Amount")
ALL = Text(ru="Итого", en="Total")
NO_BUDGET = Text(
    ru="Расходы делаются на цель, названную в пункте 1.2.",
    en="The money is spent on the purpose named in 1.2.",
)
MILESTONES = Text(ru="Контрольные точки:", en="Milestones:")
MILESTONE_HEAD = Text(ru="№|Что будет сделано|Срок", en="No.|What will be done|By")
NO_MILESTONES = Text(
    ru="Инициатива выполняется в сроки программы.",
    en="The initiative is carried out within the programme.",
)

LEADERS_DUTIES = Text(ru="Лидер группы обязуется", en="The Leader undertakes")
LEADERS: tuple[Text, ...] = (
    Text(
        ru="тратить деньги строго по назначению и по строкам сметы; переносить деньги между "
        "строками или сдвигать сроки только с согласия Фонда;",
        en="to spend the money strictly on its purpose and by the lines of the budget, and to move "
        "money between lines, or days, only with the Foundation’s consent;",
    ),
    Text(
        ru="отчитываться о каждом расходе с подтверждающим документом (чеком, счётом, договором) и "
        "хранить подлинники три года после окончания договора;",
        en="to account for every expense with its document (a receipt, an invoice, a contract), "
        "and to keep the originals for three years after the agreement ends;",
    ),
    Text(
        ru="отмечать пройденные контрольные точки и сразу сообщать Фонду обо всём, что меняет план "
        "или мешает его выполнить;",
        en="to mark the milestones reached, and to tell the Foundation at once of anything that "
        "changes the plan or stands in its way;",
    ),
    Text(
        ru="сдать творческий отчёт в течение {report} после последней контрольной точки и публично "
        "представить результаты; Фонд публикует отчёт и фотографии к нему;",
        en="to submit the creative report within {report} after the last milestone and to present "
        "the results in public; the Foundation publishes the report and its photographs;",
    ),
    Text(
        ru="вернуть Фонду неизрасходованное и всё, за что документы не приняты, в течение "
        "{give_back} после последней контрольной точки, а если финансирование прекращено — после "
        "дня прекращения.",
        en="to return to the Foundation what is not spent, and all for which no document was "
        "accepted, within {give_back} after the last milestone or, where the funding is "
        "terminated, after the day of its termination.",
    ),
)

FOUNDATIONS_DUTIES = Text(ru="Фонд обязуется", en="The Foundation undertakes")
FOUNDATIONS: tuple[Text, ...] = (
    Text(
        ru="проверить документы о расходе в течение {check} после того, как о нём сообщили, и "
        "назвать причину, если расход не принят;",
        en="to check the documents of an expense within {check} after it was reported, and to give "
        "the reason where it is not accepted;",
    ),
    Text(
        ru="отвечать на просьбы изменить план и бесплатно консультировать группу.",
        en="to answer requests to change the plan, and to advise the group free of charge.",
    ),
)

ENDING = Text(ru="Приостановка и прекращение", en="Suspension and termination")
ENDINGS: tuple[Text, ...] = (
    Text(
        ru="Фонд может приостановить выплаты, если план не выполняется, документов нет или деньги "
        "потрачены не по назначению. Он письменно называет причину и срок, чтобы её устранить.",
        en="The Foundation may suspend payments where the plan is not kept, documents are missing "
        "or money was spent on something else. It names the reason, and the time to mend it, in "
        "writing.",
    ),
    Text(
        ru="Если причина не устранена, Фонд может прекратить финансирование. Потраченное не по "
        "назначению возвращается полностью.",
        en="Where it is not mended, the Foundation may terminate the funding. What was spent on "
        "something else is returned in full.",
    ),
    Text(
        ru="Лидер группы может отказаться от поддержки, письменно сообщив об этом; полученное и не "
        "израсходованное возвращается в срок из раздела 4.",
        en="The Leader may decline the support in writing; what was received and not spent is "
        "returned within the time in part 4.",
    ),
)

PERSONAL = Text(ru="Персональные данные", en="Personal data")
PERSONALS: tuple[Text, ...] = (
    Text(
        ru="Фонд обрабатывает персональные данные по отдельному согласию. Данные документов, "
        "адреса и банковские реквизиты сторон записаны на отдельном листе, который хранится у "
        "Фонда и не публикуется.",
        en="The Foundation processes personal data under a separate consent. Identity documents, "
        "addresses and bank details of the parties are on a separate sheet, which the Foundation "
        "keeps and does not publish.",
    ),
)

FINAL = Text(ru="Заключительные положения", en="Final provisions")
FINALS: tuple[Text, ...] = (
    Text(
        ru="Договор действует с подписания до исполнения обязательств. Изменения стороны "
        "согласуют письменно; споры решают переговорами, а затем в суде.",
        en="The agreement is in force from its signature until both sides have done their part. "
        "Changes are agreed in writing; disputes are settled by talks, and then in court.",
    ),
    Text(
        ru="Составлен в двух экземплярах, по одному для каждой стороны.",
        en="Made in two copies, one for each side.",
    ),
)

# The end
SIGNATURES = Text(ru="Подписи сторон", en="Signatures")
FOR_FOUNDATION = Text(ru="За Фонд", en="For the Foundation")
LEADER = Text(ru="Лидер группы", en="The Leader")
SIGNED_HERE = Text(ru="подпись", en="signature")
NAMED_HERE = Text(ru="должность, имя", en="office, name")
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")

WORKING_DAYS = Plural(
    ru=("{n}\u00a0рабочего дня", "{n}\u00a0рабочих дней", "{n}\u00a0рабочих дней"),
    en=("{n}\u00a0working day", "{n}\u00a0working days"),
)
"""After «в течение»."""
DAYS = Plural(
    ru=("{n}\u00a0дня", "{n}\u00a0дней", "{n}\u00a0дней"),
    en=("{n}\u00a0day", "{n}\u00a0days"),
)
