"""A competition in which one person has left a trace wherever a person can, and who looks for what
is left of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy import table as quoted
from sqlalchemy.orm import Session

from files.intake import take_in
from files.store import Store
from models import (
    Assessment,
    Attachment,
    Consent,
    Consultation,
    Draft,
    Expense,
    Feedback,
    Invitation,
    MailDomain,
    MediaMention,
    Money,
    MonitoringRound,
    OutboxMessage,
    Person,
    Preference,
    Problem,
    RefusedAddress,
    Response,
    SavedSearch,
    TemplateVersion,
    Text,
    Webhook,
    WebhookCall,
)
from tests import make
from tests.files.samples import png
from tests.make import SUMMARY, Competition
from workflow.actor import Actor
from workflow.attachments import attach
from workflow.initiatives import revise
from workflow.people.consents import consent_of, give, withdraw
from workflow.reviews.settling import act_on_review
from workflow.reviews.writing import save_draft
from workflow.work.creative_reports import save_report
from workflow.work.photos import PHOTO, tell_progress

NAME = "Кравцова Ольга Николаевна"
EMAIL = "kravtsova@krav.example"
MESSENGER = "tgram://KRAVKEY/17"
STEMS = ("кравцов", "николаевн", "kravtsova", "krav.example", "kravkey")
OTHERS = "Соседи посадили деревья, и Ольга Белова им помогла."
"""What nobody may change, though a given name of hers is in it."""

PICTURE = take_in("Кравцова у дома.png", png())


@dataclass
class Traces:
    competition: Competition
    person: Person
    consent: Consent
    store: Store
    files: list[int]
    """The files that name her."""


def leave_traces(session: Session, folder: Path) -> Traces:
    """She led an initiative to its end, was written of by others, and has withdrawn."""
    competition = make.competition(session)
    person = competition.people["leader"]
    person.name, person.email, person.organisation = NAME, EMAIL, "ООО «Кравцова и дети»"
    session.add(
        Preference(
            person_id=person.id,
            channel="messenger",
            messenger=MESSENGER,
            digest=True,
            changed_at=competition.now,
        )
    )
    session.flush()
    store = Store(f"file://{folder}/store")
    files = list(_initiative(competition, store))
    _life(competition, person)
    _letters(competition, person)
    coordinator = competition.actor("coordinator")
    given: dict[str, Any] = {"actor": coordinator, "now": competition.now}
    give(
        session,
        competition.programme,
        person,
        given_on=date(2026, 3, 1),
        document="Заявление Кравцовой О. Н. № 12",
        **given,
    )
    why = "Письмо О.Н. Кравцовой"
    withdraw(session, competition.programme, person, reason=why, **given)
    consent = consent_of(session, competition.programme, person)
    return Traces(competition, person, consent, store, files)


def _initiative(competition: Competition, store: Store) -> Iterator[int]:
    session = competition.session
    initiative = competition.initiative(
        title="Двор Кравцовой",
        summary=f"{SUMMARY} Ведёт работу Ольга Кравцова, {EMAIL}.",
    )
    revise(
        session,
        initiative,
        summary=f"{SUMMARY} Спросите Кравцову Ольгу.",
        actor=competition.actor("leader"),
        now=competition.now,
        key=f"revise by {EMAIL}",
    )
    initiative.budget[0].title = "Саженцы для Кравцовой О.Н."
    initiative.milestones[0].title = "Кравцова отчиталась"
    session.flush()
    competition.act(initiative, "submit", "leader", reason="Ольга Николаевна всё проверила")
    for review in competition.reviews(initiative):
        competition.draft(review)
        save_draft(
            session,
            review,
            actor=Actor.person(review.expert_id),
            now=competition.now,
            conclusion="Кравцовой можно верить, её план выполним",
            justifications={"benefit": "Ольгой Николаевной Кравцовой посчитано всё, что нужно"},
        )
        expert = Actor.person(review.expert_id)
        act_on_review(session, review, "submit", actor=expert, now=competition.now)
    competition.meeting(initiative)
    competition.paid(initiative)
    store.put(PICTURE.content)
    tell_progress(
        session,
        initiative,
        news="КРАВЦОВА и Пётр Соседов посадили деревья",
        link="https://example.org/1",
        photo=PICTURE,
        caption="Ольга Кравцова у дома",
        actor=competition.actor("leader"),
        now=competition.now,
        key="progress-1",
    )
    tell_progress(
        session,
        initiative,
        news=OTHERS,
        link="https://example.org/2",
        actor=competition.actor("leader"),
        now=competition.now,
    )
    paper = take_in("отчёт.docx", _document("Отчёт сдан Кравцовой Ольгой Николаевной."))
    store.put(paper.content)
    named = attach(
        session,
        initiative,
        paper,
        purpose="report",
        actor=competition.actor("neighbour"),
        now=competition.now,
    )
    competition.expense(initiative, Money(100_00), payee="Кравцова О. Н.", what="Доски Кравцовой")
    (expense,) = session.scalars(select(Expense))
    competition.on_part(expense, "accept", "treasurer")
    save_report(
        session,
        initiative,
        done=f"{SUMMARY * 2} Ольга Николаевна Кравцова посадила всё.",
        results=SUMMARY * 2,
        participants=40,
        videos=["https://example.org/Кравцова"],
        actor=competition.actor("leader"),
        now=competition.now,
    )
    competition.act(initiative, "submit_report", "leader")
    competition.accounted(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})
    presented = {"presented_on": "2026-03-01", "link": "https://example.org/r"}
    competition.act(initiative, "present", "coordinator", facts=presented)
    photo = select(Attachment.id).where(Attachment.purpose == PHOTO)
    yield from (*session.scalars(photo), named.id)


def _document(words: str) -> bytes:
    made, kept = Document(), BytesIO()
    made.add_paragraph(words)
    made.save(kept)
    return kept.getvalue()


def _life(competition: Competition, person: Person) -> None:
    """Everything else that people wrote of her."""
    session, programme, now = competition.session, competition.programme, competition.now
    event = competition.event(title="Встреча с Кравцовой", place="Двор Кравцовых")
    competition.pledge(100, donor=NAME, purpose="На деревья Кравцовой")
    session.get_one(Problem, 1).text = Text(ru="Во дворе Кравцовых нет света")
    expert, day = competition.people["expert"], date(2026, 3, 1)
    session.add_all(
        [
            Assessment(
                programme_id=programme.id,
                stage="final",
                object="goal",
                person_id=expert.id,
                text="О. Н. Кравцова справилась",
                written_at=now,
            ),
            *(
                Consultation(
                    programme_id=programme.id, person_id=advised.id, held_on=day, topic=topic
                )
                for advised, topic in (
                    (person, "Смета"),
                    (expert, "Про Кравцову"),
                    (expert, "Про Ольгу Кравцову"),
                )
            ),
            Feedback(
                event_id=event.id,
                received_on=day,
                usefulness=5,
                recommends=True,
                comment="Спасибо Ольге Николаевне!",
            ),
            MediaMention(
                programme_id=programme.id,
                kind="site",
                outlet="Вестник Кравцовой",
                title="Кравцова и соседи",
                url="https://example.org/Кравцова",
                published_on=day,
            ),
            SavedSearch(
                programme_id=programme.id,
                name="О Кравцовой",
                asked={"reason": "кравцова ольга", "person": person.id},
                saved_at=now,
            ),
            TemplateVersion(
                programme_id=programme.id,
                name="reminder",
                language="ru",
                number=1,
                text="Пишет вам Ольга Николаевна Кравцова",
                author_id=expert.id,
                written_at=now,
            ),
        ]
    )
    session.flush()


def _letters(competition: Competition, person: Person) -> None:
    session, now = competition.session, competition.now
    round_ = session.scalars(select(MonitoringRound)).one()
    invitation = Invitation(round_id=round_.id, questionnaire="residents", person_id=person.id)
    hook = Webhook(
        programme_id=competition.programme.id,
        url="https://example.org/hook",
        secret="s",
        events=["*"],
        created_at=now,
    )
    session.add_all([invitation, hook, RefusedAddress(email=EMAIL, since=now, error=f"no {EMAIL}")])
    session.add(MailDomain(domain="krav.example", next_at=now))
    session.flush()
    session.add(Draft(invitation_id=invitation.id, sealed=b"sealed"))
    session.add(
        Response(
            round_id=round_.id,
            questionnaire="residents",
            person_id=person.id,
            answers=json.dumps({"words": 'Я — "Кравцова"\nОльга'}, ensure_ascii=False),
        )
    )
    session.add(
        WebhookCall(
            webhook_id=hook.id,
            subject_id=round_.id,
            sequence=1,
            queued_at=now,
            next_attempt_at=now,
            last_error=f"refused by {EMAIL}",
        )
    )
    for number, ends in enumerate(({}, {"delivered_at": now}, {"dead_at": now})):
        session.add(
            OutboxMessage(
                key=f"letter {number}",
                programme_id=competition.programme.id,
                recipient_id=person.id,
                template="flow_failed",
                category="obligation",
                told={"flow": "x", "error": f"to {EMAIL}, Кравцовой"},
                queued_at=now,
                next_attempt_at=now,
                last_error=f"{EMAIL} is unknown",
                **ends,
            )
        )
    session.add(
        OutboxMessage(
            key="letter to another",
            programme_id=competition.programme.id,
            recipient_id=competition.people["coordinator"].id,
            template="flow_failed",
            category="obligation",
            told={"flow": "x", "error": "Кравцовой не доставлено"},
            queued_at=now,
            next_attempt_at=now,
        )
    )
    session.flush()


def withdrawn(traces: Traces, name: str) -> Consent:
    """Another of the competition's people takes back a consent that was never on record."""
    competition = traces.competition
    session, programme, person = (
        competition.session,
        competition.programme,
        competition.people[name],
    )
    given: dict[str, Any] = {"actor": competition.actor("coordinator"), "now": competition.now}
    withdraw(session, programme, person, **given)
    return consent_of(session, programme, person)


def dumped(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table, in the order of its key, as words."""
    with engine.connect() as connection:
        return {
            table: sorted(
                json.dumps(list(row), ensure_ascii=False, default=str)
                + " ".join(_unescaped(value) for value in row)
                for row in connection.execute(select(text("*")).select_from(quoted(table)))
            )
            for table in inspect(engine).get_table_names()
        }


def _unescaped(value: object) -> str:
    """JSON has letters as their numbers."""
    if isinstance(value, str) and "\\u" in value:
        return value.encode("ascii", "backslashreplace").decode("unicode_escape", "replace")
    return ""


def found_in(words: str) -> list[str]:
    return [stem for stem in STEMS if stem in words.lower()]


def found_in_bytes(content: bytes) -> list[str]:
    """As UTF-8 in any capitals, and as JSON writes letters that are not Latin."""
    whole = content.decode("utf-8", "replace").lower()
    escaped = content.decode("ascii", "ignore").lower()
    return [
        stem
        for stem in STEMS
        for written in {stem, *(json.dumps(f(stem))[1:-1] for f in (str.lower, str.capitalize))}
        if written.lower() in whole or written.lower() in escaped
    ]
