from models import Target
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import IndicatorEvidence, IndicatorFinding, Records
from workflow.programme.indicators import aside, count, missing

SOURCES = {
    "positive_experience": Records.QUESTIONNAIRES,
    "deputies_interested": Records.PEOPLE,
    "residents_taking_part": Records.PEOPLE,
    "initiatives_supported": Records.INITIATIVES,
    "consultations_given": Records.CONSULTATIONS,
    "events_held": Records.EVENTS,
}
"""From which records each indicator is counted."""


def indicators(basis: Basis) -> IndicatorEvidence:
    return IndicatorEvidence(indicator_findings(basis))


def indicator_findings(basis: Basis) -> tuple[IndicatorFinding, ...]:
    """In the order of the programme's list."""
    return tuple(_finding(basis, target) for target in basis.programme.targets)


def percent(fact: int | None, planned: int | None) -> int | None:
    """Whole percent of the plan, rounded down: 100 is said only where the plan is met."""
    return None if fact is None or not planned else fact * 100 // planned


def _finding(basis: Basis, target: Target) -> IndicatorFinding:
    asked = (basis.session, basis.programme.id, target.indicator, basis.as_of)
    fact = count(*asked)
    return IndicatorFinding(
        indicator=target.indicator,
        title=target.title,
        planned=target.planned,
        fact=fact,
        missing=missing(*asked),
        percent=percent(fact, target.planned),
        aside=aside(*asked),
        records=SOURCES[target.indicator],
    )
