"""What calendar programs know an event by: in a feed and in a letter it is the same event."""

from uuid import NAMESPACE_URL, uuid5

from models import Deadline, Meeting, Programme


def of_deadline(programme: Programme, deadline: Deadline) -> str:
    reference = deadline.subject.reference
    return uid(programme, "deadline", reference, deadline.name, deadline.opened_by)


def of_meeting(programme: Programme, meeting: Meeting) -> str:
    return uid(programme, "meeting", meeting.code)


def uid(programme: Programme, *what: str | int) -> str:
    named = "/".join(str(part) for part in (programme.code, *what))
    return str(uuid5(NAMESPACE_URL, f"vmeste:{named}"))
