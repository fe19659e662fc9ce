"""What the columns of the lists are called."""

from models import Text

STAGES = (
    Text(ru="Этап", en="Stage"),
    Text(ru="Закончено", en="Ended"),
    Text(ru="Идёт", en="Going on"),
    Text(ru="Дней: медиана", en="Days: median"),
    Text(ru="Дней: 90\u00a0%", en="Days: 90%"),
    Text(ru="Дней: самый долгий из идущих", en="Days: the longest going on"),
    Text(ru="Рабочих дней: медиана", en="Working days: median"),
    Text(ru="Рабочих дней: 90\u00a0%", en="Working days: 90%"),
    Text(ru="Дней ожидания: медиана", en="Days of waiting: median"),
    Text(ru="Дней ожидания: 90\u00a0%", en="Days of waiting: 90%"),
    Text(ru="Никто не занялся", en="Nobody saw to it"),
)
OVERDUE = (
    Text(ru="О чём", en="Of what"),
    Text(ru="Этап", en="Stage"),
    Text(ru="Имя срока", en="Deadline"),
    Text(ru="Кто отвечает", en="Responsible"),
    Text(ru="Просрочено", en="Overdue"),
    Text(ru="Дней: медиана", en="Days: median"),
    Text(ru="Дней: больше всего", en="Days: longest"),
)
RETURNS = (
    Text(ru="Сколько раз возвращали", en="How often returned"),
    Text(ru="Инициатив", en="Initiatives"),
)
DISTRICT = Text(ru="Округ", en="District")
ALL_DISTRICTS = Text(ru="Все округа", en="All districts")
LEFT = Text(ru="Сошли с пути", en="Left the way")
BYPASSED = (
    Text(ru="Месяц", en="Month"),
    Text(ru="Как", en="How"),
    Text(ru="О чём", en="Of what"),
    Text(ru="Действие", en="Action"),
    Text(ru="Кто", en="Who"),
    Text(ru="Сколько", en="Number"),
)
VARIANTS = (
    Text(ru="Путь", en="Way"),
    Text(ru="Инициатив", en="Initiatives"),
    Text(ru="Доля, %", en="Share, %"),
    Text(ru="Пример", en="Example"),
)
OTHER_WAYS = Text(ru="Ещё путей: {n}", en="Other ways: {n}")
CONFORMANCE = (
    Text(ru="Версия жизненного цикла", en="Version of the lifecycle"),
    Text(ru="Сохранена", en="Stored"),
    Text(ru="Историй", en="Histories"),
    Text(ru="Отступают от своей версии", en="Depart from their version"),
    Text(ru="Отступают от новейшей", en="Depart from the newest"),
)
REFERENCES = Text(ru="Объекты", en="References")
