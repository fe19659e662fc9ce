"""What the page on money says, in every language; names in braces are filled in."""

from collections.abc import Mapping

from models import Account, Text

TITLE = Text(ru="Деньги программы: откуда и куда", en="The programme's money: from whom, for what")
KIND = Text(ru="Открытые деньги", en="Open money")
DESCRIPTION = Text(
    ru="Каждый рубль программы: от жертвователя до покупки.",
    en="Every rouble of the programme: from the donor to what was bought.",
)
SAMPLE = Text(
    ru="Образец: люди, организации и суммы вымышлены.",
    en="Sample: the people, organisations and sums are invented.",
)
AS_OF = Text(ru="На {day}", en="As of {day}")
RECEIVED = Text(ru="получено", en="received")
ACCOUNTS: Mapping[Account, Text] = {
    Account.FREE: Text(ru="свободно", en="free"),
    Account.RESERVED: Text(ru="выделено, не выплачено", en="awarded, not paid out"),
    Account.PAID: Text(ru="выплачено, отчёт впереди", en="paid out, to be accounted for"),
    Account.SPENT: Text(ru="израсходовано", en="spent"),
}
IDENTITY = Text(
    ru="получено = свободно + выделено + выплачено + израсходовано.",
    en="received = free + awarded + paid out + spent.",
)
UNNAMED = Text(ru="Жертвователь пожелал остаться неназванным", en="A donor who prefers no name")
ANYTHING = Text(ru="На любые инициативы программы", en="For any initiative of the programme")
GIVEN = Text(ru="Пожертвовано", en="Given")
LEFT = Text(ru="Ещё не выделено", en="Not awarded yet")
SPENT = Text(ru="Израсходовано", en="Spent")
WENT_TO = Text(ru="Куда пошло", en="Where it went")
DAY = Text(ru="Дата", en="Day")
WHAT = Text(ru="На что", en="What for")
SUM = Text(ru="Сумма", en="Sum")
NOTHING_YET = Text(
    ru="Эти деньги ещё не выделены инициативам.", en="This money is not awarded to initiatives yet."
)
NOT_SPENT = Text(ru="Принятых расходов пока нет.", en="No expense is accepted yet.")
FOR_INITIATIVE = Text(
    ru="выделено {given}, из них израсходовано {spent}", en="{given} awarded, {spent} of it spent"
)
PRIVACY = Text(
    ru="Кому именно заплачено, здесь не сказано: среди продавцов есть частные лица. Документы о "
    "каждом расходе проверил бухгалтер фонда.",
    en="Who was paid is not told here, for some sellers are private persons. The foundation's "
    "treasurer has checked the document of every expense.",
)
