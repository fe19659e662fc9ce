from datetime import date

from models import MediaKind
from models.monitoring.evaluation import EvaluationObject
from tests.make import Competition
from tests.workflow.monitoring.evaluation.planned import at_noon, found
from workflow.life.media import Publication, record_mention
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import MediaEvidence


def published(competition: Competition, kind: MediaKind, on: date) -> None:
    competition.now = at_noon(date(2026, 10, 1))
    record_mention(
        competition.session,
        competition.programme,
        Publication(kind, "Портал", f"О программе, {on}", f"https://example.org/{kind}-{on}", on),
        actor=competition.actor("coordinator"),
        now=competition.now,
    )


def test_publications_are_counted_by_kind_and_listed_by_day(competition: Competition) -> None:
    published(competition, MediaKind.SITE, date(2026, 8, 2))
    published(competition, MediaKind.NEWSPAPER, date(2026, 8, 1))
    published(competition, MediaKind.SITE, date(2026, 7, 1))
    published(competition, MediaKind.SITE, date(2026, 9, 20))

    evidence = found(
        competition, EvaluationObject.RESULT, EvaluationMethod.MEDIA, on=date(2026, 9, 19)
    )

    assert isinstance(evidence, MediaEvidence)
    assert evidence.kinds == ((MediaKind.NEWSPAPER, 1), (MediaKind.SITE, 2))
    assert [m.published_on for m in evidence.mentions] == [
        date(2026, 7, 1),
        date(2026, 8, 1),
        date(2026, 8, 2),
    ]
