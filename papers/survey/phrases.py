"""What the files say around the questionnaire's own words, in every language."""

from collections.abc import Mapping

from models import Text
from workflow.monitoring.questionnaires.document import Scale

ROUND = Text(ru="Замер", en="Round")
RESPONDENT = Text(
    ru="Номер респондента: только в этом файле, один и тот же в обоих замерах",
    en="Number of the respondent: of this file alone, the same in both rounds",
)
DISTRICT = Text(ru="Округ", en="District")
CHOSEN = Text(ru="выбрано", en="chosen")
NOT_CHOSEN = Text(ru="не выбрано", en="not chosen")
SUPPRESSED = Text(ru="скрыто, чтобы никого не выдать", en="suppressed so that nobody is given away")
OPTION_OF = Text(ru="{question} — {option}", en="{question} – {option}")

CODEBOOK = Text(ru="Описание данных", en="Codebook")
TITLES = (
    Text(ru="Переменная", en="Variable"),
    Text(ru="Вопрос (ru)", en="Question (ru)"),
    Text(ru="Вопрос (en)", en="Question (en)"),
    Text(ru="Тип", en="Type"),
    Text(ru="Значение в CSV", en="Value in the CSV"),
    Text(ru="Значение в .sav", en="Value in the .sav"),
    Text(ru="Подпись (ru)", en="Label (ru)"),
    Text(ru="Подпись (en)", en="Label (en)"),
    Text(ru="Без ответа, %", en="Missing, %"),
    Text(ru="Примечание", en="Note"),
)
IDENTIFIER = Text(ru="служебная", en="of the file itself")
LEFT_OUT = Text(ru="не выгружается", en="left out")
SCALES: Mapping[Scale, Text] = {
    Scale.BINARY: Text(ru="один ответ, благоприятный или нет", en="one choice, favourable or not"),
    Scale.ORDINAL: Text(ru="один ответ на шкале", en="one choice on a scale"),
    Scale.NOMINAL: Text(ru="один ответ", en="one choice"),
    Scale.MULTIPLE: Text(ru="один из нескольких ответов", en="one of several choices"),
    Scale.COUNT: Text(ru="целое число", en="whole number"),
    Scale.AMOUNT: Text(ru="число", en="number"),
    Scale.ACCOUNT: Text(ru="план или факт", en="plan or fact"),
    Scale.WORDS: Text(ru="текст или дата", en="text or day"),
}
SAMPLE = Text(
    ru="Образец: ответы придуманы, чтобы показать программу.",
    en="A sample: the answers are invented to show the programme.",
)
NUMBERS = Text(
    ru="Редкие числа заменены средним по группе соседних из пяти или больше человек; сумма та же.",
    en="Rare numbers stand as the mean of five or more people next to each other; the sum is kept.",
)
WORDS_LEFT_OUT = Text(
    ru="Свободные ответы и даты могут выдать человека; тексты показаны в отчёте.",
    en="Free answers and days may give somebody away; texts are shown in the report.",
)
TELLING_LEFT_OUT = Text(
    ru="Кто пропустил этот вопрос, выдало бы скрытый ответ на другой.",
    en="Who skipped this question would tell a hidden answer to another.",
)
