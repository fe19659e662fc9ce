"""The invented letters are told what real ones are told."""

from datetime import UTC
from typing import get_args

from sqlalchemy import select

from models import OutboxMessage
from models.text import Language
from notifications.templates import catalogue, packaged
from notifications.texts.checking import check_text
from notifications.texts.names import NAMES
from notifications.texts.samples import situations_of
from notifications.told import told
from tests.make import Competition
from tests.notifications import everything
from workflow.programme.alerts import queue_flow_failure


def test_an_invented_letter_is_told_exactly_what_a_real_one_is(competition: Competition) -> None:
    everything.everything_happens(competition)
    queue_flow_failure(competition.session, "sweep", "oops", now=competition.now)
    situations = situations_of(competition.session, competition.programme)

    real: dict[tuple[str, str | None], set[frozenset[str]]] = {}
    for message in competition.session.scalars(select(OutboxMessage)):
        kind = message.subject.kind if message.subject else None
        names = frozenset(told(competition.session, message))
        real.setdefault((message.template, kind), set()).add(names)

    invented = {
        key: {frozenset(case.names) for case in situations[template] if case.kind == kind}
        for key in real
        for template, kind in [key]
    }
    assert real == invented
    assert {template for template, _ in real} == catalogue()


def test_every_letter_has_situations_and_every_text_does_in_all_of_them(
    competition: Competition,
) -> None:
    session, programme = competition.session, competition.programme

    assert situations_of(session, programme).keys() == catalogue()
    for name in catalogue():
        for language in get_args(Language):
            faults = check_text(session, programme, name, language, packaged(name, language))
            assert [fault.text.in_("en") for fault in faults] == [], (name, language)


def test_every_name_is_explained(competition: Competition) -> None:
    situations = situations_of(competition.session, competition.programme)
    told_ = {name for cases in situations.values() for case in cases for name in case.names}

    assert told_ == NAMES.keys()


def test_what_is_invented_says_that_it_is_a_sample(competition: Competition) -> None:
    cases = situations_of(competition.session, competition.programme)["review_overdue"]

    marks: dict[Language, str] = {"ru": "(пример)", "en": "(sample)"}
    for case in cases:
        for language, marked in marks.items():
            told_ = case.told(language, UTC)
            assert [told_[who].endswith(marked) for who in ("name", "expert")] == [True, True]
