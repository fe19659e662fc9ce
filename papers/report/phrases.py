"""What the report says around the group's own words, in every language."""

from collections.abc import Mapping

from models import Rating, Text
from papers.typography import Plural

# The head
KIND = Text(ru="Отчёт об инициативе {code}", en="Report on initiative {code}")
SAMPLE = Text(
    ru="Образец: инициатива, люди, деньги и фотографии вымышлены.",
    en="Sample: the initiative, the people, the money and the photographs are invented.",
)
OWN_WORDS = Text(
    ru="Слова инициативной группы приведены без изменений, но без персональных данных.",
    en="The initiative group’s words are given unchanged, in its own language, but without "
    "personal data.",
)
DESCRIPTION = Text(
    ru="Что сделали жители, на что потрачены деньги и кто помог: {title}",
    en="What residents did, what the money was spent on and who helped: {title}",
)

# Figures
PARTICIPANTS = Plural(
    ru=("участник", "участника", "участников"), en=("participant", "participants")
)
AWARDED = Text(ru="выделено", en="awarded")
SPENT = Text(ru="израсходовано с документами", en="spent with documents")
OF = Text(ru="{n} из {all}", en="{n} of {all}")
REACHED = Text(ru="контрольных точек пройдено", en="milestones reached")

# Facts
WHERE = Text(ru="Где", en="Where")
PERIOD = Text(ru="Сроки", en="Period")
FROM_TO = Text(ru="{first} — {last}", en="{first} – {last}")
GROUP = Text(ru="Инициативная группа", en="Initiative group")
PEOPLE = Plural(
    ru=("{n}\u00a0человек", "{n}\u00a0человека", "{n}\u00a0человек"),
    en=("{n}\u00a0person", "{n}\u00a0people"),
)
ACCEPTED = Text(ru="Отчёт принят", en="Report accepted")
PRESENTED = Text(ru="Представлен жителям", en="Presented to residents")
RATING = Text(ru="Оценка результатов", en="Rating of the results")
RATINGS: Mapping[Rating, Text] = {
    Rating.SUCCESSFUL: Text(ru="успешно", en="successful"),
    Rating.SATISFACTORY: Text(ru="удовлетворительно", en="satisfactory"),
    Rating.UNSATISFACTORY: Text(ru="неудовлетворительно", en="unsatisfactory"),
}

# The story
ABOUT = Text(ru="Что задумали", en="The idea")
PROBLEMS = Text(ru="Какие проблемы округа решали", en="Problems of the district addressed")
GROWTH_POINTS = Text(ru="На что опирались", en="Growth points built on")
DONE = Text(ru="Что сделали", en="What was done")
RESULTS = Text(ru="Что изменилось", en="What is different now")
PHOTOS = Text(ru="Фотографии", en="Photographs")
PHOTO = Text(ru="Фотография {n}: {title}", en="Photograph {n}: {title}")

# The plan
PLAN = Text(ru="План и факт", en="Plan and fact")
MILESTONE = Text(ru="Контрольная точка", en="Milestone")
PLANNED_ON = Text(ru="План", en="Planned")
REACHED_ON = Text(ru="Факт", en="Reached")
NOT_REACHED = Text(ru="не пройдена", en="not reached")
IN_TIME = Text(ru="в срок", en="in time")
LATER = Plural(
    ru=("на {n}\u00a0день позже", "на {n}\u00a0дня позже", "на {n}\u00a0дней позже"),
    en=("{n}\u00a0day later", "{n}\u00a0days later"),
)
DAY_MOVED = Text(
    ru="по договору {day}, перенесено с согласия фонда",
    en="{day} in the agreement, moved with the foundation’s consent",
)

# The money
MONEY = Text(ru="На что потрачены деньги", en="What the money was spent on")
ALL_AWARDED = Text(ru="Выделено", en="Awarded")
ALL_SPENT = Text(ru="Израсходовано, документы приняты", en="Spent, documents accepted")
ALL_RETURNED = Text(ru="Возвращено в фонд", en="Returned to the foundation")
NEVER_PAID = Text(
    ru="Не понадобилось и осталось в фонде", en="Not needed, stayed with the foundation"
)
LINE = Text(ru="Строка сметы", en="Line of the budget")
LINE_PLANNED = Text(ru="План", en="Plan")
LINE_SPENT = Text(ru="Факт", en="Spent")
LINE_SHARE = Text(ru="Доля плана", en="Share of plan")
LINE_MOVED = Text(
    ru="по договору {money}, изменено с согласия фонда",
    en="{money} in the agreement, changed with the foundation’s consent",
)
TOTAL = Text(ru="Итого", en="Total")

# Thanks
THANKS = Text(ru="Спасибо тем, кто помог деньгами", en="Thanks to those who gave the money")
MORE_UNNAMED = Plural(
    ru=(
        "и ещё {n}\u00a0жертвователь, пожелавший остаться неназванным",
        "и ещё {n}\u00a0жертвователя, пожелавших остаться неназванными",
        "и ещё {n}\u00a0жертвователей, пожелавших остаться неназванными",
    ),
    en=(
        "and {n}\u00a0more donor who wished not to be named",
        "and {n}\u00a0more donors who wished not to be named",
    ),
)
ONLY_UNNAMED = Plural(
    ru=(
        "{n}\u00a0жертвователь, пожелавший остаться неназванным",
        "{n}\u00a0жертвователя, пожелавших остаться неназванными",
        "{n}\u00a0жертвователей, пожелавших остаться неназванными",
    ),
    en=(
        "{n}\u00a0donor who wished not to be named",
        "{n}\u00a0donors who wished not to be named",
    ),
)

# The end
PRESENTATION = Text(ru="О представлении результатов", en="On the presentation")
VIDEOS = Text(ru="Видео", en="Videos")
PUBLICATIONS = Text(ru="Публикации", en="In the media")
DOWNLOAD = Text(ru="Скачать отчёт (PDF)", en="Download the report (PDF)")
COUNTED = Text(
    ru="Суммы и даты взяты из учёта программы, а не из слов группы.",
    en="Amounts and days are those of the programme’s records, not the group’s words.",
)
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")
