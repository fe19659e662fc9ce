"""What a meeting of the council needs before it may decide."""

from json import loads

from sqlalchemy import select

from models import AgendaItem, HistoryEntry, Meeting, Motion, Text, Vote
from workflow.council.ballot import Ballot, ballot_on, room
from workflow.council.quorum import Quorum
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.gate.guards.support import no_money, no_slot


def _item(attempt: Attempt) -> AgendaItem:
    assert isinstance(attempt.subject, AgendaItem), f"{attempt.subject.kind} is no item"
    return attempt.subject


def _ballot(attempt: Attempt) -> Ballot:
    return ballot_on(attempt.session, _item(attempt), attempt.timetable.local_day(attempt.now))


@guard
def meeting_has_quorum(attempt: Attempt) -> Text | None:
    """Enough members, and some of each constituency, are in the room."""
    assert isinstance(attempt.subject, Meeting)
    day = attempt.timetable.local_day(attempt.now)
    return _lacking(attempt, room(attempt.session, attempt.subject, day).quorum())


@guard
def item_has_quorum(attempt: Attempt) -> Text | None:
    """The same, without the members who are recused from this item."""
    return _lacking(attempt, _ballot(attempt).quorum)


def _lacking(attempt: Attempt, found: Quorum) -> Text | None:
    if found.reached:
        return None
    titles = {c.code: c.title for c in attempt.programme.constituencies}
    absent = [titles[code] for code in found.missing]
    en = "".join(f"; nobody from: {title.in_('en')}" for title in absent)
    ru = "".join(f"; нет никого: {title.ru}" for title in absent)
    return Text(
        en=f"No quorum: {found.present} present of {found.needed} needed ({found.eligible} may "
        f"decide){en}.",
        ru=f"Нет кворума: присутствует {found.present}, нужно {found.needed} (вправе решать "
        f"{found.eligible}){ru}.",
    )


@guard
def meeting_is_open(attempt: Attempt) -> Text | None:
    """The council is sitting."""
    if _item(attempt).meeting.state == "open":
        return None
    return Text(en="The meeting is not in session.", ru="Заседание не идёт.")


@guard
def no_vote_is_open(attempt: Attempt) -> Text | None:
    """Nothing is being voted on when a meeting closes."""
    voting = attempt.session.scalar(
        select(AgendaItem.ordinal).where(
            AgendaItem.meeting_id == attempt.subject.id, AgendaItem.state == "voting"
        )
    )
    if voting is None:
        return None
    return Text(
        en=f"Item {voting} is being voted on: close the vote first.",
        ru=f"По вопросу {voting} идёт голосование: сначала завершите его.",
    )


@guard
def on_no_other_agenda(attempt: Attempt) -> Text | None:
    """An initiative is before one meeting at a time."""
    item = _item(attempt)
    elsewhere = attempt.session.scalar(
        select(AgendaItem.code).where(
            AgendaItem.initiative_id == item.initiative_id,
            AgendaItem.id != item.id,
            AgendaItem.state.in_(("waiting", "voting", "decided")),
        )
    )
    if elsewhere is None:
        return None
    return Text(
        en=f"It is on another agenda already ({elsewhere}).",
        ru=f"Вопрос уже в другой повестке ({elsewhere}).",
    )


@guard
def motion_is_known(attempt: Attempt) -> Text | None:
    """What is put to the vote is one of the decisions that the council can take."""
    given = attempt.facts.get("motion")
    if given is None or given in set(Motion):
        return None
    known = ", ".join(Motion)
    return Text(
        en=f"The council can decide: {known}.",
        ru=f"Совет может решить: {known}.",
    )


@guard
def motion_can_be_carried_out(attempt: Attempt) -> Text | None:
    """What is to be approved has a slot and money."""
    item = _item(attempt)
    if (attempt.facts.get("motion") or item.motion) != Motion.APPROVE:
        return None
    return no_slot(attempt, item.initiative) or no_money(attempt, item.initiative)


@guard
def member_is_present(attempt: Attempt) -> Text | None:
    """Who votes is in the room."""
    here = room(
        attempt.session, _item(attempt).meeting, attempt.timetable.local_day(attempt.now)
    ).present
    if attempt.actor.person_id in here:
        return None
    return Text(
        en="You are not marked as present: ask the secretary.",
        ru="Вы не отмечены среди присутствующих: обратитесь к секретарю.",
    )


@guard
def vote_is_new(attempt: Attempt) -> Text | None:
    """The choice is a known one, and not the one that is counted already."""
    choice = attempt.facts.get("choice")
    if choice is not None and choice not in ("for", "against", "abstain"):
        return Text(
            en="Vote for, against or abstain.",
            ru="Голосуйте for (за), against (против) или abstain (воздержался).",
        )
    counted = attempt.session.get(Vote, (attempt.subject.id, attempt.actor.person_id))
    if counted is None or counted.choice != choice:
        return None
    return Text(en="Your vote is counted already.", ru="Ваш голос уже учтён.")


@guard
def vote_is_complete(attempt: Attempt) -> Text | None:
    """Everyone present who may decide has voted."""
    waiting = _ballot(attempt).not_voted
    if not waiting:
        return None
    names = ", ".join(waiting.values())
    return Text(en=f"Not voted yet: {names}.", ru=f"Ещё не проголосовали: {names}.")


@guard
def vote_is_carried(attempt: Attempt) -> Text | None:
    """The motion has more votes for than against, or the chair's casting vote."""
    if _ballot(attempt).tally.carried:
        return None
    return Text(en="The motion has no majority.", ru="Предложение не набрало большинства.")


@guard
def vote_is_lost(attempt: Attempt) -> Text | None:
    """The motion has neither."""
    if not _ballot(attempt).tally.carried:
        return None
    return Text(en="The motion has a majority.", ru="Предложение набрало большинство.")


@guard
def minutes_are_those_drawn_up(attempt: Attempt) -> Text | None:
    """The chair signs the very files that the secretary drew up."""
    drawn_up = attempt.session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == attempt.subject.id, HistoryEntry.action == "draw_up")
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    if drawn_up is None or loads(drawn_up) == dict(attempt.facts):
        return None
    return Text(
        en="These are not the minutes that the secretary drew up: send them back to be drawn up "
        "anew.",
        ru="Это не тот протокол, который составил секретарь: верните его, чтобы он был составлен "
        "заново.",
    )


@guard
def drawn_up_by_somebody_else(attempt: Attempt) -> Text | None:
    """Nobody signs the minutes that they drew up themselves."""
    drawer = attempt.session.scalars(
        select(HistoryEntry.actor_id)
        .where(HistoryEntry.subject_id == attempt.subject.id, HistoryEntry.action == "draw_up")
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    if drawer is None or drawer != attempt.actor.person_id:
        return None
    return Text(
        en="You drew these minutes up: another person signs them.",
        ru="Вы сами составили этот протокол: подписывает его другой человек.",
    )
