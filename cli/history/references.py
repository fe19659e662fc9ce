"""Subjects by the names that histories have for them."""

from collections.abc import Callable
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.output import Exit, fail
from models import (
    AgendaItem,
    Case,
    ChangeRequest,
    Consent,
    Council,
    Enrolment,
    Expense,
    Fund,
    Initiative,
    Meeting,
    MonitoringRound,
    Programme,
    Review,
    Subject,
    Tranche,
)
from workflow.programme.lookup import find_programme, find_subject

KINDS: dict[str, type[Subject]] = {
    kind.__tablename__: kind
    for kind in (
        *(Initiative, Enrolment, MonitoringRound, Council, Review, Meeting, AgendaItem),
        *(Fund, Tranche, Expense, ChangeRequest, Consent, Case),
    )
}
Reference = Annotated[
    str,
    typer.Argument(
        help="15-01 for an initiative; enrolment/15, monitoring_round/baseline, review/15-01.1, "
        "meeting/2017-04-04, agenda_item/2017-04-04.1, council/council, fund/fund, "
        "tranche/15-01.1, expense/15-01.e1, change_request/15-01.c1, consent/17, "
        "case/2014-01."
    ),
]


def find_reference(session: Session, programme: Programme, reference: str) -> Subject:
    kind, slash, code = reference.rpartition("/")
    if slash and kind not in KINDS:
        fail(f"“{kind[:40]}” has no history; known: {', '.join(KINDS)}", Exit.BAD_INPUT)
    return find_subject(session, programme, KINDS.get(kind, Initiative), code)


def of_reference(programme: str | None, reference: str) -> Callable[[Session], Subject]:
    return lambda session: find_reference(session, find_programme(session, programme), reference)
