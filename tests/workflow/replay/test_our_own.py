"""Our own histories, written as a log, conform with the lifecycle that they were made under."""

from sqlalchemy import select

from models import HistoryEntry, Initiative, LifecycleVersion, Subject
from tests.make import LIFECYCLES, Competition
from tests.workflow.replay.logs import THERE, declared, read, xes
from workflow.lifecycles.document import CLOCK
from workflow.lifecycles.machine import runner
from workflow.replay.archive import Archive, Asked, bring_in, look
from workflow.replay.reading import Given, LogEvent
from workflow.replay.report import Outcome
from workflow.replay.words import read_words

INITIATIVE = declared((LIFECYCLES / "lifecycles" / "initiative.yaml").read_text(encoding="utf-8"))
WORDS = 'activities: {"review.*": ignored}\n'


def written(competition: Competition, initiative: Initiative) -> list[LogEvent]:
    """The events of an initiative and of its reviews, as an export has them."""
    entries = competition.session.execute(
        select(HistoryEntry, Subject.kind, LifecycleVersion)
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .join(LifecycleVersion, LifecycleVersion.id == Subject.lifecycle_version_id)
        .where(Subject.kind.in_(["initiative", "review"]))
        .order_by(HistoryEntry.at, HistoryEntry.id)
    ).all()
    told = []
    for entry, kind, version in entries:
        by = runner(version).lifecycle.moves[entry.from_state, entry.action].by
        people = [role for role in by if role != CLOCK]
        role = CLOCK if entry.actor_id is None else people[0]
        name = entry.action if kind == "initiative" else f"{kind}.{entry.action}"
        told.append(LogEvent(1, name, entry.at.astimezone(THERE), role))
    return told


def test_an_initiatives_history_written_as_xes_replays_to_where_it_stands(
    competition: Competition,
) -> None:
    initiative = competition.at("presentation")
    told = written(competition, initiative)
    asked = Asked(
        INITIATIVE, read_words(WORDS, "words.yaml", INITIATIVE.document), check_roles=True
    )
    with read(xes([(initiative.code, told)]), Given(competition.now)) as log:
        report = look(competition.session, log, asked, zone=THERE, now=competition.now)
        (case,) = report.cases
        assert (case.outcome, case.state) == (Outcome.OPEN, "presentation")
        assert case.replayed == initiative.version
        assert report.unknown == {}
        kept = bring_in(
            competition.session, log, asked, Archive("again", "x", THERE), now=competition.now
        )
    assert kept.kept_in == "again"


def test_one_entry_left_out_of_it_is_found(competition: Competition) -> None:
    told = written(competition, competition.at("funding"))
    asked = Asked(INITIATIVE, read_words(WORDS, "words.yaml", INITIATIVE.document))
    without = [event for event in told if event.activity != "conclude_review"]
    with read(xes([("1-01", without)]), Given(competition.now)) as log:
        (case,) = look(competition.session, log, asked, zone=THERE, now=competition.now).breaking
    assert case.broke is not None
    assert (case.broke.activity, case.broke.state) == ("approve", "expert_review")
