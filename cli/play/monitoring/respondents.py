"""Who is asked in the play, and when each answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cli.play.monitoring.answers import Leaning
from workflow.programme.document import ProgrammeDocument
from workflow.programme.play.monitoring import MonitoringAct, RespondentsAct, RoundAct


@dataclass(frozen=True)
class Respondent:
    """A person of the document, an invented one with an address, or somebody with a slip."""

    group: RespondentsAct
    n: int
    """Within the group, from 1."""
    person: str | None = None
    """Code in the document."""
    district: str | None = None
    """Of a slip."""

    @property
    def name(self) -> str:
        return f"{self.group.called} {self.n} (образец)"

    @property
    def email(self) -> str:
        return f"{self.group.questionnaire}-{self.n}@example.org"

    @property
    def slip(self) -> str:
        """What stands on it: nothing that says who got it."""
        return f"{Random(f'{self.group.questionnaire}.{self.n}').randrange(16**8):08X}"


@dataclass(frozen=True)
class Answering:
    """Somebody answers."""

    on: date
    respondent: Respondent
    on_paper: bool
    leaning: Leaning


def respondents(act: RespondentsAct) -> Iterator[Respondent]:
    n = 0
    for code in act.people:
        n += 1
        yield Respondent(act, n, person=code)
    for _ in range(act.by_letter):
        n += 1
        yield Respondent(act, n)
    for district, slips in act.by_slip.items():
        for _ in range(slips):
            n += 1
            yield Respondent(act, n, district=district)


def answering(document: ProgrammeDocument, act: RoundAct) -> Iterator[Answering]:
    """All who answer in the round, in no particular order."""
    assert document.play is not None, "only plays are played"
    monitoring = document.play.monitoring
    for group in monitoring.respondents:
        for respondent in respondents(group):
            yield from _answering(document, monitoring, act, respondent)


def _answering(
    document: ProgrammeDocument, monitoring: MonitoringAct, act: RoundAct, respondent: Respondent
) -> Iterator[Answering]:
    group = respondent.group
    who = f"{monitoring.seed}.{group.questionnaire}.{respondent.n}"
    tendency, chance = group.tends[act.round], Random(f"{who}.{act.round}")
    if chance.random() >= tendency.answer:
        return
    on_paper = respondent.district is not None and Random(who).random() < group.on_paper
    on = act.paper if on_paper else _day(document, act, chance)
    leaning = Leaning(who, act.round, tendency.favourable, group.comments, on)
    yield Answering(on, respondent, on_paper, leaning)


def _day(document: ProgrammeDocument, act: RoundAct, chance: Random) -> date:
    """One of the days on which the round is open all day."""
    (round_,) = (each for each in document.monitoring if each.code == act.round)
    (stage,) = (each for each in document.calendar if each.code == round_.stage)
    first, last = stage.starts_on + timedelta(days=1), stage.ends_on - timedelta(days=1)
    days = max(1, (last - first).days + 1)
    return min(stage.ends_on, first + timedelta(days=chance.randrange(days)))
