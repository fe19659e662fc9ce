"""Headings, the summary, and what stands around everything."""

from collections.abc import Mapping

from models import RoundMode, Text
from models.monitoring.evaluation import EvaluationStage

KINDS: Mapping[EvaluationStage, Text] = {
    EvaluationStage.INTERIM: Text(
        ru="Промежуточный отчёт об эффективности", en="Interim report on effectiveness"
    ),
    EvaluationStage.FINAL: Text(
        ru="Итоговый отчёт об эффективности", en="Final report on effectiveness"
    ),
}
DESCRIPTION = Text(
    ru="{title}: план и факт, ответы людей до и после, чего сказать нельзя.",
    en="{title}: plan and fact, people's answers before and after, and what cannot be said.",
)
SAMPLE = Text(
    ru="Образец: люди, ответы и числа вымышлены.",
    en="Sample: the people, answers and figures are invented.",
)
AS_OF = Text(ru="По состоянию на {day}", en="As of {day}")
PERIOD = Text(ru="Программа идёт с {first} по {last}", en="The programme runs {first} to {last}")
PAGE = Text(ru="стр. {{n}} из {{all}}", en="page {{n}} of {{all}}")
CONTENTS = Text(ru="Содержание", en="Contents")
TABLE = Text(ru="Те же данные в таблице", en="The same figures in a table")

SUMMARY = Text(ru="Коротко", en="In short")
INDICATORS = Text(ru="Целевые показатели: план и факт", en="Target indicators: plan and fact")
PLAN = Text(ru="По плану оценки", en="By the evaluation plan")
ROUNDS = Text(ru="Кого спрашивали и сколько ответило", en="Who was asked and how many answered")
QUESTIONS = Text(ru="Что ответили", en="What people answered")
DISTRICTS = Text(ru="По округам", en="By district")
PARAMETERS = Text(ru="Параметры мониторинга округов", en="Parameters of the districts' monitoring")
INITIATIVES = Text(ru="Путь инициатив", en="The initiatives' way")
METHOD = Text(ru="Как посчитано", en="How it was computed")
LIMITS = Text(ru="Чего этот отчёт сказать не может", en="What this report cannot say")
SOURCES = Text(ru="Приложение. Откуда числа", en="Appendix. Where the figures come from")

PLANNED = Text(ru="Что планировали", en="What was planned")
HAPPENED = Text(ru="Что произошло", en="What happened")
ANSWERED = Text(ru="Кто ответил", en="Who answered")
CHANGED = Text(ru="Что изменилось в ответах", en="What changed in the answers")
UNSAID = Text(ru="Чего сказать нельзя", en="What cannot be said")

MET = Text(ru="показателей с выполненным планом", en="indicators whose plan is met")
OF = Text(ru="{n} из {all}", en="{n} of {all}")
RECEIVED = Text(ru="получено пожертвований", en="donations received")
COMPLETED = Text(ru="инициатив завершено", en="initiatives completed")
RESPONSE = Text(ru="ответило в последнем раунде", en="answered in the latest round")

PLANNED_INDICATORS = Text(
    ru="Целевых показателей с планом — {count}; план выполнен по {met}.",
    en="Target indicators with a plan: {count}; the plan is met for {met}.",
)
NOT_YET = Text(ru="Не хватает до плана: {listed}.", en="Short of the plan: {listed}.")
NO_FIGURE = Text(ru="Числа пока нет: {listed}.", en="No figure yet: {listed}.")
SHORT_BY = Text(ru="{title} ({fact} из {plan})", en="{title} ({fact} of {plan})")
FUNNEL = Text(
    ru="До шага «{first}» дошло инициатив: {n}; до шага «{last}» — {done}.",
    en="{n} initiatives came to “{first}”; {done} came to “{last}”.",
)
MONEY = Text(
    ru="Получено {received} из {target} ({percent}); израсходовано и принято {spent}.",
    en="{received} of {target} ({percent}) received; {spent} spent and accepted.",
)
TURNOUT = Text(
    ru="{who}, раунд {round}: ответили {answered} из {invited} приглашённых ({rate}).",
    en="{who}, round {round}: {answered} of {invited} invited answered ({rate}).",
)
TURNOUT_BEFORE = Text(
    ru="{who}, исходный раунд: ответили {answered} из {invited} приглашённых ({rate}).",
    en="{who}, baseline round: {answered} of {invited} invited answered ({rate}).",
)
TURNOUT_HIDDEN = Text(
    ru="{who}, раунд {round}: сколько ответило, показать нельзя.",
    en="{who}, round {round}: how many answered cannot be shown.",
)
TURNOUT_BEFORE_HIDDEN = Text(
    ru="{who}, исходный раунд: сколько ответило, показать нельзя.",
    en="{who}, baseline round: how many answered cannot be shown.",
)
NOBODY_ASKED = Text(
    ru="Ни один раунд мониторинга ещё не закрыт: ответов нет.",
    en="No monitoring round has closed yet: there are no answers.",
)
MOVED = Text(
    ru="{question} Из {pairs} ответивших оба раза у {improved} ответ стал лучше, у {same} не "
    "изменился, у {worse} стал хуже.",
    en="{question} Of {pairs} who answered both times, the answers of {improved} rose, of {same} "
    "stayed, of {worse} fell.",
)
SHARES = Text(
    ru="{question} Благоприятных ответов было {before} (n\u00a0=\u00a0{n_before}), стало {after} "
    "(n\u00a0=\u00a0{n_after}).",
    en="{question} Favourable answers were {before} (n\u00a0=\u00a0{n_before}) and are {after} "
    "(n\u00a0=\u00a0{n_after}).",
)
SHARE_NOW = Text(
    ru="{question} Благоприятных ответов — {after} (n\u00a0=\u00a0{n_after}).",
    en="{question} Favourable answers: {after} (n\u00a0=\u00a0{n_after}).",
)
MEANS = Text(
    ru="{question} В среднем было {before}, стало {after}.",
    en="{question} The mean was {before} and is {after}.",
)
CHANGE_HIDDEN = Text(
    ru="{question} Показать нельзя: ответило слишком мало.",
    en="{question} Cannot be shown: too few answered.",
)
DIFFERENT_PEOPLE = Text(
    ru="Где названы доли или средние, сравниваются группы, а не каждый сам с собой: сколько "
    "человек изменило ответ, неизвестно.",
    en="Where shares or means are given, groups are compared, and not each person with "
    "themselves: how many changed their answer is not known.",
)
NOT_COMPARED = Text(
    ru="Людей спросили один раз: сравнивать пока не с чем.",
    en="People were asked once: there is nothing to compare with yet.",
)
NO_ATTRIBUTION = Text(
    ru="Изменение нельзя отнести ни к программе, ни к чему-либо другому: вне программы никого не "
    "спрашивали, и по этим ответам не узнать, откуда оно.",
    en="The change cannot be attributed to the programme or to anything else: nobody outside it "
    "was asked, and these answers do not tell what it comes from.",
)
AGAINST_OTHERS = Text(
    ru="{question} Разница изменений — {difference}{interval}: округа программы ({districts}) и "
    "остальные ({others}).",
    en="{question} Difference of changes: {difference}{interval}, the programme's districts "
    "({districts}) and others ({others}).",
)
INTERVAL = Text(ru=" (95-процентный интервал: {range})", en=" (95% interval: {range})")
CAREFULLY = Text(
    ru="Округа вошли в программу не по жребию и могли отличаться и прежде; разница говорит о том, "
    "что с программой совпало, и сама по себе не доказывает, что дело в ней.",
    en="Districts did not enter the programme by lot and may have differed before; the difference "
    "tells what coincided with the programme, and alone does not prove that it is the reason.",
)
MODES: Mapping[RoundMode, Text] = {
    RoundMode.ANONYMOUS: Text(ru="анонимно", en="anonymous"),
    RoundMode.LINKED: Text(ru="под псевдонимом", en="under a pseudonym"),
    RoundMode.NAMED: Text(ru="с именем", en="named"),
}
ROUND_HEADS = (
    Text(ru="Раунд и анкета", en="Round and questionnaire"),
    Text(ru="Дни", en="Days"),
    Text(ru="Как отвечали", en="How people answered"),
    Text(ru="Приглашены", en="Invited"),
    Text(ru="Ответили", en="Answered"),
    Text(ru="Доля", en="Rate"),
)
TURNOUT_CAPTION = Text(ru="Приглашены и ответили", en="Invited and answered")
IN_BOTH = Text(ru="{who}: в обоих раундах ответили {n}.", en="{who}: {n} answered in both rounds.")
RETURNED_HIDDEN = Text(
    ru="По остальным вопросам сравнить нельзя: ответы слишком немногих выдали бы их (вопросов и "
    "вариантов: {n}).",
    en="The other questions cannot be compared, for the answers of few would give them away "
    "(questions and options: {n}).",
)
RETURNED_CAPTION = Text(
    ru="исходные ответы тех, кто ответил снова, и тех, кто не ответил",
    en="baseline answers of those who came back and of those who did not",
)
RETURNED_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Ответили снова", en="Came back"),
    Text(ru="Не ответили", en="Did not"),
    Text(ru="Разница", en="Difference"),
)
NONE = Text(ru="Пока показать нечего.", en="There is nothing to show yet.")
FUNNEL_TITLE = Text(
    ru="Сколько инициатив дошло до каждого шага", en="How many initiatives came to each step"
)
