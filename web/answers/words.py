"""What the pages say."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import Text
from papers.typography import Plural

OTHER_LANGUAGE = Text(ru="In English", en="По-русски")
ERROR = Text(ru="Ошибка", en="Error")

# The first page
WHO_ASKS = Text(
    ru="Опрос проводит {foundation} в программе {programme}. Участие добровольное.",
    en="This survey is run by {foundation} for the programme {programme}. Taking part is "
    "voluntary.",
)
KEPT = Text(ru="Как хранятся ответы", en="How your answers are kept")
HOW_LONG_HEADING = Text(ru="Сколько это займёт", en="How long it takes")
HOW_LONG = Text(
    ru="{questions}, примерно {minutes}. Можно прерваться и продолжить позже по той же ссылке.",
    en="{questions}, about {minutes}. You can stop and go on later by the same link.",
)
QUESTIONS = Plural(
    ru=("{n} вопрос", "{n} вопроса", "{n} вопросов"), en=("{n} question", "{n} questions")
)
MINUTES = Plural(ru=("{n} минута", "{n} минуты", "{n} минут"), en=("{n} minute", "{n} minutes"))
UNTIL = Text(ru="Ответы принимаются до {until}.", en="Answers are taken until {until}.")
ZONE = Text(ru="время: {place}", en="time in {place}")
REQUIRED_MARK = Text(
    ru="Без ответа на вопросы с пометкой «обязательно» анкету не отправить; остальные можно "
    "пропустить.",
    en="Questions marked “required” need an answer; any other may be left out.",
)
ALREADY = Text(
    ru="Вы уже начали: заполнено {answered} из {all}. Введённое сохранено.",
    en="You have begun: {answered} of {all} are filled in, and kept.",
)
START = Text(ru="Начать", en="Start")
CONTINUE = Text(ru="Продолжить", en="Continue")

# The form
FINALLY = Text(ru="В завершение", en="To finish")
PROGRESS = Text(ru="Страница {n} из {of}", en="Page {n} of {of}")
REQUIRED = Text(ru="обязательно", en="required")
CHOOSE_SEVERAL = Text(
    ru="Можно отметить несколько ответов.", en="You can choose more than one answer."
)
WHOLE = Text(ru="Целое число, например 3", en="A whole number, such as 3")
DECIMAL = Text(ru="Число, например 3,5", en="A number, such as 3.5")
FOLLOWS = Text(ru="Уточнение к вашему ответу выше", en="This follows from your answer above")
NEW = Text(ru="Новый вопрос", en="New question")
NEW_HEADING = Text(ru="Ещё не всё на этой странице", en="There is more on this page")
NEW_TEXT = Text(
    ru="Ваши ответы сохранены, и к ним добавились вопросы:",
    en="Your answers are saved, and they lead to further questions:",
)
PROBLEMS_HEADING = Text(ru="Проверьте ответы", en="Please check your answers")
PROBLEMS_TEXT = Text(
    ru="Всё, что вы ввели, сохранено. Исправьте то, что названо ниже:",
    en="All that you typed is saved. Put right what is named below:",
)
NEXT = Text(ru="Дальше", en="Next")
TO_REVIEW = Text(ru="К проверке ответов", en="On to check your answers")
BACK = Text(ru="Назад", en="Back")
LATER = Text(ru="Сохранить и продолжить позже", en="Save and continue later")
SWITCH = Text(ru="Save and read in English", en="Сохранить и читать по-русски")

# Saved for later
SAVED = Text(ru="Ответы сохранены", en="Your answers are saved")
SAVED_TEXT = Text(
    ru="Они ещё не отправлены. Чтобы продолжить, откройте ту же ссылку, по которой вы пришли: она "
    "в письме или на листе с приглашением. Сделайте это до {until}: потом неотправленное "
    "удаляется.",
    en="They are not handed in yet. To go on, open the link that you came by: it is in the letter "
    "or on your slip. Do so before {until}: what is not handed in by then is deleted.",
)
SAVED_NOTE = Text(
    ru="Не передавайте ссылку другим: по ней видно то, что вы уже заполнили.",
    en="Do not pass the link on: whoever opens it sees what you have filled in so far.",
)
GO_ON = Text(ru="Продолжить сейчас", en="Go on now")

# Before handing in
REVIEW = Text(ru="Проверьте и отправьте", en="Check your answers and hand them in")
REVIEW_TEXT = Text(
    ru="После отправки изменить или увидеть ответы по этой ссылке будет нельзя.",
    en="Once they are handed in, they can be neither changed nor seen by this link.",
)
MISSING_TEXT = Text(
    ru="Чтобы отправить анкету, осталось:", en="Before you can hand them in, this is left:"
)
CHANGE = Text(ru="Изменить", en="Change")
NO_ANSWER = Text(ru="Нет ответа", en="No answer")
HAND_IN = Text(ru="Отправить ответы", en="Hand in")

# After
THANKS = Text(ru="Ответы приняты", en="Your answers are in")
THANK_YOU = Text(ru="Спасибо, что ответили.", en="Thank you for answering.")
THANKS_TEXT = Text(
    ru="Больше ничего делать не нужно, и напоминать мы не будем. Страницу можно закрыть.",
    en="Nothing more is needed, and no reminder will come. You can close this page.",
)


@dataclass(frozen=True)
class Notice:
    """The head of a page that says why there is nothing to fill in."""

    status: int
    title: Text


# By the code of the refusal, whose own words stand below.
STOPPED: Mapping[str, Notice] = {
    "link_unknown": Notice(404, Text(ru="Ссылка не открывается", en="This link does not open")),
    "not_open_yet": Notice(403, Text(ru="Опрос ещё не начался", en="The survey is not open yet")),
    "round_closed": Notice(410, Text(ru="Опрос завершён", en="The survey is closed")),
    "already_answered": Notice(
        409, Text(ru="Ответы уже приняты", en="Your answers are in already")
    ),
    "too_long": Notice(413, Text(ru="Слишком много текста", en="Too much text")),
}

TOO_LARGE = Text(
    ru="Страница с такими длинными ответами не принята. Вернитесь назад в браузере, сократите "
    "ответы и отправьте её ещё раз. Прежние страницы сохранены.",
    en="A page with answers as long as these was not taken. Go back in your browser, shorten them "
    "and send it again. The pages before it are saved.",
)
FAILED = Notice(500, Text(ru="Сбой на нашей стороне", en="Something broke on our side"))
FAILED_TEXT = Text(
    ru="Ваши ответы сохранены до последней отправленной страницы. Обновите эту страницу через "
    "несколько минут: то, что вы только что заполнили, отправится ещё раз. Или откройте позже ту "
    "же ссылку из письма.",
    en="Your answers are saved up to the last page that you sent. Reload this page in a few "
    "minutes: what you have just filled in will be sent again. Or open the link of your letter "
    "later.",
)
