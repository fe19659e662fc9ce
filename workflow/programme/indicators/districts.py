"""What is counted of each district: as it stands, or as it stood at the end of a day. A district
of which there is nothing is not in the result."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import (
    Headcount,
    HistoryEntry,
    Initiative,
    Participation,
    Problem,
    ProblemKind,
    ProgrammeEvent,
)
from models.initiative import initiative_problem
from workflow.history.as_of import AsOf, begun, moved, proposals
from workflow.programme.indicators.rows import held, initiatives_supported

Counting = Callable[[Session, int, AsOf], Mapping[int, int]]
"""Of a programme, as of a day: district → number."""
COMPLETED = "completed"


def initiatives(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """Proposed, whatever came of them."""
    return _initiatives(session, begun(Initiative, programme_id, as_of))


def supported(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    return _initiatives(session, initiatives_supported(session, programme_id, as_of))


def completed(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    reached = HistoryEntry.to_state == COMPLETED
    return _initiatives(session, moved(Initiative, programme_id, as_of, reached))


def problems_addressed(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """Problems of the district's list, growth points not among them, that supported initiatives
    address; each once."""
    addressed = addressing(session, programme_id, as_of)
    return _counts(
        session,
        select(Problem.district_id, func.count())
        .where(Problem.kind == ProblemKind.PROBLEM, Problem.id.in_(addressed))
        .group_by(Problem.district_id),
    )


def addressing(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """Problem or growth point → how many supported initiatives address it. A proposal says what it
    addresses until it is reviewed, and not otherwise afterwards."""
    ours = initiatives_supported(session, programme_id, as_of)
    return _counts(
        session,
        select(initiative_problem.c.problem_id, func.count())
        .where(initiative_problem.c.initiative_id.in_(ours))
        .group_by(initiative_problem.c.problem_id),
    )


def group_members(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """Different people in the district's initiative groups."""
    places = _counts(
        session,
        select(Initiative.id, Initiative.district_id).where(
            Initiative.programme_id == programme_id
        ),
    )
    members: dict[int, set[int]] = {}
    for initiative_id, proposal in proposals(session, programme_id, as_of).items():
        members.setdefault(places[initiative_id], set()).update(proposal["group"])
    return {district_id: len(people) for district_id, people in members.items()}


def events(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """Held for the district alone; those of the whole programme are in none."""
    return _counts(session, _of_events(programme_id, as_of, func.count()))


def visits(session: Session, programme_id: int, as_of: AsOf) -> Mapping[int, int]:
    """To those events, by people known by name and by others; who came twice is in it twice."""
    known = _of_events(programme_id, as_of, func.count()).join(
        Participation, Participation.event_id == ProgrammeEvent.id
    )
    others = _of_events(programme_id, as_of, func.sum(Headcount.number)).join(
        Headcount, Headcount.event_id == ProgrammeEvent.id
    )
    found = dict(_counts(session, known))
    for district_id, number in _counts(session, others).items():
        found[district_id] = found.get(district_id, 0) + number
    return found


def _initiatives(session: Session, keys: Select[tuple[int]]) -> Mapping[int, int]:
    return _counts(
        session,
        select(Initiative.district_id, func.count())
        .where(Initiative.id.in_(keys))
        .group_by(Initiative.district_id),
    )


def _of_events(programme_id: int, as_of: AsOf, number: Any) -> Select[Any]:
    return (
        select(ProgrammeEvent.district_id, number)
        .select_from(ProgrammeEvent)
        .where(*held(programme_id, as_of), ProgrammeEvent.district_id.is_not(None))
        .group_by(ProgrammeEvent.district_id)
    )


def _counts(session: Session, statement: Select[Any]) -> dict[int, int]:
    return {key: int(number) for key, number in session.execute(statement)}
