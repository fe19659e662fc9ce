"""What charts say, in every language; names in braces are filled in."""

from models import Text

BEFORE = Text(ru="до", en="before")
AFTER = Text(ru="после", en="after")
HIDDEN = Text(ru="скрыто", en="hidden")
WHY_HIDDEN = Text(
    ru="скрыто: меньше пяти человек или выдало бы такое число",
    en="hidden: fewer than five people, or would give such a figure away",
)
NOT_ASKED = Text(ru="не спрашивали", en="not asked")
INTERVAL = Text(ru="линия — 95-процентный интервал", en="line: 95% interval")
POINTS = Text(ru="{n}\u00a0п.\u00a0п.", en="{n}\u00a0pp")
QUESTION = Text(ru="Вопрос", en="Question")
SHARE_BEFORE = Text(ru="До", en="Before")
SHARE_AFTER = Text(ru="После", en="After")
INTERVAL_BEFORE = Text(ru="Интервал до", en="Interval before")
INTERVAL_AFTER = Text(ru="Интервал после", en="Interval after")
N_BEFORE = Text(ru="n до", en="n before")
N_AFTER = Text(ru="n после", en="n after")
COUNTS = Text(ru="n\u00a0=\u00a0{n}", en="n\u00a0=\u00a0{n}")
COUNTS_BOTH = Text(ru="n\u00a0= {before} и {after}", en="n\u00a0= {before} and {after}")
ROUND = Text(ru="Замер", en="Round")
ONLY = Text(ru="ответы", en="answers")
N = Text(ru="n", en="n")
NO_ANSWER = Text(ru="Без ответа", en="No answer")
NO_ANSWER_SIGN = Text(ru="без ответа: {n}", en="no answer: {n}")
LIKERT = Text(
    ru="Слева от черты — неблагоприятные ответы, справа — благоприятные; средние поровну.",
    en="Left of the line are unfavourable answers, right of it favourable ones; those in the "
    "middle are halved.",
)
DUMBBELL = Text(
    ru="Доля благоприятных ответов до и после, в процентах.",
    en="Share of favourable answers before and after, in per cent.",
)
INDICATOR = Text(ru="Показатель", en="Indicator")
PLAN = Text(ru="План", en="Plan")
FACT = Text(ru="Факт", en="Fact")
DONE = Text(ru="Выполнено", en="Done")
FACT_OF_PLAN = Text(ru="{fact} из {plan}", en="{fact} of {plan}")
OF_PLAN = Text(ru="план — {plan}", en="plan: {plan}")
NO_PLAN = Text(ru="без плана", en="no plan")
NO_FACT = Text(ru="нет данных", en="no figure")
PLAN_SIGN = Text(ru="план (100\u00a0%)", en="plan (100%)")
FACT_SIGN = Text(ru="факт", en="fact")
PLAN_FACT = Text(
    ru="Факт в процентах от плана; черта — план.", en="Fact in per cent of the plan; the line is "
    "the plan."
)  # fmt: skip
STEP = Text(ru="Шаг", en="Step")
REACHED = Text(ru="Дошли", en="Came so far")
OF_FIRST = Text(ru="От первого шага", en="Of the first step")
STOPPED = Text(ru="Сошли с пути", en="Left the way")
FUNNEL = Text(
    ru="Сколько инициатив дошло до каждого шага.", en="How many initiatives came to each step."
)
DISTRICT = Text(ru="Округ", en="District")
NEED = Text(ru="Проблема или точка роста", en="Problem or growth point")
ADDRESSED_BY = Text(ru="Инициатив", en="Initiatives")
PROBLEM = Text(ru="проблема", en="problem")
GROWTH_POINT = Text(ru="точка роста", en="growth point")
COVERED = Text(ru="{n} из {all}", en="{n} of {all}")
COVERED_SIGN = Text(
    ru="проблема, за которую взялись; число — сколько инициатив поддержано",
    en="a problem taken up; the figure says by how many supported initiatives",
)
OPEN_SIGN = Text(ru="пока никто не взялся", en="taken up by none so far")
GROWTH_SIGN = Text(ru="точка роста", en="growth point")
COVERAGE = Text(
    ru="Проблемы каждого округа и сколько поддержанных инициатив за каждую взялось.",
    en="Each district's problems, and how many supported initiatives take each up.",
)
NONE = Text(ru="Показывать нечего.", en="There is nothing to show.")
MINUTES = Text(ru="{n}\u00a0мин", en="{n}\u00a0min")
HOURS = Text(ru="{n}\u00a0ч", en="{n}\u00a0h")
DAYS = Text(ru="{n}\u00a0дн.", en="{n}\u00a0d")
STAGE = Text(ru="Этап", en="Stage")
VISITS = Text(ru="закончено: {n}", en="ended: {n}")
VISITS_AND_OPEN = Text(ru="закончено: {n}, идёт: {open}", en="ended: {n}, going on: {open}")
VISITS_ENDED = Text(ru="Закончено", en="Ended")
VISITS_GOING_ON = Text(ru="Идёт", en="Going on")
TIME_MEDIAN = Text(ru="Длится: медиана", en="Lasts: median")
TIME_P90 = Text(ru="Длится: 90\u00a0%", en="Lasts: 90%")
WORKING_MEDIAN = Text(ru="Рабочих дней: медиана", en="Working days: median")
WORKING_P90 = Text(ru="Рабочих дней: 90\u00a0%", en="Working days: 90%")
WAITING_MEDIAN = Text(ru="Ждёт: медиана", en="Waits: median")
WAITING_P90 = Text(ru="Ждёт: 90\u00a0%", en="Waits: 90%")
UNTOUCHED = Text(ru="Никто не занялся", en="Nobody saw to it")
TOO_EARLY = Text(ru="ещё не ясно", en="too early")
NINE_OF_TEN = Text(ru="90\u00a0%: {time}", en="90%: {time}")
MEDIAN_SIGN = Text(ru="медиана: у половины не дольше", en="median: no longer for half")
P90_SIGN = Text(ru="у девяти из десяти не дольше", en="no longer for nine of ten")
WAITING_SIGN = Text(
    ru="сколько из этого ждали первого действия (медиана)",
    en="how much of it was waiting for somebody to act (median)",
)
TOO_EARLY_SIGN = Text(
    ru="ещё не ясно: многие не закончили", en="too early to say: many still go on"
)
RANGES = Text(
    ru="Сколько длится каждый этап: медиана и время, в которое укладываются девять из десяти.",
    en="How long each stage lasts: the median, and what nine of ten keep within.",
)
TOTAL = Text(ru="Всего", en="Total")
AGAIN = Text(ru="этап, на который вернулись", en="a stage that was come back to")
SUCH_AS = Text(ru="например, {example}", en="such as {example}")
STRIPS = Text(
    ru="Пути инициатив по этапам и сколько инициатив прошло каждый.",
    en="The ways of initiatives through the stages, and how many went each.",
)
WAY = Text(ru="Путь", en="Way")
INITIATIVES = Text(ru="Инициатив", en="Initiatives")
SHARE = Text(ru="Доля", en="Share")
EXAMPLE = Text(ru="Пример", en="Example")
