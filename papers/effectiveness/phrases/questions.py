"""Questions, estimates and methods in words."""

from collections.abc import Mapping

from models import Text
from workflow.monitoring.analysis.results import Measure, Method

SHARES_TITLE = Text(ru="{who}: доля благоприятных ответов", en="{who}: share of favourable answers")
CHOICES_TITLE = Text(ru="{who}: {question}", en="{who}: {question}")
SCALE_TITLE = Text(ru="{who}: ответы на шкале", en="{who}: answers on a scale")
SCALES_HIDDEN = Text(
    ru="По отдельным делениям шкалы ответы скрыты: какие-то выбрали меньше пяти человек. Вопросы: "
    "{questions}.",
    en="How many chose each point of the scale is hidden, for fewer than five chose some of them. "
    "The questions: {questions}.",
)
CHANGES_CAPTION = Text(ru="{who}: изменения", en="{who}: changes")
CHANGES_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Что измерено", en="What is measured"),
    Text(ru="Изменение", en="Change"),
    Text(ru="95-процентный интервал", en="95% interval"),
    Text(ru="n", en="n"),
    Text(ru="Примечание", en="Remark"),
)
MOVED_CAPTION = Text(
    ru="{who}: как изменились ответы тех, кто ответил оба раза",
    en="{who}: how the answers of those who answered both times moved",
)
MOVED_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Лучше", en="Rose"),
    Text(ru="Так же", en="Stayed"),
    Text(ru="Хуже", en="Fell"),
    Text(ru="Всего", en="All"),
)
NUMBERS_CAPTION = Text(ru="{who}: числа", en="{who}: numbers")
NUMBERS_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Сумма до", en="Sum before"),
    Text(ru="Среднее до", en="Mean before"),
    Text(ru="Сумма после", en="Sum after"),
    Text(ru="Среднее после", en="Mean after"),
)
COMMENTS = Text(ru="{who}: своими словами", en="{who}: in their own words")
COMMENTS_NOTE = Text(
    ru="Свободные ответы приведены дословно, по алфавиту; за их содержание отчёт не отвечает.",
    en="Free answers are given as they were written, in the order of the alphabet; the report does "
    "not answer for what they say.",
)
COMMENT_BEFORE = Text(ru="{question} До", en="{question} Before")
COMMENT_AFTER = Text(ru="{question} После", en="{question} After")
COMMENT_ONLY = Text(ru="{question}", en="{question}")
ORDER = Text(
    ru="Вопросы идут в порядке анкеты. Сначала — величина изменения, интервал и число ответов; "
    "p\u2011значения — только в технической таблице в конце.",
    en="Questions are in the order of the questionnaire. The size of a change, its interval and "
    "the number of answers come first; p\u2011values are in the technical table at the end only.",
)
QUESTION_AND_OPTION = Text(ru="{question} — {option}", en="{question} — {option}")
PAIRS = Text(ru="{n} оба раза", en="{n} both times")
BOTH = Text(ru="{before} и {after}", en="{before} and {after}")
PRIMARY = Text(ru="главный, назван заранее", en="main, named in advance")
WITHIN = Text(ru="внутри округов, вместе", en="within districts, together")
MEASURES: Mapping[Measure, Text] = {
    Measure.SHARE_CHANGE: Text(ru="разница долей", en="difference of shares"),
    Measure.NET_CHANGE: Text(
        ru="доля ставших лучше минус доля ставших хуже",
        en="share of those who rose less share of those who fell",
    ),
    Measure.SUPERIORITY: Text(
        ru="как часто ответ «после» лучше ответа «до» (поровну — 50\u00a0%)",
        en="how often an answer after is better than one before (50% is even)",
    ),
    Measure.CLIFFS_DELTA: Text(ru="дельта Клиффа", en="Cliff's delta"),
    Measure.MEAN_CHANGE: Text(ru="разница средних", en="difference of means"),
    Measure.RATE_RATIO: Text(ru="во сколько раз чаще", en="how many times as often"),
    Measure.ODDS_RATIO: Text(ru="отношение шансов", en="odds ratio"),
}
RANGE = Text(ru="от\u00a0{low} до\u00a0{high}", en="{low} to\u00a0{high}")
TIMES = Text(ru="×\u00a0{n}", en="×\u00a0{n}")
NOTES: Mapping[str, Text] = {
    "suppressed": Text(ru="скрыто: ответило слишком мало", en="hidden: too few answered"),
    "rounded": Text(
        ru="число ответивших с точностью до двух", en="numbers of answers right to within two"
    ),
    "few_pairs": Text(
        ru="меньше шести пар: p\u2011значения нет", en="fewer than six pairs: no p\u2011value"
    ),
    "census": Text(
        ru="ответили все: ошибки выборки нет", en="everybody answered: no sampling error"
    ),
    "finite_population": Text(
        ru="интервал учитывает, что опрошена большая часть всех",
        en="the interval takes into account how large a part of all was asked",
    ),
    "no_baseline": Text(ru="до не спрашивали", en="not asked before"),
    "no_change_possible": Text(
        ru="все ответили одинаково: проверять нечего", en="all answered alike: nothing to test"
    ),
}
"""By `Note`."""
METHODS: Mapping[Method, Text] = {
    Method.MCNEMAR_MID_P: Text(
        ru="критерий Макнемара, mid-p (Fagerland и др., 2013)",
        en="McNemar's test, mid-p (Fagerland et al., 2013)",
    ),
    Method.FISHER_EXACT: Text(ru="точный критерий Фишера", en="Fisher's exact test"),
    Method.SIGNED_RANK_EXACT: Text(
        ru="знаковые ранги Уилкоксона, нули по Пратту (1959), точно",
        en="Wilcoxon's signed ranks, zeros by Pratt (1959), exact",
    ),
    Method.SIGNED_RANK_NORMAL: Text(
        ru="знаковые ранги Уилкоксона, нули по Пратту (1959), нормальное приближение",
        en="Wilcoxon's signed ranks, zeros by Pratt (1959), normal approximation",
    ),
    Method.BRUNNER_MUNZEL: Text(
        ru="критерий Бруннера — Мунцеля (2000)", en="Brunner–Munzel test (2000)"
    ),
    Method.RANK_SUM_EXACT: Text(
        ru="точный критерий суммы рангов с совпадениями", en="exact rank-sum test with ties"
    ),
    Method.SIGN_FLIP_EXACT: Text(ru="точная перестановка знаков", en="exact sign-flip permutation"),
    Method.SIGN_FLIP_NORMAL: Text(
        ru="перестановка знаков, нормальное приближение",
        en="sign-flip permutation, normal approximation",
    ),
    Method.POISSON_EXACT: Text(
        ru="точное сравнение двух пуассоновских частот",
        en="exact comparison of two Poisson rates",
    ),
    Method.MANTEL_HAENSZEL: Text(
        ru="критерий Мантеля — Хензеля по округам (1959)",
        en="Mantel–Haenszel test over the districts (1959)",
    ),
    Method.POOLED_WITHIN: Text(
        ru="изменение внутри округов, взвешенное по точности",
        en="change within districts, weighted by precision",
    ),
    Method.CLUSTERED_REGRESSION: Text(
        ru="регрессия на раунд с ошибками, сгруппированными по человеку",
        en="regression on the round with errors clustered by person",
    ),
    Method.DISTRICT_PERMUTATION: Text(
        ru="точная перестановка округов", en="exact permutation of districts"
    ),
}
CORRECTIONS: Mapping[str, Text] = {
    "holm": Text(ru="Холм", en="Holm"),
    "benjamini_hochberg": Text(ru="Бенджамини — Хохберг", en="Benjamini–Hochberg"),
}
TECHNICAL_CAPTION = Text(
    ru="Техническая таблица: p\u2011значения", en="Technical table: p\u2011values"
)
TECHNICAL_HEADS = (
    Text(ru="Анкета и вопрос", en="Questionnaire and question"),
    Text(ru="Где", en="Where"),
    Text(ru="Метод", en="Method"),
    Text(ru="p", en="p"),
    Text(ru="p с поправкой", en="adjusted p"),
    Text(ru="Поправка", en="Correction"),
)
EVERYWHERE = Text(ru="все вместе", en="all together")
OTHERS = Text(ru="против других округов", en="against other districts")
HOW = (
    Text(
        ru="Способ сравнения каждого вопроса определён его видом и тем, можно ли узнать ответы "
        "одного человека в двух раундах; он назначен до того, как кто-либо увидел ответы.",
        en="How a question is compared follows from its kind and from whether one person's answers "
        "can be found in both rounds; it was fixed before anybody saw an answer.",
    ),
    Text(
        ru="Доля считается от тех, кто ответил по существу; «затрудняюсь ответить» и пропуски в "
        "неё не входят и показаны рядом.",
        en="A share is of those who gave an answer; “hard to say” and blanks are not in it and are "
        "shown beside it.",
    ),
    Text(
        ru="Интервалы — 95-процентные: Уилсона для доли, Ньюкомба или Бонетта — Прайса для "
        "разницы долей.",
        en="Intervals are of 95%: Wilson's of a share, Newcombe's or Bonett and Price's of a "
        "difference of shares.",
    ),
    Text(
        ru="Главные вопросы названы заранее, от одного до трёх; поправка на их число — Холма. Все "
        "остальные сравнения поисковые, с поправкой Бенджамини — Хохберга: они подсказывают, куда "
        "смотреть, и ничего не подтверждают.",
        en="The main questions, one to three, were named in advance and are corrected by Holm's "
        "method. All other comparisons are exploratory, corrected by Benjamini and Hochberg's: "
        "they hint where to look and confirm nothing.",
    ),
    Text(
        ru="Числа о менее чем пяти людях скрыты вместе со следующими по величине, чтобы их нельзя "
        "было вычислить вычитанием.",
        en="Figures about fewer than five people are hidden together with the next smallest, so "
        "that they cannot be worked out by subtraction.",
    ),
)
FAVOURABLE_CAPTION = Text(
    ru="{who}: какие ответы считаются благоприятными",
    en="{who}: which answers count as favourable",
)
FAVOURABLE_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Благоприятные ответы", en="Favourable answers"),
)
DISTRICT_CAPTION = Text(ru="{who}: ответы по округам", en="{who}: answers by district")
DISTRICT_HEADS = (
    Text(ru="Вопрос", en="Question"),
    Text(ru="Округ", en="District"),
    Text(ru="До", en="Before"),
    Text(ru="После", en="After"),
    Text(ru="n", en="n"),
)
PARAMETER_HEADS = (
    Text(ru="Параметр", en="Parameter"),
    Text(ru="Где", en="Where"),
    Text(ru="До", en="Before"),
    Text(ru="После", en="After"),
)
PARAMETER_NOTE = Text(
    ru="До — на {before}, после — на {after}.", en="Before: {before}; after: {after}."
)
NO_DAY = Text(ru="нет замера", en="no round")
PARAMETER_RECORDS = Text(ru="Источник: {records}.", en="Source: {records}.")
