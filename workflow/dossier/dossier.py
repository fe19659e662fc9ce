"""The dossier itself, put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Constituency, District, Initiative, Problem, Programme, Text
from workflow.dossier.chronicle import Chronicle, Entry, chronicle
from workflow.dossier.letters import Letter, letters
from workflow.dossier.money import MoneyTold, money
from workflow.dossier.outlook.asking import ask, holders
from workflow.dossier.outlook.situation import Asked, Part, Situation
from workflow.dossier.outlook.turns import Outlook, outlook
from workflow.dossier.people import Known, people
from workflow.dossier.proof import Proof, Seen, proof, seen
from workflow.dossier.proposal import PlanChange, Point, Version, plan_changes, points, versions
from workflow.dossier.result import File, Mention, ReportTold, files, mentions, report
from workflow.dossier.reviews import ConflictTold, ReviewTold, conflicts, reviews
from workflow.dossier.terms import Term, terms
from workflow.dossier.view import View, view_of
from workflow.dossier.votes import Item, items
from workflow.errors import Blocker, Refusal
from workflow.history.as_of import AsOf


@dataclass(frozen=True)
class ProblemTold:
    kind: str
    ordinal: int
    text: Text


@dataclass(frozen=True)
class Able:
    """What somebody could do in the state; for the present, and what stands in the way."""

    roles: tuple[str, ...]
    people: tuple[int, ...]
    deeds: tuple[tuple[Text, tuple[Text, ...]], ...]


@dataclass(frozen=True)
class Head:
    code: str
    title: str
    district: Text
    programme: Text
    foundation: Text
    time_zone: str
    as_of: date | None
    """None: the present."""
    moment: datetime
    state: str
    state_title: Text
    leader_id: int
    group: tuple[int, ...]
    problems: tuple[ProblemTold, ...]
    is_sample: bool


@dataclass(frozen=True)
class Dossier:
    head: Head
    outlook: Outlook
    able: tuple[Able, ...]
    versions: tuple[Version, ...]
    points: tuple[Point, ...]
    plan_changes: tuple[PlanChange, ...]
    reviews: tuple[ReviewTold, ...]
    conflicts: tuple[ConflictTold, ...]
    items: tuple[Item, ...]
    money: MoneyTold
    entries: tuple[Entry, ...]
    terms: tuple[Term, ...]
    letters: tuple[Letter, ...]
    files: tuple[File, ...]
    report: ReportTold | None
    mentions: tuple[Mention, ...]
    seen: tuple[Seen, ...]
    proof: Proof
    people: Mapping[int, Known]
    problems: Mapping[int, Text]
    """Problems and growth points of the district, by key, as versions of the proposal name them."""
    constituencies: Mapping[str, Text]


def dossier(session: Session, initiative: Initiative, as_of: AsOf, *, now: datetime) -> Dossier:
    """Everything on record about the initiative at the end of the day, or now. The number of
    statements does not grow with its history. Raises Refusal before it began."""
    view = view_of(session, initiative, as_of, now)
    told = chronicle(view)
    if initiative.id not in told.begun:
        raise Refusal([_NOT_BEGUN])
    kept = versions(view, told)
    running = terms(view, told, kept)
    parts = _parts(view, told)
    held = holders(session, initiative, parts, view.timetable.local_day(view.moment))
    answers = None if view.is_past else ask(session, initiative, held, now)
    situation = _situation(view, told, running, parts, held, answers)
    looks, sent, attached, shown = outlook(situation), letters(view, told), files(view), seen(view)
    able = _able(situation)
    named = [
        *(who for turn in (*looks.turns, *looks.besides) for who in turn.people),
        *(who for each in able for who in each.people),
        *(letter.recipient_id for letter in sent),
        *(file.added_by_id for file in attached),
        *(each.viewer_id for each in shown),
    ]
    problems = _problems(view)
    return Dossier(
        head=_head(view, told, kept[-1], problems),
        outlook=looks,
        able=able,
        versions=kept,
        points=points(view, told, kept),
        plan_changes=plan_changes(view, told),
        reviews=reviews(view, told),
        conflicts=conflicts(view, told),
        items=items(view, told),
        money=money(view, told, kept),
        entries=told.entries,
        terms=running,
        letters=sent,
        files=attached,
        report=report(view, told),
        mentions=mentions(view),
        seen=shown,
        proof=proof(view, told),
        people=people(view, told, kept, named),
        problems={problem.id: problem.text for problem in problems},
        constituencies=_constituencies(view),
    )


def _situation(
    view: View,
    told: Chronicle,
    running: Sequence[Term],
    parts: Sequence[Part],
    held: Mapping[str, tuple[int, ...]],
    answers: Sequence[Asked] | None,
) -> Situation:
    its = view.initiative
    return Situation(
        told.lifecycles[its.reference],
        told.state(its.id),
        told.of(its.id),
        running,
        parts,
        held,
        answers,
    )


def _parts(view: View, told: Chronicle) -> list[Part]:
    experts = {review.id: review.expert_id for review in view.reviews}
    meetings = {item.id: item.meeting for item in view.items}
    ordinals = {tranche.id: tranche.ordinal for tranche in view.tranches}
    found = []
    for subject in view.parts:
        if subject.id in told.begun:
            meeting, entries = meetings.get(subject.id), told.of(subject.id)
            put = next((e for e in reversed(entries) if e.action == "put"), None)
            found.append(
                Part(
                    subject.kind,
                    subject.code,
                    told.lifecycles[subject.reference].title,
                    entries[-1].to_state,
                    experts.get(subject.id),
                    meeting.held_at if meeting else None,
                    put.facts["motion"] if put else None,
                    ordinals.get(subject.id, 0),
                )
            )
    return found


def _able(situation: Situation) -> tuple[Able, ...]:
    """For the present by what the gate says, for a past day by the lifecycle alone."""
    if situation.asked is not None:
        return tuple(
            Able(asked.roles, (asked.person_id,), tuple(_answers(situation, asked)))
            for asked in situation.asked
            if asked.person_id is not None
        )
    by_role: dict[str, list[tuple[Text, tuple[Text, ...]]]] = {}
    for move in situation.lifecycle.leaving(situation.state):
        for role in move.by:
            by_role.setdefault(role, []).append((move.title, ()))
    return tuple(
        Able((role,), situation.holders.get(role, ()), tuple(deeds))
        for role, deeds in by_role.items()
    )


def _answers(situation: Situation, asked: Asked) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Of the actions that are for one of their roles."""
    for possible in asked.possible:
        move = situation.lifecycle.moves[situation.state, possible.trigger]
        if set(move.by) & set(asked.roles):
            yield possible.title, tuple(blocker.text for blocker in possible.blockers)


def _head(view: View, told: Chronicle, now: Version, problems: Iterable[Problem]) -> Head:
    its, session = view.initiative, view.session
    programme = session.get_one(Programme, its.programme_id)
    state = told.state(its.id)
    addressed = [problem for problem in problems if problem.id in now.content["addresses"]]
    return Head(
        code=its.code,
        title=now.content["title"],
        district=session.get_one(District, its.district_id).title,
        programme=programme.title,
        foundation=programme.foundation,
        time_zone=view.timetable.time_zone,
        as_of=view.as_of.day,
        moment=view.moment,
        state=state,
        state_title=told.lifecycles[its.reference].states[state].title,
        leader_id=its.leader_id,
        group=tuple(now.content["group"]),
        problems=tuple(ProblemTold(p.kind, p.ordinal, p.text) for p in addressed),
        is_sample=its.is_sample,
    )


def _problems(view: View) -> Sequence[Problem]:
    ours = select(Problem).where(Problem.district_id == view.initiative.district_id)
    return view.session.scalars(ours.order_by(Problem.kind.desc(), Problem.ordinal)).all()


def _constituencies(view: View) -> Mapping[str, Text]:
    ours = select(Constituency.code, Constituency.title).where(
        Constituency.programme_id == view.initiative.programme_id
    )
    return {code: title for code, title in view.session.execute(ours)}


_NOT_BEGUN = Blocker(
    "not_begun",
    Text(
        en="The initiative had not begun by then: ask for a later day.",
        ru="К этому дню инициатива ещё не началась: укажите более поздний день.",
    ),
)
