"""Analyses of a round, computed once and kept as they are shown."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import MonitoringRound, RoundAnalysis
from workflow.documents import canonical, content_hash
from workflow.monitoring.analysis.results import Results


def analyse_round(session: Session, round_: MonitoringRound) -> list[RoundAnalysis]:
    """Compute and store what each questionnaire of the round came to. Repeating it changes nothing
    as long as the answers are the same."""
    # numpy: commands that analyse nothing need not wait for it
    from workflow.monitoring.analysis.computed import results  # noqa: PLC0415

    kept = {one.questionnaire: one for one in stored(session, round_)}
    for asked in round_.asked:
        content = canonical(results(session, round_, asked))
        analysis = kept.get(asked.code)
        if analysis is None:
            analysis = RoundAnalysis(round_id=round_.id, questionnaire=asked.code)
            session.add(analysis)
            kept[asked.code] = analysis
        analysis.content, analysis.content_hash = content, content_hash(content)
    session.flush()
    return [kept[asked.code] for asked in round_.asked]


def results_of(session: Session, round_: MonitoringRound) -> list[Results]:
    """What was stored, in the order of the round's questionnaires; nothing before that."""
    kept = {one.questionnaire: one for one in stored(session, round_)}
    return [
        Results.model_validate_json(kept[asked.code].content)
        for asked in round_.asked
        if asked.code in kept
    ]


def stored(session: Session, round_: MonitoringRound) -> list[RoundAnalysis]:
    ours = select(RoundAnalysis).where(RoundAnalysis.round_id == round_.id)
    return list(session.scalars(ours))
