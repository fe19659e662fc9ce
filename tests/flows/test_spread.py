"""A sweep leaves each programme to a run of its own, which any worker takes."""

from typing import Any, cast

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.deployments.runner import RunnerDeployment
from sqlalchemy import select

from flows.deadlines import enforce_deadlines, enforce_in_programme
from models import Initiative, Programme
from models.database import reading, transaction
from tests.flows.test_deadlines import AFTER_SUBMISSION, states
from tests.make import NOON, PROGRAMME, Competition, document
from workflow.programme.load import load


@pytest.fixture
def second(kept: Competition) -> int:
    """Another programme, to which the proposal has moved by an act past the gate."""
    with transaction() as session:
        other = load(
            session, document(PROGRAMME.replace("programme: small", "programme: other")), now=NOON
        )
        proposal = session.scalars(select(Initiative).where(Initiative.code == "1-01")).one()
        proposal.programme_id = other.id
        return other.id


def asked(deployment_id: Any) -> list[dict[str, Any]]:
    of_deployment = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]))
    with get_client(sync_client=True) as client:
        return [run.parameters for run in client.read_flow_runs(flow_run_filter=of_deployment)]


def test_one_programme_is_swept_where_the_sweep_is(kept: Competition) -> None:
    assert enforce_deadlines(as_of=AFTER_SUBMISSION, spread=True) == 2
    assert states() == {"1-01": "withdrawn", "1-02": "expert_review"}


def test_each_of_several_gets_a_run_of_its_own_and_one_only(kept: Competition, second: int) -> None:
    with reading() as session:
        programmes = session.scalars(select(Programme.id).order_by(Programme.id)).all()
    made = enforce_in_programme.to_deployment("enforce-in-programme")
    deployment = cast(RunnerDeployment, made).apply()

    for _ in range(2):
        assert enforce_deadlines(as_of=AFTER_SUBMISSION, spread=True) == 0

    runs = sorted(asked(deployment), key=lambda run: run["programme_id"])
    assert [run["programme_id"] for run in runs] == programmes
    assert states() == {"1-01": "proposal", "1-02": "expert_review"}
    for programme_id in programmes:
        assert enforce_in_programme(programme_id, as_of=AFTER_SUBMISSION) == 1
    assert states() == {"1-01": "withdrawn", "1-02": "expert_review"}
