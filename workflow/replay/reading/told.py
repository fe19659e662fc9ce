"""What a log tells of one event → the event, or what is wrong with it."""

from collections.abc import Mapping
from unicodedata import category

from workflow.replay.reading.log import COMPLETE, LogEvent
from workflow.replay.reading.mistakes import Mistakes
from workflow.replay.reading.moments import moment
from workflow.replay.reading.spellings import Field, Given

LONGEST = 200
"""Characters of a name: of a case, of what happened, of a role."""
LONGEST_REASON = 4000


def name_in(written: str | None, what: str, line: int, mistakes: Mistakes) -> str | None:
    """A name on one line; None where there is none that could be kept."""
    name = " ".join((written or "").split())
    if not name:
        mistakes.add(line, what, "is missing")
    elif len(name) > LONGEST:
        mistakes.add(line, what, f"is longer than {LONGEST} characters")
    elif not _is_text(name):
        mistakes.add(line, what, "has signs that are no text")
    else:
        return name
    return None


def event_of(
    told: Mapping[Field, str], line: int, given: Given, mistakes: Mistakes
) -> LogEvent | None:
    """The event, if nothing is wrong with it."""
    before = mistakes.count
    action = name_in(told.get(Field.ACTION), Field.ACTION, line, mistakes)
    role = told.get(Field.ROLE, "").strip()
    role_name = name_in(role, Field.ROLE, line, mistakes) if role else None
    step = told.get(Field.TRANSITION, "").strip() or COMPLETE
    step_name = name_in(step, Field.TRANSITION, line, mistakes)
    reason = told.get(Field.REASON, "").strip() or None
    if reason and (len(reason) > LONGEST_REASON or not _is_text(reason)):
        words = f"is longer than {LONGEST_REASON:,} characters, or has signs that are no text"
        mistakes.add(line, Field.REASON, words)
    written = told.get(Field.TIME, "").strip()
    if not written:
        mistakes.add(line, Field.TIME, "is missing")
        return None
    try:
        at = moment(written, given.zone, given.until)
    except ValueError as error:
        mistakes.add(line, Field.TIME, str(error))
        return None
    if mistakes.count > before or action is None or step_name is None:
        return None
    return LogEvent(line, action, at, role_name, step_name.casefold(), reason)


def _is_text(written: str) -> bool:
    return all(category(sign) not in ("Cc", "Cs") or sign in "\n\r\t" for sign in written)
