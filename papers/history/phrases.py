"""What the facts of an entry are called, in every language."""

from collections.abc import Mapping

from models import Choice, Text

LABELS: Mapping[str, Text] = {
    "abstained": Text(en="abstained", ru="воздержались"),
    "against": Text(en="against", ru="против"),
    "agreed_on": Text(en="agreement of", ru="договор от"),
    "agreement": Text(en="agreement", ru="договор"),
    "amount": Text(en="amount", ru="сумма"),
    "answers_forgotten": Text(en="answers no longer theirs", ru="ответов отвязано"),
    "awarded": Text(en="awarded", ru="выделено"),
    "budget": Text(en="budget", ru="смета"),
    "chair": Text(en="chair", ru="председатель"),
    "choice": Text(en="vote", ru="голос"),
    "constituency": Text(en="represents", ru="представляет"),
    "content": Text(en="hash of the contents", ru="хеш содержания"),
    "curator": Text(en="curator", ru="куратор"),
    "deadline": Text(en="deadline", ru="срок"),
    "document": Text(en="document", ru="документ"),
    "donation": Text(en="donation", ru="пожертвование"),
    "due": Text(en="due anew", ru="новый срок"),
    "en_docx": Text(en="in English, DOCX", ru="на английском, DOCX"),
    "en_pdf": Text(en="in English, PDF", ru="на английском, PDF"),
    "event": Text(en="event of the case", ru="событие дела"),
    "fields_struck": Text(en="fields struck", ru="вычеркнуто полей"),
    "files_erased": Text(en="files erased", ru="удалено файлов"),
    "given_on": Text(en="given on", ru="дано"),
    "ground": Text(en="ground", ru="основание"),
    "in_favour": Text(en="for", ru="за"),
    "invitations_forgotten": Text(en="invitations removed", ru="снято приглашений"),
    "letters_forgotten": Text(en="letters emptied", ru="очищено писем"),
    "line": Text(en="line of the budget", ru="строка сметы"),
    "link": Text(en="link", ru="ссылка"),
    "log": Text(en="log", ru="журнал"),
    "member": Text(en="member", ru="член совета"),
    "milestone": Text(en="milestone", ru="контрольная точка"),
    "milestones": Text(en="plan", ru="план"),
    "money_left": Text(en="money left", ru="осталось денег"),
    "motion": Text(en="motion", ru="предложение"),
    "news": Text(en="news", ru="новость"),
    "other": Text(en="tied to", ru="связь с кем"),
    "paid_on": Text(en="paid on", ru="перечислено"),
    "participants": Text(en="participants", ru="участников"),
    "payment_order": Text(en="payment order", ru="платёжное поручение"),
    "present_members": Text(en="present", ru="присутствуют"),
    "presented_on": Text(en="presented on", ru="представлено"),
    "rating": Text(en="rating", ru="оценка"),
    "reached_on": Text(en="reached on", ru="пройдена"),
    "received_on": Text(en="received on", ru="поступило"),
    "recused": Text(en="recused", ru="не участвуют"),
    "reference": Text(en="the bank's number", ru="номер в банке"),
    "released": Text(en="released", ru="освободилось"),
    "report": Text(en="report", ru="отчёт"),
    "request": Text(en="as asked in", ru="по просьбе"),
    "ru_docx": Text(en="in Russian, DOCX", ru="на русском, DOCX"),
    "ru_pdf": Text(en="in Russian, PDF", ru="на русском, PDF"),
    "rules": Text(en="hash of the rules", ru="хеш правил"),
    "secretary": Text(en="secretary", ru="секретарь"),
    "signed_on": Text(en="signed on", ru="подписан"),
    "since": Text(en="from", ru="с"),
    "slots_used": Text(en="slots used", ru="занято мест"),
    "tranches": Text(en="tranches", ru="траншей"),
    "until": Text(en="to", ru="по"),
    "version": Text(en="version of the proposal", ru="версия заявки"),
    "was_due": Text(en="was due", ru="было"),
}
CHOICES: Mapping[str, Text] = {
    Choice.FOR: Text(en="for", ru="за"),
    Choice.AGAINST: Text(en="against", ru="против"),
    Choice.ABSTAIN: Text(en="abstain", ru="воздержаться"),
}
QUORUM = Text(
    en="quorum: {present} present, {needed} of {eligible} needed",
    ru="кворум: присутствует {present}, нужно {needed} из {eligible}",
)
CASTING = Text(en="the chair's vote decided", ru="решил голос председателя")
NEW_DAY = Text(en="milestone {ordinal} by {day}", ru="контрольная точка {ordinal} — к {day}")
NEW_AMOUNT = Text(en="line {ordinal}: {amount}", ru="строка {ordinal}: {amount}")
WAS_DUE = Text(en="was due {due}", ru="срок был {due}")
HOURS_LATE = Text(
    en="was due {due}, {hours} h before this", ru="срок был {due}, за {hours} ч до этого"
)
FROM_A_LOG = Text(en="from the log of another system", ru="из журнала другой системы")
FOLLOWS = Text(en="follows from {what}", ru="вслед за {what}")
BY_THE_CLOCK = Text(en="by the clock: {flow}", ru="по календарю: {flow}")
ON_BEHALF = Text(en="{actor} on behalf of {behalf}", ru="{actor} от имени: {behalf}")
