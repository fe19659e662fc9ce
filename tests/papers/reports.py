"""Reports to make papers from, and photographs for them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from models import Money, Rating, Text
from tests.papers.agreements import FOUNDATION, PROGRAMME, PURPOSE, TITLE
from workflow.work.published_report import (
    Photo,
    PublishedLine,
    PublishedMoney,
    PublishedPoint,
    PublishedReport,
)

CAPTIONS = (
    "Открытие площадки: первыми турники проверили школьники из соседних домов",
    "Субботник в мае: землю готовили всем двором",
    "Теннисный стол приехал раньше срока",
    "Сирень и кизильник сажали вместе с учителями школы № 13",
    "",
)
DONE = (
    "Задумывали расчистить площадку, поставить турники и теннисный стол, посадить сирень. Сделали "
    "всё, и ещё — песочницу из досок, которые остались от скамеек.\n"
    "Оборудование привезли на две недели позже: поставщик ждал комплектующие. За это время жители "
    "трёх домов подготовили основание своими силами, и сэкономленное пошло на саженцы."
)
RESULTS = (
    "Во дворе теперь каждый вечер люди. Подростки сами составили расписание теннисного стола и "
    "следят за ним. Пенсионеры занимаются на турниках по утрам, и к ним приходят из соседних "
    "дворов.\n"
    "Жители выбрали старшую по двору и договорились с управляющей компанией о поливе."
)
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def picture(
    seed: int, media_type: str = "image/jpeg", size: tuple[int, int] = (1500, 1000)
) -> bytes:
    """A courtyard that nobody lives in."""
    random, (width, height) = Random(seed), size
    image = Image.new("RGB", size, (190 + random.randrange(40), 215, 238))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill=(110, 150 + random.randrange(40), 95))
    for n in range(5):
        left = n * width // 5 + random.randrange(40)
        top = height // 4 + random.randrange(height // 6)
        wall = tuple(140 + random.randrange(90) for _ in range(3))
        draw.rectangle((left, top, left + width // 6, height * 2 // 3), fill=wall)
    kept = BytesIO()
    image.save(kept, FORMATS[media_type])
    return kept.getvalue()


PICTURES = [
    picture(1),
    picture(2, size=(900, 1400)),
    picture(3, "image/png"),
    picture(4, "image/webp"),
    picture(5, size=(2400, 900)),
]
TYPES = ("image/jpeg", "image/jpeg", "image/png", "image/webp", "image/jpeg")
STORE: Mapping[str, bytes] = {sha256(content).hexdigest(): content for content in PICTURES}
"""What `read` gives."""


def read(name: str) -> bytes:
    return STORE[name]


def photos(many: int, captions: tuple[str, ...] = CAPTIONS) -> tuple[Photo, ...]:
    return tuple(
        Photo(name, media_type, caption)
        for name, media_type, caption in zip(STORE, TYPES, captions, strict=True)
    )[:many]


def report(**given: Any) -> PublishedReport:
    made = PublishedReport(
        code="15-03",
        title=TITLE,
        district=Text(ru="Округ № 15", en="District No. 15"),
        programme=PROGRAMME,
        foundation=FOUNDATION,
        problems=(
            Text(ru="Отсутствие спортивных площадок во дворах", en="No sports grounds in yards"),
            Text(ru="Неблагоустроенные дворовые территории"),
        ),
        growth_points=(Text(ru="Активные домовые комитеты", en="Active house committees"),),
        summary=PURPOSE,
        period=(date(2017, 4, 28), date(2017, 10, 9)),
        milestones=(
            PublishedPoint(
                "Площадка расчищена, земля подготовлена",
                date(2017, 5, 20),
                date(2017, 5, 20),
                date(2017, 5, 18),
            ),
            PublishedPoint(
                "Оборудование поставлено и установлено",
                date(2017, 7, 15),
                date(2017, 7, 31),
                date(2017, 8, 2),
            ),
            PublishedPoint(
                "Высажены деревья и кустарники",
                date(2017, 9, 23),
                date(2017, 9, 23),
                date(2017, 9, 23),
            ),
            PublishedPoint("Праздник двора", date(2017, 9, 30), date(2017, 9, 30), None),
        ),
        done=DONE,
        results=RESULTS,
        participants=1_240,
        group=7,
        money=PublishedMoney(
            awarded=Money(148_500_50),
            spent=Money(143_200_00),
            returned=Money(5_300_50),
            never_paid=Money(0),
        ),
        budget=(
            line("Турники, брусья и шведская стенка с установкой", 74_000_00, 74_000_00, 74_000_00),
            line("Теннисный стол всепогодный", 32_500_00, 32_500_00, 29_990_00),
            line("Скамейки деревянные, 4 шт.", 21_000_00, 16_000_00, 14_210_00),
            line("Саженцы, грунт и инструмент", 14_000_50, 19_000_50, 19_000_00),
            line("Доставка", 7_000_00, 7_000_00, 6_000_00),
        ),
        donors=(
            "АО «Бердский завод»",
            "Иванова Мария Сергеевна",
            "ООО «Строительная компания „Обское море“»",
        ),
        unnamed_donors=2,
        photos=photos(5),
        videos=("https://example.org/video/otkrytie-ploshchadki-na-lunnoy",),
        publications=(
            "https://example.org/2017/10/02/vo-dvore-na-lunnoy-otkryli-sportploshchadku-svoimi-rukami",
            "http://example.com/news/15",
        ),
        rating=Rating.SUCCESSFUL,
        accepted_on=date(2017, 10, 13),
        presented_on=date(2017, 10, 21),
        presentation="https://example.org/presentation",
        is_sample=True,
    )
    return replace(made, **given)


def line(title: str, agreed: int, planned: int, spent: int) -> PublishedLine:
    return PublishedLine(title, Money(agreed), Money(planned), Money(spent))


def written(text: str) -> PublishedReport:
    """A report in which people wrote nothing but `text`."""
    day = date(2017, 5, 20)
    return report(
        title=text,
        summary=text,
        done=text,
        results=text,
        milestones=(PublishedPoint(text, day, day, day),),
        budget=(line(text, 1, 1, 1),),
        donors=(text,),
        photos=photos(2, (text,) * 5),
        videos=(f"https://example.org/?{text}",),
    )
