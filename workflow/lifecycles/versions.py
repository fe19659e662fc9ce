from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LifecycleVersion
from workflow.documents import canonical, content_hash
from workflow.lifecycles.document import Lifecycle


def store(session: Session, lifecycle: Lifecycle, *, now: datetime) -> LifecycleVersion:
    """The stored version with this content; stored now if it was not."""
    content = canonical(lifecycle)
    fingerprint = content_hash(content)
    known = session.scalar(
        select(LifecycleVersion).where(LifecycleVersion.content_hash == fingerprint)
    )
    if known is not None:
        return known
    version = LifecycleVersion(
        kind=lifecycle.lifecycle, content_hash=fingerprint, content=content, stored_at=now
    )
    session.add(version)
    session.flush()
    return version
