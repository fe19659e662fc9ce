from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, IdempotencyKey, Initiative, Money, Person, Problem, Programme, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal
from workflow.gate import Move, perform
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.history.chain import canonical_json
from workflow.history.commitments import commitment, new_salt
from workflow.programme.lookup import lifecycle_version
from workflow.work.plans import NO_PLAN, Plan

LONGEST_CODE = 32
"""Its tranches and expenses have their own numbers behind it."""


def propose(
    session: Session,
    programme: Programme,
    district: District,
    *,
    code: str,
    title: str,
    summary: str,
    request: Money,
    leader: Person,
    group: Collection[Person],
    addresses: Collection[Problem],
    plan: Plan = NO_PLAN,
    actor: Actor,
    now: datetime,
    is_sample: bool = False,
) -> Initiative:
    """Begin a proposal; the same leader's repeat is answered with the initiative there is.

    `request` is above zero and in the programme's currency. Raises Refusal.
    """
    if not (0 < len(code.strip()) <= LONGEST_CODE and code.isprintable()):
        raise Refusal([_CODE_UNFIT])
    known = session.scalar(
        select(Initiative).where(Initiative.programme_id == programme.id, Initiative.code == code)
    )
    if known is not None and known.leader_id == leader.id:
        return known
    if known is not None:
        raise Refusal([_taken(code)])
    if blockers := _unfit(programme, title, summary, request, plan):
        raise Refusal(blockers)
    initiative = Initiative(
        programme_id=programme.id,
        district_id=district.id,
        code=code,
        title=" ".join(title.split()),
        summary=summary.strip(),
        currency=request.currency,
        requested=request.minor,
        leader=leader,
        group=list(dict.fromkeys([leader, *group])),
        addresses=list(addresses),
        budget=plan.lines(),
        milestones=plan.points(),
        lifecycle_version=lifecycle_version(session, programme, "initiative"),
        changed_at=now,
        is_sample=is_sample,
    )
    session.add(initiative)
    perform(session, initiative, "propose", actor=actor, now=now)
    return initiative


def revise(
    session: Session,
    initiative: Initiative,
    *,
    actor: Actor,
    now: datetime,
    title: str | None = None,
    summary: str | None = None,
    request: Money | None = None,
    group: Collection[Person] | None = None,
    addresses: Collection[Problem] | None = None,
    plan: Plan | None = None,
    expected_version: int | None = None,
    key: str | None = None,
) -> Move:
    """Change what a proposal says; what is not given stays. Every version is kept. Raises Refusal.

    A key's repeat changes nothing.
    """
    lock(session, initiative)
    facts = {"asked": _fingerprint(key, title, summary, request, group, addresses, plan)}
    if key is not None and session.get(IdempotencyKey, key) is not None:
        return perform(session, initiative, "revise", actor=actor, now=now, facts=facts, key=key)
    programme = session.get_one(Programme, initiative.programme_id)
    new_title = initiative.title if title is None else title
    new_summary = initiative.summary if summary is None else summary
    new_request = initiative.request if request is None else request
    if blockers := _unfit(programme, new_title, new_summary, new_request, plan or NO_PLAN):
        raise Refusal(blockers)
    initiative.title, initiative.summary = " ".join(new_title.split()), new_summary.strip()
    initiative.requested = new_request.minor
    if group is not None:
        initiative.group = list(dict.fromkeys([initiative.leader, *group]))
    if addresses is not None:
        initiative.addresses = list(addresses)
    if plan is not None:
        initiative.budget, initiative.milestones = [], []
        session.flush()
        initiative.budget, initiative.milestones = plan.lines(), plan.points()
    return perform(
        session,
        initiative,
        "revise",
        actor=actor,
        now=now,
        facts=facts,
        expected_version=expected_version,
        key=key,
    )


def _fingerprint(
    key: str | None,
    title: str | None,
    summary: str | None,
    request: Money | None,
    group: Collection[Person] | None,
    addresses: Collection[Problem] | None,
    plan: Plan | None,
) -> str:
    """A commitment to what is asked, so that a key's repeat is told from another revision under it;
    without a key nothing can be repeated, and nobody can try out what was asked."""
    asked = [
        title,
        summary,
        request.minor if request else None,
        [person.id for person in group] if group is not None else None,
        [problem.id for problem in addresses] if addresses is not None else None,
        plan.told() if plan is not None else None,
    ]
    return commitment(key or new_salt(), canonical_json(asked))


def _taken(code: str) -> Blocker:
    return Blocker(
        "code_taken",
        Text(
            en=f"Another initiative has the code {code[:40]}: choose a free one.",
            ru=f"Код {code[:40]} уже у другой инициативы: выберите свободный.",
        ),
    )


_CODE_UNFIT = Blocker(
    "code_unfit",
    Text(
        en=f"A code has 1 to {LONGEST_CODE} plain characters.",
        ru=f"Код — от 1 до {LONGEST_CODE} печатных знаков.",
    ),
)


def _unfit(
    programme: Programme, title: str, summary: str, request: Money, plan: Plan
) -> list[Blocker]:
    blockers = [
        *plan.blockers(),
        text_blocker(summary, Text(en="The summary", ru="Описание")),
        text_blocker(title, Text(en="The title", ru="Название")),
    ]
    if not 0 < len(title.strip()) <= 200:
        blockers.append(
            Blocker(
                "title_unfit",
                Text(
                    en="Give the initiative a title of at most 200 characters.",
                    ru="Дайте инициативе название не длиннее 200 знаков.",
                ),
            )
        )
    if request.minor <= 0:
        blockers.append(
            Blocker(
                "amount_unfit",
                Text(
                    en="Ask for an amount above zero.",
                    ru="Запросите сумму больше нуля.",
                ),
            )
        )
    if request.currency != programme.currency:
        blockers.append(
            Blocker(
                "currency_unfit",
                Text(
                    en=f"This programme counts in {programme.currency}.",
                    ru=f"Эта программа считает в {programme.currency}.",
                ),
            )
        )
    return [blocker for blocker in blockers if blocker is not None]
