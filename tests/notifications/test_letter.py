"""Letters as people read them."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from models import (
    HistoryEntry,
    LifecycleVersion,
    Meeting,
    MonitoringRound,
    OutboxMessage,
    Subject,
)
from notifications.letter import Letter, lay_out, write
from notifications.templates import LANGUAGES, catalogue, environment
from notifications.texts.wording import Words
from notifications.told import DIGEST
from tests.make import COUNCIL, Competition
from tests.notifications import everything
from workflow.actor import Actor
from workflow.deadlines.sweep import overdue
from workflow.gate.letters.messages import REFUSED, REMINDER
from workflow.history.checkpoints.published import CHECKPOINT_TAKEN
from workflow.lifecycles.document import Lifecycle
from workflow.oversight.mailing import OVERSIGHT
from workflow.programme.alerts import FLOW_FAILED

UNPROMISED = (REFUSED, FLOW_FAILED, OVERSIGHT, CHECKPOINT_TAKEN, DIGEST)
"""Templates of letters that no lifecycle says are sent."""


def queued(competition: Competition, template: str) -> list[OutboxMessage]:
    asked = select(OutboxMessage).where(OutboxMessage.template == template)
    return list(competition.session.scalars(asked.order_by(OutboxMessage.id)))


def of(subject: Subject, messages: list[OutboxMessage]) -> list[OutboxMessage]:
    return [message for message in messages if message.subject_id == subject.id]


def letter(competition: Competition, message: OutboxMessage, language: str = "ru") -> Letter:
    message.recipient.language = language
    return write(competition.session, message)


def promised(competition: Competition) -> Iterator[tuple[str, str, str]]:
    """Kind of subject, action and template of every letter that a lifecycle says is sent."""
    for version in competition.session.scalars(select(LifecycleVersion)):
        lifecycle = Lifecycle.model_validate_json(version.content)
        for transition in lifecycle.transitions:
            for notice in transition.notify:
                yield version.kind, transition.trigger, notice.template
        for rule in (r for s in lifecycle.states.values() for r in s.deadlines.values()):
            for role in rule.responsible if rule.remind else ():
                yield version.kind, REMINDER, (rule.reminders or {}).get(role, REMINDER)


def sent(competition: Competition, message: OutboxMessage) -> tuple[str, str, str]:
    action = competition.session.scalar(
        select(HistoryEntry.action).where(
            HistoryEntry.subject_id == message.subject_id,
            HistoryEntry.sequence == message.sequence,
        )
    )
    assert message.subject is not None
    return message.subject.kind, action or REMINDER, message.template


def test_every_letter_can_be_written_for_whatever_it_tells_about(
    competition: Competition,
) -> None:
    everything.everything_happens(competition)
    messages = competition.session.scalars(select(OutboxMessage)).all()

    assert {message.template for message in messages} == catalogue()
    told = [message for message in messages if message.template not in UNPROMISED]
    assert {sent(competition, message) for message in told} == set(promised(competition))
    for message in messages:
        for language in LANGUAGES:
            written = letter(competition, message, language)
            assert 10 < len(written.subject) < 120, (message.template, written.subject)
            assert "\n\n\n" not in written.text
            assert "None" not in written.text
            assert written.subject.split()[0] in written.html


def test_every_template_is_there_in_every_language() -> None:
    found = environment().list_templates(extensions=["txt"])

    assert sorted(found) == sorted(f"{n}.{lang}.txt" for n in catalogue() for lang in LANGUAGES)


def test_a_letter_tells_what_happened_why_and_by_when(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")
    (message,) = queued(competition, "initiative_returned")

    written = letter(competition, message, "en")

    assert "1-01" in written.subject
    assert "Leader" in written.text
    assert "Нет сметы" in written.text
    assert "17 March 2026, 18:00" in written.text


def test_html_shows_what_people_wrote_as_text(competition: Competition) -> None:
    initiative = competition.at("expert_review", title="<script>alert(1)</script>")
    competition.act(initiative, "return_for_revision", "chair", reason="<b>Нет</b> & всё")
    (message,) = queued(competition, "initiative_returned")

    written = letter(competition, message)

    assert "<script>" not in written.html
    assert "&lt;b&gt;Нет&lt;/b&gt; &amp; всё" in written.html
    assert "<b>Нет</b> & всё" in written.text


def test_a_rounds_letter_has_the_rounds_title(competition: Competition) -> None:
    round_ = competition.session.query(MonitoringRound).one()
    competition.act(round_, "open", "", actor=Actor.clock("x"), now=round_.opens_at)
    message = queued(competition, "round_opened")[0]

    assert "Замер «до»" in letter(competition, message).text


def test_an_expert_is_asked_alone_and_hears_nothing_of_the_others(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    experts = {review.expert_id for review in competition.reviews(initiative)}
    messages = queued(competition, "review_requested")

    assert {message.recipient_id for message in messages} == experts
    for message in messages:
        text = letter(competition, message).text
        others = {competition.people[name].name for name in COUNCIL} - {message.recipient.name}
        assert not [name for name in others if name in text]
        assert "отведено" not in text  # the reason in the history speaks of other members
        assert "Срок: 17 марта 2026 г., 18:00." in text


def test_a_revised_proposal_comes_back_with_a_new_date(competition: Competition) -> None:
    everything.renewed(competition)
    messages = queued(competition, "review_renewed")

    assert len(messages) == 2
    text = letter(competition, messages[0]).text
    assert "«vmeste review show 1-01.1»" in text
    assert "Срок: 17 марта 2026 г., 18:00." in text
    assert "Подать заявку" not in text  # what the clock notes in the history is no reason


def test_the_leader_hears_of_a_decision_once_it_is_announced(competition: Competition) -> None:
    initiative = competition.at("approval")
    meeting = competition.convened(initiative)
    (item,) = meeting.items
    competition.vote(item)
    competition.close_vote(item, reason="Нужно всему двору")
    assert not queued(competition, "initiative_approved")

    competition.finish(meeting)

    (message,) = queued(competition, "initiative_approved")
    assert message.recipient == competition.people["leader"]
    assert "«Нужно всему двору»" in letter(competition, message).text


def test_the_council_is_told_when_and_where_it_meets(competition: Competition) -> None:
    everything.meeting_in_a_week(competition)
    messages = queued(competition, "meeting_convened")

    told = sorted(message.recipient.name for message in messages)
    assert told == sorted(competition.people[name].name for name in (*COUNCIL, "secretary"))
    text = letter(competition, messages[0], "en").text
    assert "When: 9 March 2026, 19:00\nWhere: Зал фонда\n" in text


MEETINGS: dict[str, tuple[Callable[[Competition], Meeting], str, str]] = {
    "not opened": (
        everything.meeting_in_a_week,
        "Заседание совета 2026-03-09: состоится 9 марта 2026 г., 19:00",
        "Созвано",
    ),
    "not minuted": (
        everything.closed_meeting,
        "Заседание совета 2026-03-02: срок — 5 марта 2026 г., 18:00",
        "Закрыто",
    ),
    "not signed": (
        everything.meeting_with_minutes,
        "Заседание совета 2026-03-02: срок — 5 марта 2026 г., 18:00",
        "Протокол составлен",
    ),
}


@pytest.mark.parametrize("case", MEETINGS)
def test_a_meeting_reminds_and_runs_late_at_each_step(competition: Competition, case: str) -> None:
    meeting_at, reminder, state = MEETINGS[case]
    meeting = meeting_at(competition)

    everything.remind_now(competition)
    reminders = of(meeting, queued(competition, REMINDER))
    written = letter(competition, reminders[-1])
    assert written.subject == reminder
    assert "Зал фонда" in written.text

    competition.later(days=30)
    (deadline,) = overdue(competition.session, competition.now, kinds=["meeting"])
    competition.enforce(deadline)
    (message,) = queued(competition, "meeting_overdue")
    told = {"not minuted": "secretary", "not signed": "chair"}.get(case, "coordinator")
    assert message.recipient == competition.people[told]
    assert f"\nСейчас: {state}\n" in letter(competition, message).text


def test_who_is_late_with_a_review_is_told_first_and_then_the_coordinator(
    competition: Competition,
) -> None:
    review, other = competition.reviews(competition.at("expert_review"))
    competition.submit(other)
    for days in (30, 3):
        competition.later(days=days)
        (deadline,) = overdue(competition.session, competition.now, kinds=["review"])
        competition.enforce(deadline)
    to_expert, to_coordinator = queued(competition, "review_overdue")

    assert to_expert.recipient == review.expert
    assert "Пожалуйста, сдайте экспертизу" in letter(competition, to_expert).text
    assert to_coordinator.recipient == competition.people["coordinator"]
    assert "Эксперту напомнили" in letter(competition, to_coordinator).text
    for message in (to_expert, to_coordinator):
        assert f"\nЭксперт: {review.expert.name}\n" in letter(competition, message).text


def test_a_reminder_says_what_is_due(competition: Competition) -> None:
    proposal = competition.initiative("1-01")
    review, _ = competition.reviews(competition.at("expert_review", "1-02"))
    round_ = competition.session.query(MonitoringRound).one()
    everything.remind_now(competition)
    messages = queued(competition, REMINDER)

    lines = {
        subject.kind: letter(competition, of(subject, messages)[0], "en").subject
        for subject in (proposal, review, round_)
    }
    assert lines["initiative"] == "Площадка (1-01): due 30 April 2026, 18:00"
    assert lines["review"] == "Review of initiative 1-02: due 17 March 2026, 18:00"
    assert lines["monitoring_round"].startswith("Замер «до» (baseline): due 6 April 2026")
    (message, *_) = of(review, messages)
    assert message.recipient == review.expert


def test_a_link_on_a_line_of_its_own_can_be_clicked_and_nothing_else_is_one() -> None:
    lines = "https://example.org/a?b=1&c\nsee https://example.org/d\njavascript://alert"

    html = lay_out(Words("x", [lines]), {"programme": "x", "foundation": "x"}, "en").html

    assert '<a href="https://example.org/a?b=1&amp;c"' in html
    assert html.count("<a href") == 1


def test_whoever_looks_at_a_letter_does_not_see_the_link_that_answers_for_another(
    competition: Competition,
) -> None:
    (anna,) = competition.invite(competition.round("open"), "anna")
    (message,) = queued(competition, "questionnaire_invitation")

    seen = write(competition.session, message)
    sent = write(competition.session, message, answer_link=lambda asked: f"https://x/{asked}")

    assert f"\nhttps://x/{anna.id}\n" in sent.text
    assert str(anna.id) not in seen.text
    assert "/answer/…" in seen.text
    assert "под кодом" in sent.text
