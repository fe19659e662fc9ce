"""Plans that were changed on the way."""

from models import ChangeRequest, Initiative
from tests.make import Competition
from workflow.programme.lookup import lifecycle_version


def changed(
    competition: Competition,
    initiative: Initiative,
    milestones: dict[str, str] | None = None,
    budget: dict[str, int] | None = None,
) -> None:
    """The group asked for it, and the coordinator agreed."""
    session = competition.session
    request = ChangeRequest(
        programme_id=initiative.programme_id,
        district_id=initiative.district_id,
        code=f"{initiative.code}.c1",
        initiative=initiative,
        milestones=milestones or {},
        budget=budget or {},
        lifecycle_version=lifecycle_version(session, competition.programme, "change_request"),
        changed_at=competition.now,
    )
    session.add(request)
    session.flush()
    competition.on_part(request, "request", "leader", reason="Подорожало")
    competition.on_part(request, "accept", "coordinator")
