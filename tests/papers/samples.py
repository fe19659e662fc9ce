"""Minutes and selections to make papers from."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models import Money, Motion, Text
from workflow.meetings.record import Attendee, Ballot, ItemRecord, Minutes

OPENED = datetime(2017, 3, 15, 14, 0, tzinfo=ZoneInfo("Asia/Novosibirsk"))
NAMES = (
    "Алексеева Мария Игоревна",
    "Борисов Пётр Андреевич",
    "Власова Ольга Сергеевна",
    "Громов Илья Николаевич",
    "Дмитриева Анна Павловна",
    "Ершов Виктор Олегович",
)
HOSTILE = (
    '#import "x": y',
    "$x^2$ *bold* _it_ <label> @ref \\ // /* */",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1-01",
    "@SUM(A1)",
    "{=1+1}",
    "{code} {0} {{}}",
    "emoji 🎉",
    "שלום עולם",
    "один\x00два\x0bтри\ud800четыре",
    "на\u202eизнанку",
    "&amp; <b>x</b> ]]>",
    "http://example.org",
    "слово" * 60,
)


def ballot(motion: Motion = Motion.APPROVE, **given: Any) -> Ballot:
    votes = Ballot(motion, NAMES[:4], NAMES[4:5], NAMES[5:], casting=False, carried=True)
    return replace(votes, **given)


def item(number: int = 1, **given: Any) -> ItemRecord:
    record = ItemRecord(
        number=number,
        code=f"15-{number:02}",
        title="Двор «Солнышко»",
        district=Text(ru="Округ № 15", en="District No. 15"),
        request=Money(120_000_00),
        rank=number,
        eligible=6,
        needed=4,
        present=6,
        recused=(),
        ballots=(ballot(),),
        decision=Motion.APPROVE,
        reason="Жители готовы вложить свой труд.",
        slots=(number, 5),
        money_left=Money(580_000_00),
    )
    return replace(record, **given)


def minutes(*items: ItemRecord, **given: Any) -> Minutes:
    council = Text(ru="Совет депутатов города Бердска", en="Council of Deputies of Berdsk")
    present = [Attendee(name, council, True) for name in NAMES]
    paper = Minutes(
        code="2017-1",
        programme=Text(ru="Программа «Мы вместе!»", en="Programme “We Are Together!”"),
        foundation=Text(ru="Фонд «Мы вместе»", en="Foundation “We Are Together”"),
        place="г. Бердск, ул. Примерная, 1",
        opened_at=OPENED,
        closed_at=OPENED + timedelta(hours=2, minutes=20),
        chair=NAMES[0],
        secretary="Зайцева Елена Юрьевна",
        attendees=(
            *present,
            Attendee("Жуков Антон Ильич", council, False),
            Attendee("Зайцева Елена Юрьевна", None, True),
        ),
        eligible=7,
        needed=5,
        present=6,
        items=items,
        is_sample=True,
    )
    return replace(paper, **given)


def undecided(number: int = 1) -> ItemRecord:
    """Everyone is recused, so nobody may vote."""
    ground = Text(ru="родственник заявителя", en="a relative of the applicant")
    return item(
        number,
        eligible=0,
        needed=0,
        present=0,
        recused=tuple((name, (ground,)) for name in NAMES),
        ballots=(),
        decision=None,
        reason=None,
        slots=None,
        money_left=None,
    )


def long_minutes() -> Minutes:
    wordy = "Совет подробно обсудил смету, сроки и вклад жителей. " * 12
    names = tuple(f"{name} " + "Длиннофамильная-" * 4 for name in NAMES)
    decided = [
        item(
            n,
            title="Очень длинное название " * 8,
            reason=wordy,
            ballots=(
                ballot(
                    Motion.APPROVE,
                    in_favour=names[:3],
                    against=names[3:],
                    abstained=(),
                    casting=True,
                ),
            ),
        )
        for n in range(1, 11)
    ]
    return minutes(*decided, *(undecided(n) for n in range(11, 21)))
