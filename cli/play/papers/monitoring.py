"""Reports on effectiveness, and the answers as files."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.files import write_files
from cli.monitoring.reports import report_files
from cli.output import console, say, tell
from models import MonitoringRound, Programme, Text
from models.monitoring.evaluation import EvaluationStage
from papers.survey.files import survey_files
from papers.typography import LANGUAGES
from workflow.errors import Refusal
from workflow.monitoring.evaluation.plan import plan_of
from workflow.monitoring.microdata.reading import microdata


def write_monitoring(session: Session, programme: Programme, folder: Path) -> None:
    rounds = _published(session, programme)
    if rounds:
        tell(SIMULATED, style="yellow")
        _write_reports(session, programme, folder)
        _write_answers(session, rounds[-1], folder / "answers")


SIMULATED = Text(
    en="Respondents are simulated: nobody was asked, and every answer is computed.",
    ru="Респонденты смоделированы: никого не спрашивали, все ответы вычислены.",
)


def _published(session: Session, programme: Programme) -> list[MonitoringRound]:
    found = select(MonitoringRound).where(
        MonitoringRound.programme_id == programme.id, MonitoringRound.state == "published"
    )
    return list(session.scalars(found.order_by(MonitoringRound.opens_at)))


def _write_reports(session: Session, programme: Programme, folder: Path) -> None:
    try:
        plan_of(session, programme)
    except Refusal:
        return
    for stage in EvaluationStage:
        write_files(folder, report_files(session, programme, stage, programme.ends_on))
    tell(
        Text(
            en=f"Reports on effectiveness: {folder}",
            ru=f"Отчёты об эффективности: {folder}",
        )
    )


def _write_answers(session: Session, round_: MonitoringRound, folder: Path) -> None:
    for asked in round_.asked:
        try:
            found = microdata(session, round_, asked.code)
        except Refusal as refusal:
            console.print(
                f"{asked.code}: {' '.join(say(each.text) for each in refusal.blockers)}",
                style="dim",
                soft_wrap=True,
            )
            continue
        for language in LANGUAGES:
            write_files(folder, survey_files(found, language))
    tell(
        Text(
            en=f"Answers, none of which gives anybody away: {folder}",
            ru=f"Ответы, которые никого не выдают: {folder}",
        )
    )
