"""Letters as people read them."""

from sqlalchemy import select

from models import Enrolment, MonitoringRound, OutboxMessage, Reminder
from notifications.letter import write
from notifications.templates import LANGUAGES, catalogue, environment
from tests.make import Competition
from workflow import enrolments
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue, remind
from workflow.gate import perform


def everything_happens(competition: Competition) -> None:
    """Every way out of every state, so that every kind of letter is queued."""
    session, reason = competition.session, {"reason": "Так решил совет & группа"}
    competition.at("completed", "1-01")
    competition.act(competition.at("approval", "1-02"), "reject", "chair", **reason)
    competition.act(competition.at("implementation", "1-03"), "terminate", "coordinator", **reason)
    competition.act(competition.at("approval", "1-04"), "put_on_reserve", "chair", **reason)
    competition.act(competition.at("funding", "1-05"), "withdraw", "leader", **reason)
    competition.act(
        competition.at("expert_review", "1-06"), "return_for_revision", "expert", **reason
    )
    competition.act(
        competition.at("creative_report", "1-07"), "return_report", "coordinator", **reason
    )
    competition.at("expert_review", "1-08")
    _enrolments(competition, reason["reason"])
    for reminder in session.scalars(select(Reminder)).all():
        remind(session, reminder.id, now=reminder.due_at)
    competition.later(days=300)
    for kinds in (("initiative", "enrolment"), ("monitoring_round",), ("monitoring_round",)):
        for deadline_id in overdue(session, competition.now, kinds=kinds):
            enforce(session, deadline_id, actor=Actor.clock("sweep"), now=competition.now)


def _enrolments(competition: Competition, reason: str) -> None:
    first = competition.session.query(Enrolment).one()
    perform(
        competition.session,
        first,
        "withdraw",
        actor=competition.actor("deputy"),
        now=competition.now,
        reason=reason,
    )
    second = enrolments.apply(
        competition.session,
        competition.programme,
        competition.other_district,
        deputy=competition.people["other_deputy"],
        actor=competition.actor("other_deputy"),
        now=competition.now,
    )
    perform(
        competition.session,
        second,
        "decline",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason=reason,
    )


def test_every_letter_can_be_written_in_every_language(competition: Competition) -> None:
    everything_happens(competition)
    messages = competition.session.scalars(select(OutboxMessage)).all()

    assert {message.template for message in messages} == catalogue()
    for message in messages:
        for language in LANGUAGES:
            message.recipient.language = language
            letter = write(competition.session, message)
            assert 10 < len(letter.subject) < 120, (message.template, letter.subject)
            assert "\n\n\n" not in letter.text
            assert "None" not in letter.text
            assert letter.subject.split()[0] in letter.html


def test_every_template_is_there_in_every_language() -> None:
    found = environment().list_templates(extensions=["txt"])

    assert sorted(found) == sorted(f"{n}.{lang}.txt" for n in catalogue() for lang in LANGUAGES)


def test_a_letter_tells_what_happened_why_and_by_when(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.act(initiative, "return_for_revision", "expert", reason="Нет сметы")
    message = competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "initiative_returned")
    ).one()

    message.recipient.language = "en"
    letter = write(competition.session, message)

    assert "1-01" in letter.subject
    assert "Leader" in letter.text
    assert "Нет сметы" in letter.text
    assert "17 March 2026, 18:00" in letter.text


def test_html_shows_what_people_wrote_as_text(competition: Competition) -> None:
    initiative = competition.at("expert_review", title="<script>alert(1)</script>")
    competition.act(initiative, "return_for_revision", "expert", reason="<b>Нет</b> & всё")
    message = competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "initiative_returned")
    ).one()

    letter = write(competition.session, message)

    assert "<script>" not in letter.html
    assert "&lt;b&gt;Нет&lt;/b&gt; &amp; всё" in letter.html
    assert "<b>Нет</b> & всё" in letter.text


def test_a_rounds_letter_has_the_rounds_title(competition: Competition) -> None:
    round_ = competition.session.query(MonitoringRound).one()
    perform(competition.session, round_, "open", actor=Actor.clock("x"), now=round_.opens_at)
    message = competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "round_opened")
    ).first()

    assert message is not None
    assert "Замер «до»" in write(competition.session, message).text
