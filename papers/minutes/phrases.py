"""What the minutes say, in every language; names in braces are filled in."""

from collections.abc import Mapping

from models import Choice, Motion, Text

MOTIONS: Mapping[Motion, Text] = {
    Motion.APPROVE: Text(ru="поддержать", en="approve"),
    Motion.PUT_ON_RESERVE: Text(ru="включить в резервный список", en="put on the reserve list"),
    Motion.RETURN_FOR_REVISION: Text(ru="вернуть на доработку", en="return for revision"),
    Motion.REJECT: Text(ru="отклонить", en="reject"),
}
CHOICES: Mapping[Choice, Text] = {
    Choice.FOR: Text(ru="за", en="for"),
    Choice.AGAINST: Text(ru="против", en="against"),
    Choice.ABSTAIN: Text(ru="воздержались", en="abstained"),
}
RESOLUTIONS: Mapping[Motion, Text] = {
    Motion.APPROVE: Text(ru="Инициативу {code} поддержать.", en="To approve initiative {code}."),
    Motion.PUT_ON_RESERVE: Text(
        ru="Инициативу {code} включить в резервный список.",
        en="To put initiative {code} on the reserve list.",
    ),
    Motion.RETURN_FOR_REVISION: Text(
        ru="Инициативу {code} вернуть на доработку.",
        en="To return initiative {code} for revision.",
    ),
    Motion.REJECT: Text(ru="Инициативу {code} отклонить.", en="To reject initiative {code}."),
}

# The head
TITLE = Text(ru="Протокол № {code}", en="Minutes No. {code}")
SUBTITLE = Text(ru="заседания экспертного совета", en="of a meeting of the expert council")
PROGRAMME = Text(ru="Программа {programme}", en="Programme {programme}")
SAMPLE = Text(
    ru="Образец: люди, инициативы и решения в этом протоколе вымышлены.",
    en="Sample: the people, initiatives and decisions in these minutes are invented.",
)
PLACE = Text(ru="Место", en="Place")
DAY = Text(ru="Дата", en="Date")
TIME = Text(ru="Время", en="Time")
FROM_TO = Text(
    ru="открыто в {opened}, закрыто в {closed} ({offset})",
    en="opened at {opened}, closed at {closed} ({offset})",
)
NEXT_DAY = Text(ru="{time} {day}", en="{time} on {day}")
CHAIR = Text(ru="Председатель", en="Chair")
SECRETARY = Text(ru="Секретарь", en="Secretary")

# Who is there
PRESENT = Text(ru="Присутствуют", en="Present")
ABSENT = Text(ru="Отсутствуют", en="Absent")
NOBODY = Text(ru="Нет.", en="None.")
NON_VOTING = Text(ru="Без права голоса", en="Without a vote")
QUORUM = Text(ru="Кворум", en="Quorum")
COUNCIL_QUORUM = Text(
    ru="В составе совета — {eligible}, для кворума требуется {needed}, присутствуют {present}.",
    en="Members of the council: {eligible}; needed for a quorum: {needed}; present: {present}.",
)
ITEM_QUORUM = Text(
    ru="Вправе голосовать — {eligible}, для кворума требуется {needed}, присутствуют {present}.",
    en="Entitled to vote: {eligible}; needed for a quorum: {needed}; present: {present}.",
)
QUORATE = Text(ru="Кворум\u00a0есть.", en="There is a quorum.")
INQUORATE = Text(ru="Кворума\u00a0нет.", en="There is no quorum.")
NOBODY_ENTITLED = Text(
    ru="Вправе голосовать — 0: кворума быть не может.",
    en="Entitled to vote: 0; there can be no quorum.",
)

# The items
AGENDA = Text(ru="Повестка дня", en="Agenda")
EMPTY_AGENDA = Text(
    ru="Вопросы на рассмотрение не выносились.", en="Nothing was put before the council."
)
ITEM = Text(ru="Инициатива {code} {title}", en="Initiative {code} {title}")
HEARD = Text(ru="Слушали", en="Heard")
REQUEST = Text(
    ru="заявку на {request}; {district}; место в рейтинге — {rank}.",
    en="a request for {request}; {district}; rank {rank}.",
)
RECUSALS = Text(ru="Самоотвод", en="Recused")
TAKES_NO_PART = Text(
    ru="В рассмотрении вопроса не участвуют.", en="They take no part in this item."
)
VOTED = Text(ru="Голосовали", en="Voted")
NO_VOTE = Text(ru="Голосование не проводилось.", en="No vote was taken.")
PROPOSAL = Text(ru="Предложение: {motion}", en="Motion: {motion}")
CARRIED = Text(ru="Принято.", en="Carried.")
DEFEATED = Text(ru="Не принято.", en="Not carried.")
CASTING = Text(
    ru="Голоса разделились поровну, решающим стал голос председателя.",
    en="The votes were equal, and the chair’s vote decided.",
)
RESOLVED = Text(ru="Решили", en="Resolved")
UNDECIDED = Text(ru="Решение не принято.", en="No decision was taken.")
REASON = Text(ru="Основание", en="Reason")
BALANCE = Text(ru="Итог", en="Balance")
SLOTS = Text(
    ru="Поддержано в округе: {used} из {all}.", en="Supported in the district: {used} of {all}."
)
MONEY = Text(ru="Остаток средств: {money}.", en="Money left: {money}.")

# The end
SUMMARY = Text(ru="Принятые решения", en="Decisions taken")
WITHOUT_DECISION = Text(ru="решение не принято", en="no decision")
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")
