from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Checkpoint
from workflow.history.verify.against import Known, check_against
from workflow.history.verify.chains import Chains
from workflow.history.verify.found import Verification
from workflow.history.verify.lifecycles import read_moves
from workflow.history.verify.tree import check_paths, check_series, check_tree


def verify(
    session: Session, subject_id: int | None = None, *, against: Sequence[Known] = ()
) -> Verification:
    """Check every history, or one, and the checkpoints: that each entry is as it was written and in
    its place, with its texts; that its lifecycle allowed it; that the subject stands where its
    history ends; that histories, leaves and roots agree, with each other and with the roots that
    others know. Keeps no history in memory."""
    checkpoints = session.scalars(select(Checkpoint).order_by(Checkpoint.number)).all()
    moves, faults = read_moves(session)
    result = Verification(0, 0, len(checkpoints), faults)
    Chains(session, moves, [each.size for each in checkpoints], subject_id).check(result)
    faults += check_series(checkpoints)
    if subject_id is None:
        faults += check_tree(session, checkpoints)
    else:
        faults += check_paths(session, subject_id, checkpoints)
    faults += check_against(against, checkpoints)
    return result
