import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from models import (
    Invitation,
    MonitoringRound,
    Response,
    RoundAnalysis,
    RoundMode,
    RoundQuestionnaire,
    Text,
)
from tests import make
from tests.workflow.monitoring.analysis.given import document
from workflow.documents import content_hash
from workflow.monitoring.analysis.stored import analyse_round, results_of
from workflow.monitoring.questionnaires.versions import store_questionnaire
from workflow.programme.lookup import lifecycle_version


def round_(made: make.Competition, code: str, **given: Any) -> MonitoringRound:
    session, programme = made.session, made.programme
    version = store_questionnaire(session, programme, document(by_district=True), now=made.now)
    one = MonitoringRound(
        programme_id=programme.id,
        code=code,
        lifecycle_version=lifecycle_version(session, programme, "monitoring_round"),
        changed_at=made.now,
        title=Text(ru="Замер"),
        opens_at=made.now,
        closes_at=made.now + timedelta(days=10),
        mode=RoundMode.LINKED,
        asked=[RoundQuestionnaire(code="residents", ordinal=1, questionnaire_id=version.id)],
        **given,
    )
    session.add(one)
    session.flush()
    return one


def answer(made: make.Competition, one: MonitoringRound, *answers: str, start: int = 0) -> None:
    made.session.add_all(
        Response(
            round_id=one.id,
            questionnaire="residents",
            district_id=made.district.id,
            link=f"link {n}",
            answers=json.dumps({"solved": solved}),
        )
        for n, solved in enumerate(answers, start)
    )
    made.session.add_all(
        Invitation(
            round_id=one.id,
            questionnaire="residents",
            slip=f"slip {n}",
            district_id=made.district.id,
            answered_on=date(2026, 3, 2) if n < len(answers) else None,
        )
        for n in range(len(answers) + 10)
    )
    made.session.flush()


def rounds(made: make.Competition) -> tuple[MonitoringRound, MonitoringRound]:
    baseline = round_(made, "before")
    endline = round_(made, "after", baseline=baseline)
    answer(made, baseline, *["no"] * 25, *["yes"] * 15)
    answer(made, endline, *["no"] * 18, *["yes"] * 22)
    return baseline, endline


def test_a_round_is_analysed_and_kept_with_its_hash(competition: make.Competition) -> None:
    _, endline = rounds(competition)

    (kept,) = analyse_round(competition.session, endline)
    (found,) = results_of(competition.session, endline)

    assert kept.content_hash == content_hash(kept.content)
    assert (found.round, found.baseline, found.pairs) == ("after", "before", 40)
    assert [(t.district, t.invited, t.answered) for t in found.turnout_after] == [
        (None, 50, 40),
        ("1", 50, 40),
    ]
    solved = found.comparisons[0]
    assert (solved.answered_before, solved.answered_after) == (40, 40)


def test_the_same_answers_kept_in_another_order_are_the_same_bytes(
    competition: make.Competition,
) -> None:
    session = competition.session
    _, endline = rounds(competition)
    (kept,) = analyse_round(session, endline)
    first = kept.content
    written = list(session.scalars(select(Response).where(Response.round_id == endline.id)))
    again = [
        {
            "round_id": one.round_id,
            "questionnaire": one.questionnaire,
            "district_id": one.district_id,
            "link": one.link,
            "answers": one.answers,
        }
        for one in reversed(written)
    ]
    session.execute(delete(Response).where(Response.round_id == endline.id))
    session.add_all(Response(**fields) for fields in again)
    session.flush()

    analyse_round(session, endline)

    (stored,) = session.scalars(select(RoundAnalysis).where(RoundAnalysis.round_id == endline.id))
    assert stored.content == first


def test_a_baseline_stands_by_itself(competition: make.Competition) -> None:
    baseline, _ = rounds(competition)

    analyse_round(competition.session, baseline)

    (found,) = results_of(competition.session, baseline)
    assert (found.baseline, found.pairs, found.turnout_before) == (None, None, ())
    assert all(one.design is None for one in found.comparisons)


def test_nothing_is_shown_of_a_round_that_is_not_analysed(competition: make.Competition) -> None:
    _, endline = rounds(competition)

    assert results_of(competition.session, endline) == []


def test_the_districts_that_entered_the_programme_are_known(competition: make.Competition) -> None:
    """The small competition has one of its two districts in it."""
    session = competition.session
    baseline, endline = rounds(competition)
    other = competition.other_district
    for one in (baseline, endline):
        session.add_all(
            Response(
                round_id=one.id,
                questionnaire="residents",
                district_id=other.id,
                link=f"other {n}",
                answers=json.dumps({"solved": "yes" if n % 2 else "no"}),
            )
            for n in range(20)
        )
    session.flush()

    analyse_round(session, endline)

    (found,) = results_of(session, endline)
    assert {one.district for one in found.comparisons if one.question == "solved"} == {
        None,
        "1",
        "2",
    }
    assert found.against_others == ()  # one of each kind is not enough
