"""The days of a round, as simulated respondents live them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from cli.play.acts import Cast
from cli.play.monitoring import deeds
from cli.play.monitoring.respondents import Answering, answering
from models import Programme
from workflow.programme.document import ProgrammeDocument
from workflow.programme.play.monitoring import RoundAct

NOON, AFTERNOON, EVENING = time(12), time(15), time(17)
"""Invitations and publication; paper and assessments; everybody who answers on a day, at once."""
Enact = Callable[[Session, Programme, datetime], None]
Days = Iterator[tuple[date, time, str, Enact]]


def monitoring_days(document: ProgrammeDocument, cast: Cast) -> Days:
    """Everything that is played of the rounds: day, hour, what it is, and what does it."""
    assert document.play is not None, "only plays are played"
    monitoring = document.play.monitoring
    for act in monitoring.rounds:
        for group in monitoring.respondents:
            title = f"{act.round}: {group.questionnaire} invited"
            yield act.invited, NOON, title, partial(deeds.invite_group, act.round, group, cast)
        yield from _answers(document, act, cast)
        yield act.published, NOON, f"{act.round}: published", partial(deeds.publish, act.round)
    for assessment in monitoring.assessments:
        title = f"{assessment.stage} assessment by {assessment.by}"
        yield assessment.on, AFTERNOON, title, partial(deeds.assess, assessment, cast)


def _answers(document: ProgrammeDocument, act: RoundAct, cast: Cast) -> Days:
    online: dict[date, list[Answering]] = defaultdict(list)
    on_paper: dict[str, list[Answering]] = defaultdict(list)
    for each in answering(document, act):
        if each.on_paper:
            on_paper[each.respondent.group.questionnaire].append(each)
        else:
            online[each.on].append(each)
    for day, several in online.items():
        yield day, EVENING, f"{act.round}: answers", partial(deeds.answer, act.round, several, cast)
    for code, several in on_paper.items():
        title = f"{act.round}: answers on paper"
        yield act.paper, AFTERNOON, title, partial(deeds.bring_in, act.round, code, several)
