from models import Text
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard


@guard
def stage_is_open(attempt: Attempt, stage: str) -> Text | None:
    """Today lies within the stage of the programme's calendar."""
    first, last = attempt.timetable.stages[stage]
    if first <= attempt.timetable.local_day(attempt.now) <= last:
        return None
    return Text(
        en=f"This is possible from {first:%d.%m.%Y} to {last:%d.%m.%Y}.",
        ru=f"Это возможно с {first:%d.%m.%Y} по {last:%d.%m.%Y}.",
    )


@guard
def day_has_come(attempt: Attempt, field: str) -> Text | None:
    """The day of the moment that the subject itself carries is not ahead."""
    day = attempt.timetable.local_day(attempt.subject.attribute(field))
    if attempt.timetable.local_day(attempt.now) >= day:
        return None
    return Text(en=f"Not before {day:%d.%m.%Y}.", ru=f"Не раньше {day:%d.%m.%Y}.")


@guard
def moment_has_come(attempt: Attempt, field: str) -> Text | None:
    """The moment that the subject itself carries is not ahead."""
    moment = attempt.subject.attribute(field)
    if attempt.now >= moment:
        return None
    local = moment.astimezone(attempt.timetable.zone)
    return Text(en=f"Not before {local:%d.%m.%Y %H:%M}.", ru=f"Не раньше {local:%d.%m.%Y %H:%M}.")
