"""What each name that a letter may be told stands for, for whoever writes a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from models import Text
from models.text import Language
from notifications.texts.samples import USUAL, Situation


@dataclass(frozen=True)
class Named:
    """A name that a letter's text may use."""

    name: str
    meaning: Text
    example: str
    always: bool
    """Told whenever the letter is sent."""


def usable(cases: Sequence[Situation], language: Language, zone: tzinfo) -> Sequence[Named]:
    """All that a letter is told in one of its situations."""
    usual = [case for case in cases if case.case == USUAL]
    told = {key: value for case in usual for key, value in case.told(language, zone).items()}
    return [
        Named(
            key,
            NAMES[key],
            value if isinstance(value, str) else ", ".join(value),
            all(key in case.names for case in usual),
        )
        for key, value in told.items()
    ]


NAMES: Mapping[str, Text] = {
    "name": Text(en="whom the letter is to", ru="кому письмо"),
    "programme": Text(en="the programme's title", ru="название программы"),
    "foundation": Text(en="the foundation's name", ru="название фонда"),
    "title": Text(
        en="what it is about: the title of the initiative, of the round, of the district",
        ru="о чём письмо: название инициативы, раунда мониторинга или округа",
    ),
    "code": Text(en="its code", ru="код того, о чём письмо"),
    "kind": Text(
        en="its kind, as the program calls it: initiative, tranche …",
        ru="вид того, о чём письмо, как его называет программа: initiative, tranche …",
    ),
    "district": Text(en="the district, if it is of one", ru="округ, если он есть"),
    "request": Text(en="how much the group asks for", ru="запрошенная сумма"),
    "award": Text(en="how much is awarded, once it is", ru="сумма поддержки, если она назначена"),
    "review": Text(en="the code of the review", ru="код экспертизы"),
    "expert": Text(en="the expert whose review it is", ru="эксперт, чья это экспертиза"),
    "amount": Text(en="the amount of the tranche or of the expense", ru="сумма транша или расхода"),
    "number": Text(en="the number of the checkpoint", ru="номер отпечатка"),
    "taken": Text(en="when the checkpoint was taken", ru="когда снят отпечаток"),
    "size": Text(en="how many leaves its tree has", ru="сколько листьев в его дереве"),
    "root": Text(en="its root", ru="его корень"),
    "page": Text(en="where all checkpoints are published", ru="где опубликованы все отпечатки"),
    "held": Text(en="when the meeting is held", ru="когда проходит заседание"),
    "place": Text(en="where the meeting is held", ru="где проходит заседание"),
    "state": Text(en="the stage that it is in", ru="стадия, на которой всё сейчас"),
    "action": Text(en="what was done, or was to be done", ru="что сделано или должно быть сделано"),
    "trigger": Text(
        en="what was done, as the program calls it, to tell cases apart: escalate …",
        ru="что сделано, как это называет программа, — чтобы различать случаи: escalate …",
    ),
    "at": Text(en="when it was done", ru="когда это сделано"),
    "reason": Text(en="the reason or comment, if one was given", ru="причина, если её указали"),
    "due": Text(
        en="by when the next step is due, if it is", ru="срок следующего шага, если он есть"
    ),
    "until": Text(en="when the round closes", ru="когда закрывается раунд мониторинга"),
    "questionnaire": Text(en="the questionnaire's title", ru="название анкеты"),
    "minutes": Text(en="how many minutes it takes", ru="сколько минут она займёт"),
    "kept": Text(
        en="how answers are kept in this round: anonymous, under a code or with the name",
        ru="как хранятся ответы в этом раунде: анонимно, под кодом или с именем",
    ),
    "link": Text(
        en="the personal link; on a line of its own it can be clicked",
        ru="личная ссылка; по ней можно щёлкнуть, если она на отдельной строке",
    ),
    "reasons": Text(
        en="a list: the rules that stand in the way; {% for reason in reasons %}",
        ru="список: какие правила мешают; {% for reason in reasons %}",
    ),
    "letters": Text(
        en="a list: the subjects of the letters that follow; {% for subject in letters %}",
        ru="список: темы писем, которые идут дальше; {% for subject in letters %}",
    ),
    "month": Text(en="the month that is reported on", ru="месяц, за который отчёт"),
    "period": Text(en="the same month as 2030-03", ru="тот же месяц в виде 2030-03"),
    "findings": Text(
        en="a list: what to look at, empty where there is nothing; {% for finding in findings %}",
        ru="список: на что обратить внимание, пустой, если не на что; "
        "{% for finding in findings %}",
    ),
    "verified": Text(en="what came of verifying histories", ru="итог проверки историй"),
    "flow": Text(en="the name of the flow that failed", ru="название потока, в котором сбой"),
    "error": Text(en="what went wrong", ru="что случилось"),
}
