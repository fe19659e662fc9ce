"""The monthly report on oversight, as Prefect has it made."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from flows.enclosures import enclosures
from flows.oversight import report_oversight
from models import OutboxMessage
from models.database import reading
from tests.make import Competition
from tests.papers.reading import pdf_text
from workflow.oversight.mailing import OVERSIGHT

FIRST_OF_APRIL = datetime(2026, 4, 1, 2, tzinfo=UTC)
"""Nine in the morning where the programme is."""


def test_month_is_reported_on_once_and_made_up_for_after_an_outage(kept: Competition) -> None:
    early = FIRST_OF_APRIL - timedelta(minutes=1)
    moments = [early, FIRST_OF_APRIL, FIRST_OF_APRIL, FIRST_OF_APRIL + timedelta(days=62)]

    assert [report_oversight(as_of=at) for at in moments] == [0, 2, 0, 4]

    with reading() as session:
        asked = select(OutboxMessage.key).where(OutboxMessage.template == OVERSIGHT)
        months = {key.split(".")[2] for key in session.scalars(asked)}
    assert months == {"2026-03", "2026-04", "2026-05"}


def test_report_is_enclosed_with_names_only_for_coordinators(kept: Competition) -> None:
    report_oversight(as_of=FIRST_OF_APRIL)

    with reading() as session:
        asked = select(OutboxMessage).where(OutboxMessage.template == OVERSIGHT)
        papers = {
            message.recipient.email.partition("@")[0]: enclosures(session, message)
            for message in session.scalars(asked)
        }
    texts = {}
    for reader, enclosed in papers.items():
        (paper,) = enclosed
        assert (paper.name, paper.media_type) == ("oversight-2026-03.ru.pdf", "application/pdf")
        texts[reader] = pdf_text(paper.content)
    assert "Treasurer" in texts["coordinator"]
    assert not any(name in texts["evaluator"] for name in ("Treasurer", "Coordinator", "Chair"))
    assert not any(name in str(texts) for name in ("Leader", "Neighbour", "Friend"))
