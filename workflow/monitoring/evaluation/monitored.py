"""The parameters by which districts are monitored, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.history.as_of import AsOf
from workflow.monitoring.analysis.results import Results
from workflow.monitoring.evaluation.document import (
    EvaluationDocument,
    ParameterEntry,
    QuestionParameter,
)
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.parameters import COUNTED
from workflow.monitoring.evaluation.report import (
    ParameterFinding,
    ParameterValue,
    QuestionnaireFinding,
    Records,
    RoundFinding,
    Unit,
)


@dataclass(frozen=True)
class Pair:
    """The round before the programme and the one after it that compares with it; either may be
    missing."""

    before: RoundFinding | None
    after: RoundFinding | None


def parameters(basis: Basis, plan: EvaluationDocument) -> tuple[ParameterFinding, ...]:
    pair = _pair(basis.rounds)
    return tuple(
        _asked(basis, entry, entry.asked, pair)
        if entry.asked is not None
        else _counted(basis, entry, pair)
        for entry in plan.parameters
    )


def _pair(rounds: Sequence[RoundFinding]) -> Pair:
    by_code = {found.code: found for found in rounds}
    after = next((found for found in reversed(rounds) if found.baseline is not None), None)
    if after is not None:
        return Pair(by_code.get(after.baseline or ""), after)
    return Pair(rounds[-1] if rounds else None, None)


def _asked(
    basis: Basis, entry: ParameterEntry, asked: QuestionParameter, pair: Pair
) -> ParameterFinding:
    before, after = _of(pair.before, asked), _of(pair.after, asked)
    either = after or before
    question = either.document.questions.get(asked.question) if either else None
    favourable = question is None or any(option.favourable for option in question.options)
    places = [(None, None), *((district.code, district.title) for district in basis.districts)]
    return ParameterFinding(
        code=entry.code,
        title=entry.title,
        unit=Unit.SHARE if favourable else Unit.MEAN,
        records=Records.QUESTIONNAIRES,
        before_on=pair.before.closed_on if pair.before else None,
        after_on=pair.after.closed_on if pair.after else None,
        values=tuple(
            ParameterValue(
                code,
                title,
                _before(before, after, asked.question, code),
                _figure(after.results, asked.question, code, "after") if after else None,
            )
            for code, title in places
        ),
    )


def _of(found: RoundFinding | None, asked: QuestionParameter) -> QuestionnaireFinding | None:
    ours = found.questionnaires if found else ()
    return next((q for q in ours if q.document.questionnaire == asked.questionnaire), None)


def _before(
    before: QuestionnaireFinding | None,
    after: QuestionnaireFinding | None,
    question: str,
    district: str | None,
) -> float | None:
    """As the comparison has it, where there is one: what one of two rounds hides, so does it. In a
    first round nothing is before, and its own figures stand as after."""
    if after is not None:
        return _figure(after.results, question, district, "before")
    return _figure(before.results, question, district, "after") if before else None


def _figure(results: Results, question: str, district: str | None, side: str) -> float | None:
    for found in results.comparisons:
        if (found.question, found.option, found.district) != (question, None, district):
            continue
        share = found.share_before if side == "before" else found.share_after
        total = found.total_before if side == "before" else found.total_after
        return share.value if share else total.mean if total else None
    return None


def _counted(basis: Basis, entry: ParameterEntry, pair: Pair) -> ParameterFinding:
    """As of the day on which the baseline closed, and as of the report's day."""
    count, records = COUNTED[entry.counted or ""]
    session, programme = basis.session, basis.programme
    before_on = pair.before.closed_on if pair.before else None
    after = count(session, programme.id, basis.then)
    before = (
        count(session, programme.id, AsOf.end_of(session, programme.id, before_on))
        if before_on
        else None
    )
    return ParameterFinding(
        code=entry.code,
        title=entry.title,
        unit=Unit.NUMBER,
        records=records,
        before_on=before_on,
        after_on=basis.as_of,
        values=(_sum(basis, before, after), *_by_district(basis, before, after)),
    )


def _sum(
    basis: Basis, before: Mapping[int, int] | None, after: Mapping[int, int]
) -> ParameterValue:
    ids = [district.id for district in basis.districts]
    return ParameterValue(
        None,
        None,
        None if before is None else sum(before.get(district_id, 0) for district_id in ids),
        sum(after.get(district_id, 0) for district_id in ids),
    )


def _by_district(
    basis: Basis, before: Mapping[int, int] | None, after: Mapping[int, int]
) -> tuple[ParameterValue, ...]:
    return tuple(
        ParameterValue(
            district.code,
            district.title,
            None if before is None else before.get(district.id, 0),
            after.get(district.id, 0),
        )
        for district in basis.districts
    )
