"""Charts of invented figures, from plain to hostile."""

from papers.charts.chart import Chart
from papers.charts.kinds.coverage import Coverage, Covered, Need
from papers.charts.kinds.dumbbell import Absent, Change, Dumbbell, Point
from papers.charts.kinds.funnel import Stages, Step
from papers.charts.kinds.likert import Answers, Asked, Likert
from papers.charts.kinds.matrix import Counted, Matrix
from papers.charts.kinds.plan_fact import PlanFact, Planned
from papers.charts.kinds.ranges import Lapse, Lasting, Ranges
from papers.charts.kinds.strips import Strip, Strips

LONG = (
    "Насколько Вы согласны с тем, что администрация города и депутат Вашего округа прислушиваются "
    "к предложениям жителей, когда решают, как благоустраивать дворы, скверы и детские площадки, и "
    "объясняют жителям своё решение понятно, вовремя и до того, как начались работы во дворе "
    "Вашего дома?"
)
UNBROKEN = "Слово" * 60
MARKUP = '<script>alert(1)</script> & «Двор» "x" ]]> {{ 7 * 7 }}'
SCALE = (
    "Совсем не согласны", "Скорее не согласны", "И да, и нет", "Скорее согласны",
    "Полностью согласны",
)  # fmt: skip


def dumbbell(*labels: str) -> Dumbbell:
    names = labels or ("Готовы участвовать в решении проблем округа", "Доверяете депутату")
    changes = [
        Change(name, Point(0.31, (0.22, 0.42)), Point(0.48, (0.37, 0.59)), 74, 81) for name in names
    ]
    return Dumbbell("Доля благоприятных ответов жителей", tuple(changes))


EDGES = Dumbbell(
    "Крайние случаи",
    (
        Change("Никто и все", Point(0.0, (0.0, 0.05)), Point(1.0, (0.95, 1.0)), 70, 71),
        Change("Не спрашивали до", Absent.NOT_ASKED, Point(0.5, (0.4, 0.6)), None, 90),
        Change("Без интервала: перепись", Point(0.4), Point(0.45), 20, 20),
        Change("Скрыто до", Absent.HIDDEN, Point(0.5, (0.4, 0.6)), None, 90),
        Change("Скрыто оба раза", Absent.HIDDEN, Absent.HIDDEN, None, None),
        Change("Почти никто и почти все", Point(0.001), Point(0.999), 1200, 1100),
    ),
)


def likert(*labels: str, options: tuple[str, ...] = SCALE) -> Likert:
    names = labels or ("Мой голос что-то значит для города", "Я знаю, к кому идти с бедой двора")
    before = Answers((12, 20, 18, 19, 5), 6)
    after = Answers((6, 14, 17, 29, 15), 3)
    return Likert(
        "Согласие жителей с утверждениями", options, 2, 2,
        tuple(Asked(name, before, after) for name in names),
    )  # fmt: skip


LIKERT_EDGES = Likert(
    "Крайние случаи шкалы",
    SCALE,
    2,
    2,
    (
        Asked("Все довольны", Answers((0, 0, 0, 0, 40)), Answers((0, 0, 0, 0, 44))),
        Asked("Все недовольны", Answers((40, 0, 0, 0, 0)), Answers((44, 0, 0, 0, 0))),
        Asked("Только середина", Answers((0, 0, 30, 0, 0)), Answers((0, 0, 31, 0, 0))),
        Asked("Скрыто до", Answers((None, None, 10, 12, 15), None), Answers((9, 7, 8, 9, 9), 0)),
        Asked("Никто не ответил", Answers((0, 0, 0, 0, 0), 9), Answers((5, 5, 5, 5, 5))),
        Asked("Первый замер", None, Answers((8, 9, 12, 20, 11), 5)),
    ),
)


def plan_fact(*labels: str) -> PlanFact:
    names = labels or ("Консультации", "Мероприятия")
    return PlanFact("План и факт", tuple(Planned(name, 50, 54) for name in names))


PLAN_EDGES = PlanFact(
    "План и факт: крайние случаи",
    (
        Planned("Участники с положительным опытом", 300, None, "Опроса ещё не было."),
        Planned("Депутаты, проявившие интерес", 20, 20),
        Planned("Жители, принявшие участие", 1000, 1240),
        Planned("Поддержанные инициативы", 25, 0),
        Planned("Консультации", 50, 4999),
        Planned("Мероприятия", None, 17),
        Planned("Скрыто", 10, None, "", hidden=True),
        Planned("Чуть меньше плана", 1000, 999),
        Planned("Нулевой план", 0, 3),
    ),
)


def funnel(*labels: str) -> Stages:
    names = labels or (
        "Заявка", "Экспертиза", "Утверждена", "Финансирование", "Выполнение", "Творческий отчёт",
        "Завершена",
    )  # fmt: skip
    steps = tuple(Step(name, max(0, 60 - 8 * n)) for n, name in enumerate(names))
    return Stages("Путь инициатив", steps, (Step("В резерве", 6), Step("Отклонена", 9)))


NOTHING_CAME = Stages("Пусто", (Step("Заявка", 0), Step("Экспертиза", 0)))


def coverage(*labels: str) -> Coverage:
    names = labels or ("Округ № 15", "Округ № 16")
    needs = tuple(Need(f"Проблема {n}", max(0, 3 - n)) for n in range(8))
    growth = tuple(Need(f"Точка роста {n}", n % 3, is_growth_point=True) for n in range(6))
    return Coverage("Проблемы округов", tuple(Covered(name, needs + growth) for name in names))


EMPTY_DISTRICT = Coverage(
    "Крайние случаи",
    (Covered("Без списка", ()), Covered("Сорок", tuple(Need(f"№ {n}", n) for n in range(40)))),
)
DAY = 86_400


def lasting(label: str, median: int | None, p90: int | None, going_on: int = 0) -> Lasting:
    waiting = Lapse(median and median // 3, p90 and p90 // 3)
    return Lasting(label, 15, going_on, Lapse(median, p90), waiting, Lapse(median and 9, None), 1)


def ranges(*labels: str) -> Ranges:
    names = labels or ("Заявка", "Экспертиза", "Утверждение")
    rows = tuple(lasting(name, (9 + n) * DAY, (21 + n) * DAY) for n, name in enumerate(names))
    return Ranges("Время на этапах", rows)


RANGES_EDGES = Ranges(
    "Крайние случаи",
    (
        lasting("Мгновенно", 0, 0),
        lasting("Секунда", 1, 30),
        lasting("Часы", 3600 * 5, 3600 * 47),
        lasting("Века", DAY * 3_650_000, DAY * 36_500_000),
        lasting("Девяносто процентов не ясно", DAY * 9, None, 4),
        lasting("Ничего не ясно", None, None, 1_000_000),
        lasting("Одинаково", DAY * 9, DAY * 9),
    ),
)


def matrix(*labels: str) -> Matrix:
    names = labels or ("Ни разу", "1 раз", "2 раза")
    columns = ("В пути", "Завершена", "Отклонена", "Отозвана")
    rows = tuple(Counted(name, (n, 12 - n % 12, 0, 3), "") for n, name in enumerate(names))
    return Matrix("Возвраты", "Сколько раз", columns, rows)


MATRIX_EDGES = (
    Matrix("Одна клетка", "Строка", ("Столбец",), (Counted("Одна", (1,)),)),
    Matrix("Без итогов", "Округ", ("А", "Б"), (Counted("Один", (5, 3)),), totals=False),
    Matrix("Без итогов и места", "Округ", (LONG,), (Counted("Один", (5,)),), totals=False),
    Matrix("Одни нули", "Строка", ("А", "Б"), (Counted("Ноль", (0, 0), "эксперт"),)),
    Matrix("Огромное", "Строка", ("А", "Б"), (Counted("Миллиарды", (10**12, 1), LONG),)),
    Matrix(
        "Столбцов много", "Строка", tuple(f"Столбец {n}" for n in range(30)),
        (Counted("Строка", tuple(range(30)), "сколько"), Counted(UNBROKEN, (0,) * 30)),
    ),
    Matrix(
        "Длинные столбцы", "Строка", (LONG, MARKUP, UNBROKEN), (Counted(LONG, (5, 6, 7), LONG),)
    ),
    Matrix("Без столбцов", "Строка", (), (Counted("Строка", ()),)),
    Matrix("Пусто", "Строка", ("А", "Б"), ()),
)  # fmt: skip


def strips(*labels: str) -> Strips:
    names = labels or ("Заявка", "Экспертиза", "Утверждение", "Завершена")
    rows = (Strip(names, 42, "initiative/15-03"), Strip((*names[:1], *names), 3, "initiative/7-01"))
    return Strips("Пути", rows, 60, "Ещё 9 путей.")


STRIPS_EDGES = (
    Strips("Пусто", (), 0),
    Strips("Один шаг", (Strip(("Заявка",), 1, "initiative/" + "9" * 40),), 1),
    Strips(
        "Туда и обратно", (Strip(("Заявка", "Возвращена") * 30, 10**12, "initiative/1"),), 10**12
    ),
    Strips("Длинное", (Strip((LONG, "Да", LONG), 1, "initiative/1"),), 3, LONG),
)
LABELLED = (dumbbell, likert, plan_fact, funnel, coverage, ranges, matrix, strips)
LABELS: tuple[tuple[str, ...], ...] = (
    ("Один",), tuple(f"Вопрос {n}" for n in range(40)), (LONG,), (UNBROKEN,), (MARKUP,),
)  # fmt: skip
EDGE_CASES: tuple[Chart, ...] = (
    EDGES, LIKERT_EDGES, PLAN_EDGES, NOTHING_CAME, EMPTY_DISTRICT,
    likert(options=(LONG, LONG[:90], MARKUP, "Да", UNBROKEN)),
    Dumbbell("Пусто", ()), PlanFact("Пусто", ()), Stages("Пусто", ()), Coverage("Пусто", ()),
    Likert("Пусто", ("Да", "Нет"), 1, 1, ()), Likert(LONG, ("Да",), 0, 1, ()),
    RANGES_EDGES, Ranges("Пусто", ()), *MATRIX_EDGES, *STRIPS_EDGES,
)  # fmt: skip


def all_charts() -> tuple[Chart, ...]:
    return (*(make(*labels) for make in LABELLED for labels in LABELS), *EDGE_CASES)
