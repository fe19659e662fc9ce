"""How a person wants to be written to."""

from typing import Any

import pytest
from sqlalchemy import select

from models import Preference
from tests.make import NOON, Competition
from workflow.errors import Refusal
from workflow.people.preferences import preference_of, set_preference

TELEGRAM = "tgram://123:abc/456"


def chosen(competition: Competition, **given: Any) -> Preference:
    return set_preference(competition.session, competition.people["leader"], now=NOON, **given)


def test_who_chose_nothing_gets_every_letter_by_mail_at_once(competition: Competition) -> None:
    leader = competition.people["leader"]
    stands = preference_of(competition.session, leader.id)

    assert (stands.channel, stands.messenger, stands.digest) == ("email", None, False)
    assert (stands.reminders, stands.news) == (True, True)
    competition.session.flush()
    assert not competition.session.scalars(select(Preference)).all()


def test_what_is_not_given_stays_as_it_was(competition: Competition) -> None:
    chosen(competition, news=False, language="en")
    chosen(competition, digest=True)

    stands = competition.session.scalars(select(Preference)).one()
    assert (stands.news, stands.digest, stands.reminders) == (False, True, True)
    assert stands.changed_at == NOON
    assert competition.people["leader"].language == "en"


def test_nobody_elses_preference_changes(competition: Competition) -> None:
    chosen(competition, news=False)

    other = competition.people["neighbour"]
    assert preference_of(competition.session, other.id).news


def test_a_messenger_is_chosen_with_its_address_or_after_it(competition: Competition) -> None:
    assert chosen(competition, messenger=TELEGRAM).channel == "email"
    assert chosen(competition, channel="messenger").messenger == TELEGRAM
    assert chosen(competition, channel="email", messenger="").messenger is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"channel": "messenger"}, "messenger_missing"),
        ({"channel": "messenger", "messenger": " "}, "messenger_missing"),
        ({"channel": "pigeon"}, "channel_unknown"),
        ({"messenger": f"tgram://{'x' * 500}"}, "messenger_too_long"),
        ({"language": "de"}, "language_unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    competition: Competition, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        chosen(competition, **given, news=False)

    assert refused.value.codes == [code]
    assert not competition.session.scalars(select(Preference)).all()
    assert competition.people["leader"].language == "ru"


def test_the_address_is_kept_while_the_messenger_is_the_channel(competition: Competition) -> None:
    chosen(competition, channel="messenger", messenger=TELEGRAM)

    with pytest.raises(Refusal) as refused:
        chosen(competition, messenger="")

    assert refused.value.codes == ["messenger_missing"]
    stands = preference_of(competition.session, competition.people["leader"].id)
    assert stands.messenger == TELEGRAM
