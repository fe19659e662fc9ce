"""Agreements to make papers from."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models import Money, Text
from workflow.work.agreements import (
    Agreement,
    Condition,
    Instalment,
    PlannedLine,
    PlannedPoint,
    Term,
    Terms,
)

FOUNDATION = Text(
    ru="Фонд поддержки социальных инициатив «Мы вместе»",
    en="Foundation for the Support of Social Initiatives “We Are Together”",
)
PROGRAMME = Text(
    ru="Развитие местного самоуправления г. Бердска «Мы вместе!»",
    en="Development of local self-government in Berdsk, “We Are Together!”",
)
TITLE = (
    "Спортивная площадка и сквер «Надежда» во дворе домов № 14, 16 и 18 по улице Лунной: "
    "место, где встречаются три поколения"
)
PURPOSE = (
    "Во дворе трёх домов негде заниматься ни детям, ни старшим: площадка разобрана ещё в "
    "девяностые. Жители поставят турники, стол для настольного тенниса и скамейки, высадят "
    "сирень и кизильник и сами будут ухаживать за двором.\n"
    "Средства нужны на оборудование, доставку и саженцы; землю готовят и деревья сажают жители."
)


def agreement(**given: Any) -> Agreement:
    made = Agreement(
        number="15-03",
        programme=PROGRAMME,
        foundation=FOUNDATION,
        place=Text(ru="Бердск, Новосибирская область", en="Berdsk, Novosibirsk region"),
        day=date(2017, 4, 24),
        leader="Константинопольская Александра Владимировна",
        title=TITLE,
        district=Text(ru="Округ № 15", en="District No. 15"),
        purpose=PURPOSE,
        amount=Money(148_500_50),
        instalments=(
            Instalment(1, 60, Money(89_100_30), Condition.SIGNED),
            Instalment(2, 40, Money(59_400_20), Condition.ACCOUNTED),
        ),
        budget=(
            PlannedLine("Турники, брусья и шведская стенка с установкой", Money(74_000_00)),
            PlannedLine("Теннисный стол всепогодный", Money(32_500_00)),
            PlannedLine("Скамейки деревянные, 4 шт.", Money(21_000_00)),
            PlannedLine("Саженцы, грунт и инструмент", Money(14_000_50)),
            PlannedLine("Доставка", Money(7_000_00)),
        ),
        milestones=(
            PlannedPoint("Площадка расчищена, земля подготовлена", date(2017, 5, 20)),
            PlannedPoint("Оборудование поставлено и установлено", date(2017, 7, 15)),
            PlannedPoint("Высажены деревья и кустарники", date(2017, 9, 23)),
            PlannedPoint("Праздник двора: открытие площадки", date(2017, 9, 30)),
        ),
        terms=Terms(pay=Term(5), check=Term(5), report=Term(10), give_back=Term(10)),
        is_sample=True,
    )
    return replace(made, **given)


def written(text: str) -> Agreement:
    """An agreement in which people wrote nothing but `text`."""
    return agreement(
        leader=text,
        title=text,
        purpose=text,
        budget=(PlannedLine(text, Money(148_500_50)),),
        milestones=(PlannedPoint(text, date(2017, 5, 20)),),
    )


def largest() -> Agreement:
    """Everything as long as it may be."""
    return agreement(
        title="Очень длинное название " * 8,
        purpose="Жители подробно рассказали, на что нужны деньги. " * 80,
        budget=tuple(
            PlannedLine(f"{n}: " + "длинная строка сметы " * 9, Money(10**15 // 50))
            for n in range(50)
        ),
        milestones=tuple(
            PlannedPoint(
                f"{n}: " + "длинная контрольная точка " * 7, date(2017, 5, 1) + timedelta(days=n)
            )
            for n in range(50)
        ),
        amount=Money(10**15),
    )
