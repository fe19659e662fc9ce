from datetime import date

import pytest

from models.monitoring.evaluation import EvaluationPlan, EvaluationStage
from tests import make
from tests.make import Competition
from tests.workflow.monitoring.evaluation.planned import PLAN
from workflow.documents import content_hash
from workflow.errors import NotFound
from workflow.monitoring.evaluation.plan import Window, plan_of, store_plan, stored_plan, window
from workflow.programme.load import load


def test_a_stored_plan_is_read_as_it_was_written(competition: Competition) -> None:
    store_plan(competition.session, competition.programme, PLAN)

    stored = stored_plan(competition.session, competition.programme)

    assert plan_of(competition.session, competition.programme) == PLAN
    assert stored.content_hash == content_hash(stored.content)


def test_storing_again_replaces_and_leaving_it_out_removes(competition: Competition) -> None:
    session, programme = competition.session, competition.programme
    store_plan(session, programme, PLAN)
    changed = PLAN.model_copy(update={"parameters": ()})

    store_plan(session, programme, changed)
    assert plan_of(session, programme) == changed

    store_plan(session, programme, None)
    with pytest.raises(NotFound):
        plan_of(session, programme)


def test_loading_a_programme_stores_its_plan(competition: Competition) -> None:
    checked = make.document()
    document = checked.document.model_copy(update={"evaluation": PLAN})
    planned = type(checked)(**vars(checked) | {"document": document})

    load(competition.session, planned, now=competition.now)
    assert plan_of(competition.session, competition.programme) == PLAN

    load(competition.session, checked, now=competition.now)
    assert competition.session.get(EvaluationPlan, competition.programme.id) is None


def test_the_stages_of_the_evaluation_have_their_days(competition: Competition) -> None:
    interim, final = (window(competition.programme, PLAN, stage) for stage in EvaluationStage)

    assert interim == Window(date(2026, 4, 30), date(2026, 8, 31), date(2026, 4, 30))
    assert final == Window(date(2026, 9, 1), date(2026, 11, 30), date(2026, 11, 30))
