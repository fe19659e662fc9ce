"""One letter a day instead of each by itself."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models import Category, OutboxMessage, Person
from notifications import outbox
from notifications.letter import write
from notifications.outbox import Fate, Result
from notifications.outbox.ends import dies
from notifications.told import DIGEST
from tests.make import NOON, Competition
from tests.notifications.attempts import Kept, attempt, the_only
from workflow.deadlines.timetable import timetable_of
from workflow.people.preferences import set_preference


@pytest.fixture
def leader(competition: Competition) -> Person:
    """Wants a digest; three letters wait."""
    person = competition.people["leader"]
    set_preference(competition.session, person, now=NOON, digest=True)
    for number in (1, 2, 3):
        initiative = competition.initiative(f"1-0{number}", title=f"Двор {number}")
        competition.act(initiative, "submit", "leader")
    return person


def digest_at(competition: Competition, days: int = 1) -> datetime:
    """The moment of a digest, some days after the first."""
    timetable = timetable_of(competition.session, competition.programme.id)
    return timetable.latest_digest(NOON + timedelta(days=days))


def gathered(competition: Competition, now: datetime) -> list[int]:
    """How many letters each digest carries."""
    session = competition.session
    return [outbox.gather(session, due, now) for due in outbox.due_digests(session, now)]


def letters_to(competition: Competition, person: Person) -> list[OutboxMessage]:
    asked = select(OutboxMessage).where(OutboxMessage.recipient_id == person.id)
    return list(competition.session.scalars(asked.order_by(OutboxMessage.id)))


def test_what_waits_is_gathered_at_the_programmes_time(
    competition: Competition, leader: Person
) -> None:
    at = digest_at(competition)

    assert gathered(competition, at - timedelta(seconds=1)) == []
    assert gathered(competition, at) == [3]

    digest = the_only(competition.session, DIGEST)
    day = timetable_of(competition.session, competition.programme.id).local_day(at)
    assert digest.key == f"digest.{competition.programme.id}.{leader.id}.{day:%Y%m%d}"
    assert (digest.recipient, digest.category) == (leader, Category.OBLIGATION)
    assert digest.queued_at == digest.next_attempt_at == at
    members = [message for message in letters_to(competition, leader) if message is not digest]
    assert [message.digest_id for message in members] == [digest.id] * 3


def test_a_digest_is_made_once(competition: Competition, leader: Person) -> None:
    at = digest_at(competition)
    (due,) = outbox.due_digests(competition.session, at)

    assert [outbox.gather(competition.session, due, at) for _ in range(2)] == [3, 0]
    assert gathered(competition, at) == []


def test_what_comes_after_it_waits_for_the_next(competition: Competition, leader: Person) -> None:
    first, next_day = digest_at(competition), digest_at(competition, 2)
    gathered(competition, first)
    late = competition.initiative("1-04")
    competition.act(late, "submit", "leader", now=first + timedelta(minutes=1))

    assert gathered(competition, next_day - timedelta(seconds=1)) == []
    assert gathered(competition, next_day) == [1]


def test_after_an_outage_the_digest_is_made_late_and_once(
    competition: Competition, leader: Person
) -> None:
    late = digest_at(competition, 5) + timedelta(hours=3)

    assert gathered(competition, late) == [3]
    assert gathered(competition, late) == []


def test_nobody_else_gets_a_digest(competition: Competition, leader: Person) -> None:
    coordinator = competition.people["coordinator"]
    waiting = letters_to(competition, coordinator)
    assert waiting

    gathered(competition, digest_at(competition))

    assert [message.digest_id for message in waiting] == [None] * len(waiting)
    assert {m.recipient_id for m in letters_to(competition, leader)} == {leader.id}


def test_letters_for_a_digest_are_not_sent_by_themselves(
    competition: Competition, leader: Person
) -> None:
    session, letters = competition.session, letters_to(competition, leader)
    ids, later = {message.id for message in letters}, NOON + timedelta(days=9)

    assert not ids & set(outbox.waiting(session, later))
    assert [outbox.claim(session, letter_id, later) for letter_id in ids] == [Fate.TAKEN] * 3
    gathered(competition, later)
    assert not ids & set(outbox.waiting(session, later))
    assert the_only(session, DIGEST).id in outbox.waiting(session, later)


def test_who_turns_it_off_gets_what_waits_by_itself(
    competition: Competition, leader: Person
) -> None:
    session = competition.session
    (due,) = outbox.due_digests(session, digest_at(competition))
    set_preference(session, leader, now=NOON, digest=False)

    assert gathered(competition, digest_at(competition)) == []
    assert outbox.gather(session, due, digest_at(competition)) == 0
    ids = {message.id for message in letters_to(competition, leader)}
    assert ids <= set(outbox.waiting(session, NOON + timedelta(days=1)))


def test_a_letter_in_a_workers_hands_is_not_gathered(
    competition: Competition, leader: Person
) -> None:
    at, (first, *_) = digest_at(competition), letters_to(competition, leader)
    set_preference(competition.session, leader, now=NOON, digest=False)
    assert outbox.claim(competition.session, first.id, at) == Fate.CLAIMED
    set_preference(competition.session, leader, now=NOON, digest=True)

    assert gathered(competition, at) == [2]

    assert first.digest_id is None


def test_what_somebody_does_without_is_not_in_it(competition: Competition, leader: Person) -> None:
    first, second, _ = letters_to(competition, leader)
    first.category, second.category = Category.NEWS, Category.REMINDER
    set_preference(competition.session, leader, now=NOON, news=False)
    at = digest_at(competition)

    assert gathered(competition, at) == [2]

    assert (first.unwanted_at, first.digest_id) == (at, None)


def test_a_letter_that_cannot_be_written_takes_no_other_with_it(
    competition: Competition, leader: Person
) -> None:
    first, *_ = letters_to(competition, leader)
    first.template = "gone"
    at = digest_at(competition)

    assert gathered(competition, at) == [2]

    assert (first.dead_at, first.digest_id) == (at, None)


def test_a_letter_that_tells_of_nothing_takes_no_other_with_it(
    competition: Competition, leader: Person
) -> None:
    first, *_ = letters_to(competition, leader)
    first.sequence = 99  # the history ends before

    assert gathered(competition, digest_at(competition)) == [2]

    assert (first.last_error or "").startswith("initiative_submitted cannot be written: NoResult")


def test_a_letter_given_up_meanwhile_arrives_with_its_digest(
    competition: Competition, leader: Person
) -> None:
    at, session, (first, *_) = (
        digest_at(competition),
        competition.session,
        letters_to(competition, leader),
    )
    gathered(competition, at)
    dies(session, first, at, "came back from an earlier attempt")

    assert attempt(session, the_only(session, DIGEST), Kept(), now=at) == Fate.SENT

    session.refresh(first)
    assert (first.delivered_at, first.dead_at, first.last_error) == (at, None, None)


def test_where_nothing_is_left_no_digest_is_made(competition: Competition, leader: Person) -> None:
    for message in letters_to(competition, leader):
        message.category = Category.NEWS
    set_preference(competition.session, leader, now=NOON, news=False)

    assert gathered(competition, digest_at(competition)) == [0]

    assert len(letters_to(competition, leader)) == 3


@pytest.mark.parametrize("arrives", [True, False])
def test_what_it_carries_ends_with_it(
    competition: Competition, leader: Person, arrives: bool
) -> None:
    at, session = digest_at(competition), competition.session
    gathered(competition, at)
    digest = the_only(session, DIGEST)
    result = Result() if arrives else Result("550 No such mailbox", final=True)

    assert outbox.claim(session, digest.id, at) == Fate.CLAIMED
    outbox.note(session, digest.id, at, result)

    session.expire_all()
    ends = {(m.delivered_at, m.dead_at, m.last_error) for m in letters_to(competition, leader)}
    assert ends == {(at, None, None) if arrives else (None, at, result.error)}


@pytest.mark.parametrize(
    ("language", "greeting", "subjects"),
    [
        ("ru", "Здравствуйте, Leader!", "письма за день (3)"),
        ("en", "Dear Leader,", "letters of the day (3)"),
    ],
)
def test_it_says_what_is_in_it_and_then_all_of_it(
    competition: Competition, leader: Person, language: str, greeting: str, subjects: str
) -> None:
    leader.language = language
    texts = [write(competition.session, message) for message in letters_to(competition, leader)]
    gathered(competition, digest_at(competition))
    digest = the_only(competition.session, DIGEST)

    written = write(competition.session, digest)

    assert written.subject.endswith(subjects)
    head, *_ = written.text.split("———")
    assert greeting in head
    assert written.text.count(greeting) == written.html.count(greeting) == 1
    for number, letter in enumerate(texts, start=1):
        assert f"{number}. {letter.subject}" in head
        _, _, rest = letter.text.partition("\n\n")
        assert rest in written.text
        assert f"Двор {number}" in written.html


def test_it_goes_as_one_letter(competition: Competition, leader: Person) -> None:
    at, through = digest_at(competition), Kept()
    gathered(competition, at)

    assert attempt(competition.session, the_only(competition.session, DIGEST), through, now=at)

    (mail,) = through.letters
    assert mail["To"].addresses[0].addr_spec == leader.email
