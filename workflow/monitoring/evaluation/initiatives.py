"""How far initiatives came by the report's day, and which problems they take on."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select

from models import HistoryEntry, Initiative, Problem, ProblemKind, Subject
from workflow.history.as_of import states
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import (
    DistrictCoverage,
    Funnel,
    FunnelExit,
    FunnelStep,
    ProblemCoverage,
)
from workflow.programme.indicators import districts
from workflow.programme.lookup import lifecycle_of

WAY = (
    "proposal",
    "expert_review",
    "approval",
    "funding",
    "implementation",
    "creative_report",
    "completed",
)
"""The states of an initiative on its way; the others are off it, or wait on it."""
OFF_THE_WAY = (
    "returned",
    "reserve",
    "suspended",
    "rejected",
    "withdrawn",
    "winding_up",
    "terminated",
)


def funnel(basis: Basis) -> Funnel:
    known = lifecycle_of(basis.session, basis.programme, Initiative.__tablename__).states
    reached = _reached(basis)
    stood = Counter(states(basis.session, Initiative, basis.programme.id, basis.then).values())
    return Funnel(
        steps=tuple(
            FunnelStep(state, known[state].title, reached.get(state, 0))
            for state in WAY
            if state in known
        ),
        exits=tuple(
            FunnelExit(state, known[state].title, stood[state])
            for state in OFF_THE_WAY
            if state in known and stood[state]
        ),
    )


def _reached(basis: Basis) -> dict[str, int]:
    rows = basis.session.execute(
        select(HistoryEntry.to_state, func.count(HistoryEntry.subject_id.distinct()))
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(
            Subject.programme_id == basis.programme.id,
            Subject.kind == Initiative.__tablename__,
            basis.then.by_moment(HistoryEntry.at),
        )
        .group_by(HistoryEntry.to_state)
    )
    return {state: number for state, number in rows}


def coverage(basis: Basis) -> tuple[DistrictCoverage, ...]:
    addressed = districts.addressing(basis.session, basis.programme.id, basis.then)
    found = []
    for district in basis.districts:
        lines = tuple(_covered(problem, addressed) for problem in _listed(district.problems))
        problems = [line for line in lines if line.kind == ProblemKind.PROBLEM]
        found.append(
            DistrictCoverage(
                district=district.code,
                title=district.title,
                problems=lines,
                addressed=sum(line.supported > 0 for line in problems),
                listed=len(problems),
            )
        )
    return tuple(found)


def _listed(problems: list[Problem]) -> list[Problem]:
    """Problems first, then growth points, each in the order of its list."""
    kinds = list(ProblemKind)
    return sorted(problems, key=lambda p: (kinds.index(ProblemKind(p.kind)), p.ordinal))


def _covered(problem: Problem, addressed: Mapping[int, int]) -> ProblemCoverage:
    return ProblemCoverage(
        kind=ProblemKind(problem.kind),
        ordinal=problem.ordinal,
        text=problem.text,
        supported=addressed.get(problem.id, 0),
    )
