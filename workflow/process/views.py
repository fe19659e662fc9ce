from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, Programme, Text
from workflow.deadlines.timetable import timetable_of
from workflow.process.bypassed import Bypass, bypassed
from workflow.process.conformance import VersionConformance, conformance
from workflow.process.funnel import Funnel, funnel
from workflow.process.overdue import Overdue, overdue_then
from workflow.process.returns import Returns, returns
from workflow.process.stages import StageTime, stage_times
from workflow.process.until import Until
from workflow.process.variants import Variants, action_variants, state_variants


class View(StrEnum):
    STAGES = "stages"
    OVERDUE = "overdue"
    RETURNS = "returns"
    FUNNEL = "funnel"
    BYPASSED = "bypassed"
    VARIANTS = "variants"
    CONFORMANCE = "conformance"


@dataclass(frozen=True)
class Header:
    title: Text
    place: Text
    foundation: Text
    as_of: date
    is_past: bool
    """The end of a day that was asked for, and not the present."""
    is_sample: bool


_NO_RETURNS, _NO_WAY, _NO_VARIANTS = Returns((), (), ()), Funnel((), (), ()), Variants((), 0, 0)


@dataclass(frozen=True)
class ProcessViews:
    """What was not asked for is empty."""

    header: Header
    stages: tuple[StageTime, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    returns: Returns = _NO_RETURNS
    funnel: Funnel = _NO_WAY
    bypassed: tuple[Bypass, ...] = ()
    variants: Variants = _NO_VARIANTS
    action_variants: Variants = _NO_VARIANTS
    conformance: tuple[VersionConformance, ...] = ()


def process_views(
    session: Session,
    programme: Programme,
    *,
    as_of: date | None = None,
    now: datetime,
    only: View | None = None,
) -> ProcessViews:
    """All of them or one, of the present or of the end of a day."""
    until = Until.end_of(session, programme.id, as_of, now)
    asked = [only] if only else list(View)
    found = {
        name: look(session, programme, until)
        for view in asked
        for name, look in _LOOKS[view].items()
    }
    return ProcessViews(header_of(session, programme, as_of, now), **found)


_LOOKS: Mapping[View, Mapping[str, Callable[[Session, Programme, Until], Any]]] = {
    View.STAGES: {"stages": stage_times},
    View.OVERDUE: {"overdue": overdue_then},
    View.RETURNS: {"returns": returns},
    View.FUNNEL: {"funnel": funnel},
    View.BYPASSED: {"bypassed": bypassed},
    View.VARIANTS: {"variants": state_variants, "action_variants": action_variants},
    View.CONFORMANCE: {"conformance": conformance},
}


def header_of(session: Session, programme: Programme, as_of: date | None, now: datetime) -> Header:
    sample = select(Initiative.id).where(
        Initiative.programme_id == programme.id, Initiative.is_sample
    )
    return Header(
        programme.title,
        programme.place,
        programme.foundation,
        as_of or timetable_of(session, programme.id).local_day(now),
        as_of is not None,
        session.scalar(sample.limit(1)) is not None,
    )
