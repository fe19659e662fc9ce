"""What may be counted of a district for its monitoring."""

from workflow.monitoring.evaluation.report import Records
from workflow.programme.indicators import districts

COUNTED: dict[str, tuple[districts.Counting, Records]] = {
    "problems_addressed": (districts.problems_addressed, Records.INITIATIVES),
    "initiatives_proposed": (districts.initiatives, Records.INITIATIVES),
    "initiatives_supported": (districts.supported, Records.INITIATIVES),
    "initiatives_completed": (districts.completed, Records.INITIATIVES),
    "group_members": (districts.group_members, Records.PEOPLE),
    "events_held": (districts.events, Records.EVENTS),
    "event_visits": (districts.visits, Records.EVENTS),
}
"""How each is counted by district, and from which records."""
