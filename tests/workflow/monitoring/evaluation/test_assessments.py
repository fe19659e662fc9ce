"""Experts and the outside evaluator write of the programme, themselves and in time."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models import Assessment
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.make import Competition
from tests.workflow.monitoring.evaluation.planned import at_noon, planned
from workflow.actor import Actor
from workflow.errors import NotFound, Refusal
from workflow.monitoring.evaluation.assessments import write_assessment

WORDS = "Связи жителей с депутатами стали чаще: это видно по журналу встреч и по заявкам. " * 2
INTERIM, FINAL = EvaluationStage.INTERIM, EvaluationStage.FINAL
TASK, GOAL = EvaluationObject.TASK, EvaluationObject.GOAL


def write(
    competition: Competition,
    actor: Actor | None = None,
    *,
    stage: EvaluationStage = INTERIM,
    about: EvaluationObject = TASK,
    text: str = WORDS,
    on: date = date(2026, 5, 10),
) -> Assessment:
    return write_assessment(
        competition.session,
        planned(competition),
        stage,
        about,
        text,
        actor=actor or competition.actor("expert"),
        now=at_noon(on),
    )


def refused(competition: Competition, actor: Actor | None = None, **given: object) -> list[str]:
    with pytest.raises(Refusal) as no:
        write(competition, actor, **given)  # type: ignore[arg-type]
    return no.value.codes


@pytest.mark.parametrize("name", ["expert", "second", "evaluator"])
def test_members_of_the_council_and_the_evaluator_assess(
    competition: Competition, name: str
) -> None:
    written = write(competition, competition.actor(name))

    assert (written.person_id, written.text) == (competition.people[name].id, WORDS.strip())


@pytest.mark.parametrize("name", ["coordinator", "secretary", "deputy", "leader", "treasurer"])
def test_nobody_else_assesses(competition: Competition, name: str) -> None:
    assert refused(competition, competition.actor(name)) == ["not_permitted"]


def test_the_calendar_does_not_assess(competition: Competition) -> None:
    assert refused(competition, Actor.clock("sweep")) == ["not_permitted"]


def test_nobody_writes_on_anothers_behalf(competition: Competition) -> None:
    coordinator, expert = (competition.people[name].id for name in ("coordinator", "expert"))

    for_expert = Actor.person(coordinator, on_behalf_of=expert)

    assert refused(competition, for_expert) == ["in_person", "not_permitted"]


@pytest.mark.parametrize(
    ("stage", "first", "last"),
    [
        (INTERIM, date(2026, 4, 30), date(2026, 8, 31)),
        (FINAL, date(2026, 9, 1), date(2026, 11, 30)),
    ],
)
def test_assessments_are_written_in_the_days_of_their_stage(
    competition: Competition, stage: EvaluationStage, first: date, last: date
) -> None:
    about = TASK if stage == INTERIM else GOAL
    for on in (first, last):
        write(competition, stage=stage, about=about, on=on)
    for on in (first - date.resolution, last + date.resolution):
        assert refused(competition, stage=stage, about=about, on=on) == ["evaluation_not_open"]


def test_only_what_the_plan_asks_experts_is_assessed(competition: Competition) -> None:
    assert refused(competition, about=GOAL) == ["assessment_not_asked"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Хорошо", "assessment_too_short"),
        (" " * 200, "assessment_too_short"),
        ("ж" * 4001, "text_too_long"),
        ("ж" * 100 + "\x00", "text_unreadable"),
    ],
)
def test_an_assessment_is_neither_a_mark_nor_a_book(
    competition: Competition, text: str, code: str
) -> None:
    assert refused(competition, text=text) == [code]


def test_each_has_one_and_may_write_it_anew(competition: Competition) -> None:
    first = write(competition)
    again = write(competition, on=date(2026, 5, 11))
    assert (again.id, again.written_at) == (first.id, first.written_at), "the same changes nothing"

    anew = write(competition, text=WORDS + "Дополнено.", on=date(2026, 5, 12))
    write(competition, competition.actor("second"))

    assert (anew.id, anew.text[-10:]) == (first.id, "Дополнено.")
    assert competition.session.scalar(select(func.count()).select_from(Assessment)) == 2


def test_without_a_plan_nothing_is_assessed(competition: Competition) -> None:
    with pytest.raises(NotFound):
        write_assessment(
            competition.session,
            competition.programme,
            INTERIM,
            TASK,
            WORDS,
            actor=competition.actor("expert"),
            now=at_noon(date(2026, 5, 1)),
        )
