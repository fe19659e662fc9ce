"""What must hold before people are asked, and while they are."""

from datetime import date

from models import MonitoringRound, RoundMode, Text
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.monitoring.questionnaires.comparability import incomparable
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.salt import is_destroyed

SHOWN = 3
"""Differences that are told in one sentence."""


def _round(attempt: Attempt) -> MonitoringRound:
    assert isinstance(attempt.subject, MonitoringRound), f"{attempt.subject.kind} is no round"
    return attempt.subject


@guard
def closing_is_ahead(attempt: Attempt) -> Text | None:
    """A round that opens late, after an outage, still has time for answers."""
    closes_at = _round(attempt).closes_at
    if attempt.now < closes_at:
        return None
    day = f"{attempt.timetable.local_day(closes_at):%d.%m.%Y}"
    return Text(
        en=f"It was to close on {day} already: nobody could answer. Prolong it first.",
        ru=f"Он должен был закрыться уже {day}: ответить никто не успел бы. Сначала продлите его.",
    )


@guard
def something_is_asked(attempt: Attempt) -> Text | None:
    """The round has a questionnaire."""
    if _round(attempt).asked:
        return None
    return Text(
        en="It asks nothing: name its questionnaires in the programme's document and load it.",
        ru="Он ничего не спрашивает: назовите анкеты в документе программы и загрузите его.",
    )


@guard
def rounds_are_comparable(attempt: Attempt) -> Text | None:
    """Each questionnaire that the baseline asked as well has its questions and options."""
    round_ = _round(attempt)
    before = {asked.code: asked.questionnaire for asked in (round_.baseline or round_).asked}
    differences = [
        difference
        for asked in round_.asked
        if asked.code in before
        for difference in incomparable(
            document_of(before[asked.code]), document_of(asked.questionnaire)
        )
    ]
    if not differences:
        return None
    return Text(
        en="It cannot be compared with the round before: "
        + " ".join(each.in_("en") for each in differences[:SHOWN]),
        ru="Его нельзя сравнить с предыдущим: " + " ".join(each.ru for each in differences[:SHOWN]),
    )


@guard
def answers_can_be_linked(attempt: Attempt) -> Text | None:
    """A linked round has the key that its pseudonyms are made of."""
    round_ = _round(attempt)
    linked = round_.mode == RoundMode.LINKED
    if not linked or not is_destroyed(attempt.session, round_.programme_id):
        return None
    return Text(
        en="The key of the pseudonyms was destroyed after the last round: answers can no longer be "
        "linked. Let the round be anonymous.",
        ru="Ключ псевдонимов уничтожен после последнего замера: связать ответы уже нельзя. "
        "Сделайте раунд анонимным.",
    )


@guard
def questionnaire_is_asked(attempt: Attempt, fact: str) -> Text | None:
    """The questionnaire named is one that the round asks."""
    known = [asked.code for asked in _round(attempt).asked]
    if fact not in attempt.facts or attempt.facts[fact] in known:
        return None
    named, codes = attempt.facts[fact][:40], ", ".join(known)
    return Text(
        en=f"The round does not ask {named}; it asks: {codes or 'nothing'}.",
        ru=f"Анкеты {named} в этом раунде нет; есть: {codes or 'никаких'}.",
    )


@guard
def closes_later_then(attempt: Attempt, fact: str) -> Text | None:
    """The new last day is later than the old one, and than today."""
    if fact not in attempt.facts:
        return None
    latest = attempt.timetable.local_day(max(_round(attempt).closes_at, attempt.now))
    if date.fromisoformat(attempt.facts[fact]) > latest:
        return None
    return Text(
        en=f"Give a day after {latest:%d.%m.%Y}.", ru=f"Укажите день позже {latest:%d.%m.%Y}."
    )
