"""Views of invented figures, from none to hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models import Remark, Text
from workflow.process.bypassed import Bypass
from workflow.process.conformance import Departure, Replayed, VersionConformance
from workflow.process.funnel import DistrictWay, Funnel, Left, Reached
from workflow.process.overdue import Overdue
from workflow.process.returns import ON_THE_WAY, Outcome, ReturnedTimes, Returns
from workflow.process.spread import Spread
from workflow.process.stages import StageTime
from workflow.process.variants import Variant, Variants
from workflow.process.views import Header, ProcessViews

DAY = 86_400
HEADER = Header(
    Text(ru="Программа", en="Programme"), Text(ru="Город"), Text(ru="Фонд"), date(2026, 7, 1),
    is_past=True, is_sample=True,
)  # fmt: skip
NOTHING = ProcessViews(HEADER)
REVIEW = Text(ru="Экспертиза", en="Expert review")
APPROVAL = Text(ru="Утверждение", en="Approval")
REJECTED = Text(ru="Отклонена", en="Rejected")
COMPLETED = Text(ru="Завершена", en="Completed")
KIND = Text(ru="Инициатива", en="Initiative")


def took(median: int | None, p90: int | None, ended: int = 20, going_on: int = 0) -> Spread:
    return Spread(ended, going_on, median, p90, 40 * DAY if going_on else None)


def stage(title: Text, time: Spread, waiting: Spread) -> StageTime:
    return StageTime(title.in_("en").lower(), title, time, took(6, 15), waiting, 1)


def overdue(title: Text, *days: int) -> Overdue:
    late = tuple(day * DAY for day in days)
    references = tuple(f"initiative/1-{n:02}" for n in range(len(days)))
    return Overdue(KIND, title, "review", ("coordinator", "treasurer"), late, references)


def version(is_newest: bool, own: Replayed, newest: Replayed) -> VersionConformance:
    stored = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return VersionConformance("ab" * 32, stored, is_newest, own, newest)


def way(number: int, *titles: Text) -> Variant:
    return Variant(tuple(t.ru for t in titles), titles, number, "initiative/1-01")


SOME = ProcessViews(
    HEADER,
    (
        stage(REVIEW, took(9 * DAY, 21 * DAY), took(2 * DAY, 4 * DAY)),
        stage(APPROVAL, took(3 * DAY, None, going_on=7), took(3 * DAY, None, going_on=7)),
    ),
    (overdue(REVIEW, 40, 9, 2), overdue(APPROVAL, 1)),
    Returns(
        (Outcome(None, ON_THE_WAY), Outcome("completed", COMPLETED), Outcome("r", REJECTED)),
        (ReturnedTimes(0, 10, (2, 7, 1)), ReturnedTimes(1, 0, (0, 0, 0)),
         ReturnedTimes(2, 3, (0, 2, 1))),
        ((REVIEW, 5), (APPROVAL, 1)),
    ),
    Funnel(
        (Reached("review", REVIEW, 21), Reached("completed", COMPLETED, 9)),
        (Left(REVIEW, Text(ru="Отклонить", en="Reject"), REJECTED, 4),),
        (DistrictWay(Text(ru="Округ 1", en="District 1"), (21, 9), 4),),
    ),
    (
        Bypass(date(2026, 3, 1), Remark.LATE, KIND, Text(ru="Снять", en="Lapse"),
               Text(ru="календарь", en="the calendar"), ("initiative/1-01", "initiative/1-02")),
        Bypass(date(2026, 4, 1), Remark.OVERRIDDEN, KIND, Text(ru="Продлить", en="Extend"),
               Text(ru="руководитель программы", en="coordinator"), ("initiative/1-01",)),
    ),
    Variants((way(12, REVIEW, APPROVAL, COMPLETED), way(3, REVIEW, APPROVAL, REVIEW)), 2, 6),
    Variants((way(12, REVIEW, APPROVAL),), 0, 0),
    (
        version(True, Replayed(15, ()), Replayed(15, ())),
        version(
            False,
            Replayed(6, ()),
            Replayed(6, (Departure(REVIEW, APPROVAL, REJECTED, 2, "initiative/1-01"),)),
        ),
    ),
)  # fmt: skip


def named(text: str) -> ProcessViews:
    """With the text wherever a lifecycle or a programme names something."""
    said = Text(ru=text)
    header = replace(HEADER, title=said, place=said, foundation=said)
    stages = tuple(replace(each, title=said) for each in SOME.stages)
    late = tuple(replace(each, kind=said, stage=said) for each in SOME.overdue)
    outcomes = tuple(replace(each, title=said) for each in SOME.returns.outcomes)
    districts = (replace(SOME.funnel.districts[0], title=said),)
    steps = tuple(replace(each, title=said) for each in SOME.funnel.steps)
    return replace(
        SOME,
        header=header,
        stages=stages,
        overdue=late,
        returns=replace(SOME.returns, outcomes=outcomes, by_stage=((said, 3),)),
        funnel=Funnel(steps, (Left(said, said, said, 1),), districts),
        bypassed=tuple(replace(each, action=said, kind=said) for each in SOME.bypassed),
        variants=Variants((way(3, said, said),), 0, 0),
    )
