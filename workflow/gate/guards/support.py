"""Slots, money, and the council's decision that gives them."""

from sqlalchemy import select

from models import AgendaItem, Initiative, Motion, Text
from workflow.council.capacity import capacity
from workflow.council.reserve import next_promoted
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard


def _initiative(attempt: Attempt) -> Initiative:
    assert isinstance(attempt.subject, Initiative), f"{attempt.subject.kind} is no initiative"
    return attempt.subject


def no_slot(attempt: Attempt, initiative: Initiative) -> Text | None:
    """The district has as many supported initiatives as the programme supports in each."""
    attempt.lock_programme()
    free = capacity(attempt.session, attempt.programme, without=[initiative.id])
    if free.slot_is_free(initiative.district_id):
        return None
    return Text(
        en=f"All {free.slots} initiatives of the district are chosen: put it on the reserve list.",
        ru=f"В округе уже поддержаны все {free.slots}: включите инициативу в резервный список.",
    )


def no_money(attempt: Attempt, initiative: Initiative) -> Text | None:
    """What is asked for is more than what is free of donations that may be spent on it."""
    attempt.lock_programme()
    free = capacity(attempt.session, attempt.programme, without=[initiative.id])
    if free.covers(initiative):
        return None
    money = free.money_for(initiative)
    return Text(
        en=f"{money.in_('en')} is free for it and {initiative.request.in_('en')} is asked for: "
        "put it on the reserve list.",
        ru=f"Для неё свободно {money.in_('ru')}, запрошено {initiative.request.in_('ru')}: "
        "включите инициативу в резервный список.",
    )


@guard
def slot_is_free(attempt: Attempt) -> Text | None:
    """The district has fewer supported initiatives than the programme supports in each."""
    return no_slot(attempt, _initiative(attempt))


@guard
def money_is_available(attempt: Attempt) -> Text | None:
    """What is free of donations that may be spent on it covers the request."""
    return no_money(attempt, _initiative(attempt))


@guard
def council_decided(attempt: Attempt, motion: str) -> Text | None:
    """The council adopted this very motion, and it is announced at this moment."""
    adopted = attempt.session.scalars(
        select(AgendaItem.motion)
        .where(
            AgendaItem.initiative_id == attempt.subject.id,
            AgendaItem.state == "announced",
            AgendaItem.changed_at == attempt.now,
        )
        .order_by(AgendaItem.id.desc())
    ).first()
    if adopted == Motion(motion):
        return None
    return Text(
        en="The council has not decided this: put it to the vote at a meeting.",
        ru="Совет такого решения не принимал: поставьте вопрос на голосование на заседании.",
    )


@guard
def first_on_reserve_list(attempt: Attempt) -> Text | None:
    """Nothing that could be supported stands higher on the reserve list."""
    attempt.lock_programme()
    first = next_promoted(attempt.session, attempt.programme)
    if first is None or first.id == attempt.subject.id:
        return None  # that there is no slot or money is said already
    return Text(
        en=f"{first.code} stands higher on the reserve list: it comes first.",
        ru=f"Выше в резервном списке стоит {first.code}: сначала она.",
    )
