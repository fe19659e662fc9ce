from models import MonitoringRound, RoundQuestionnaire, Text
from workflow.errors import Blocker, NotFound


def find_asked(round_: MonitoringRound, code: str) -> RoundQuestionnaire:
    """The questionnaire with this code as the round asks it. Raises NotFound."""
    found = next((asked for asked in round_.asked if asked.code == code), None)
    if found is None:
        known = ", ".join(asked.code for asked in round_.asked) or "—"
        words = Text(
            en=f"The round {round_.code} does not ask {code[:40]}. It asks: {known}.",
            ru=f"В раунде {round_.code} анкеты {code[:40]} нет. Есть: {known}.",
        )
        raise NotFound([Blocker("not_asked", words)])
    return found
