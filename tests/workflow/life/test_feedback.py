"""Feedback gives nobody away."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from models import Audience, Feedback, ProgrammeEvent
from models.database import engine_for
from tests.make import Competition
from workflow.errors import Refusal
from workflow.life.feedback import ENOUGH, Evidence, Form, Summary, evidence, keep_feedback, summary
from workflow.life.turnout import record_turnout

FIVE = [
    Form(5, True, True, "Полезно"),
    Form(4, True, True),
    Form(3, False, False, "  Долго "),
    Form(5, True, True),
    Form(3, True, False),
]


def attended(competition: Competition, people: int = 10, code: str = "seminar") -> ProgrammeEvent:
    event = competition.event(code)
    record_turnout(
        competition.session,
        event,
        unnamed={Audience.RESIDENTS: people},
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    return event


def keep(competition: Competition, event: ProgrammeEvent, forms: list[Form], **told: Any) -> int:
    return keep_feedback(
        competition.session,
        event,
        forms,
        actor=competition.actor(told.pop("by", "coordinator")),
        now=competition.now,
        **told,
    )


def refused(competition: Competition, event: ProgrammeEvent, forms: list[Form]) -> list[str]:
    with pytest.raises(Refusal) as caught:
        keep(competition, event, forms)
    assert competition.session.scalars(select(Feedback)).all() == []
    return caught.value.codes


def test_five_answers_are_shown_together(competition: Competition) -> None:
    event = attended(competition)

    assert keep(competition, event, FIVE) == 5
    assert summary(competition.session, event) == Summary(5, 4.0, 0.8, 0.6, ["Долго", "Полезно"])


def test_fewer_than_five_answers_are_not_shown(competition: Competition) -> None:
    event = attended(competition)
    keep(competition, event, FIVE[:4])

    assert ENOUGH == 5
    assert summary(competition.session, event) == Summary(4, None, None, None, ())


def test_a_question_that_fewer_than_five_answered_is_not_shown(competition: Competition) -> None:
    event = attended(competition)
    keep(competition, event, [*FIVE[:4], Form(3, True, None)])

    found = summary(competition.session, event)

    assert (found.usefulness, found.positive) == (4.0, None)


def test_nothing_that_is_kept_says_who(competition: Competition) -> None:
    event = attended(competition)
    keep(competition, event, FIVE[:1])

    (kept,) = competition.session.scalars(select(Feedback))
    assert {column.name for column in Feedback.__table__.columns} == {
        *("id", "event_id", "received_on", "usefulness", "recommends", "positive", "comment"),
        *("request", "is_sample"),
    }
    assert (kept.received_on, type(kept.received_on)) == (date(2026, 3, 2), date)
    assert kept.id.version == 4


def test_sqlite_numbers_no_forms_in_their_order(new_database: Callable[[str], str]) -> None:
    engine = engine_for(new_database("sqlite"))
    with engine.connect() as connection:
        listed = text("select wr from pragma_table_list where name = 'feedback'")
        without_rowid = connection.execute(listed).scalar()
    engine.dispose()

    assert without_rowid == 1


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (Form(0, True), "usefulness_unfit"),
        (Form(6, True), "usefulness_unfit"),
        (Form(5, True, None, "x" * 1001), "text_too_long"),
        (Form(5, True, None, "\x07"), "text_unreadable"),
    ],
)
def test_a_form_is_not_kept_with(competition: Competition, form: Form, code: str) -> None:
    assert refused(competition, attended(competition), [FIVE[0], form]) == [code]


def test_a_comment_may_have_a_thousand_characters(competition: Competition) -> None:
    assert keep(competition, attended(competition), [Form(5, True, None, "x" * 1000)]) == 1


def test_there_is_no_feedback_on_an_event_that_was_not_held(competition: Competition) -> None:
    event = competition.event(held=False)

    assert refused(competition, event, FIVE[:1]) == ["event_not_held", "more_forms_than_people"]


def test_no_more_forms_come_than_people_were_there(competition: Competition) -> None:
    event = attended(competition, people=4)

    assert refused(competition, event, FIVE) == ["more_forms_than_people"]


def test_the_same_sheet_again_changes_nothing(competition: Competition) -> None:
    event = attended(competition)

    assert keep(competition, event, FIVE, sheet="анкеты") == 5
    assert keep(competition, event, FIVE, sheet="анкеты") == 5
    assert keep(competition, event, FIVE[:1], sheet="ещё одна") == 6


def test_the_same_sheet_of_another_event_is_another(competition: Competition) -> None:
    for code in ("one", "two"):
        assert keep(competition, attended(competition, code=code), FIVE, sheet="анкеты") == 5


def test_who_does_not_hold_the_event_brings_no_forms(competition: Competition) -> None:
    with pytest.raises(Refusal) as caught:
        keep(competition, attended(competition), FIVE, by="other_deputy")

    assert caught.value.codes == ["other_district"]


def test_evidence_leaves_out_events_that_are_not_shown(competition: Competition) -> None:
    """Else the hidden answers could be found by taking away what is shown."""
    keep(competition, attended(competition, code="one"), FIVE)
    keep(competition, attended(competition, code="two"), [Form(5, True, True)] * 4)
    keep(competition, attended(competition, code="three"), [Form(5, True, None)] * 6)

    assert evidence(competition.session, competition.programme.id) == Evidence(3, 5)


def test_there_is_no_evidence_without_forms(competition: Competition) -> None:
    assert evidence(competition.session, competition.programme.id) == Evidence(0, 0)


ANSWERS = st.builds(Form, st.integers(1, 5), st.booleans(), st.none() | st.booleans())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(forms=st.lists(ANSWERS, max_size=12))
def test_a_figure_is_shown_where_five_answered_and_nowhere_else(
    competition: Competition, forms: list[Form]
) -> None:
    with competition.session.begin_nested() as undone:
        event = attended(competition, people=12, code="any")
        keep(competition, event, forms)
        found = summary(competition.session, event)
        undone.rollback()

    answered = [form.positive for form in forms if form.positive is not None]
    assert found.forms == len(forms)
    assert (found.usefulness is None) == (len(forms) < ENOUGH)
    assert (found.positive is None) == (len(answered) < ENOUGH)
    if found.positive is not None:
        assert found.positive == answered.count(True) / len(answered)
