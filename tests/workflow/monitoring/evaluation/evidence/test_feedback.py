"""Feedback is shown of events from which at least five forms came."""

from datetime import date

import pytest

from models import Audience
from models.monitoring.evaluation import EvaluationObject
from tests.make import Competition
from tests.workflow.monitoring.evaluation.planned import at_noon, found
from workflow.life.feedback import Form, keep_feedback
from workflow.life.turnout import record_turnout
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.report import FeedbackEvidence

GOOD, BAD, SILENT = Form(5, True, True), Form(2, False, False), Form(3, True)


def said(competition: Competition, on: date = date(2026, 10, 1)) -> FeedbackEvidence:
    evidence = found(competition, EvaluationObject.RESULT, EvaluationMethod.FEEDBACK, on=on)
    assert isinstance(evidence, FeedbackEvidence)
    return evidence


def event(competition: Competition, code: str, on: date, *forms: Form) -> None:
    competition.now = at_noon(date(2026, 10, 1))
    actor, now = competition.actor("coordinator"), competition.now
    held = competition.event(code, starts_on=on)
    heads = {Audience.RESIDENTS: 20}
    record_turnout(competition.session, held, unnamed=heads, actor=actor, now=now)
    keep_feedback(competition.session, held, forms, actor=actor, now=now)


def test_forms_are_summed_up_by_event_and_together(competition: Competition) -> None:
    event(competition, "second", date(2026, 5, 2), *[GOOD] * 5)
    event(competition, "first", date(2026, 5, 1), *[BAD] * 10, *[GOOD] * 5)

    evidence = said(competition)

    assert [(line.code, line.forms) for line in evidence.events] == [("first", 15), ("second", 5)]
    assert evidence.usefulness == pytest.approx((10 * 2 + 10 * 5) / 20)
    assert (evidence.forms, evidence.recommend, evidence.positive) == (20, 0.5, 0.5)


def test_events_with_few_forms_are_in_no_figure(competition: Competition) -> None:
    event(competition, "many", date(2026, 5, 1), *[GOOD] * 5)
    event(competition, "few", date(2026, 5, 2), *[BAD] * 4)

    evidence = said(competition)

    assert [line.code for line in evidence.events] == ["many"]
    assert (evidence.forms, evidence.usefulness, evidence.too_few) == (5, 5.0, 1)


def test_an_answer_that_few_gave_is_not_shown(competition: Competition) -> None:
    event(competition, "silent", date(2026, 5, 1), *[SILENT] * 5, *[GOOD] * 4)

    evidence = said(competition)

    assert (evidence.forms, evidence.positive) == (9, None)
    assert evidence.events[0].positive is None


def test_an_event_after_the_reports_day_is_not_in_it(competition: Competition) -> None:
    event(competition, "autumn", date(2026, 9, 20), *[GOOD] * 5)

    assert [said(competition, on).forms for on in (date(2026, 9, 19), date(2026, 9, 20))] == [0, 5]
