import pytest

from models import Category
from notifications.subscriptions import unsubscribe_token
from papers.calendar.address import Feed, feed_token, read_feed_token


@pytest.mark.parametrize("feed", [Feed("person", 7), Feed("programme", 1, "en")])
def test_an_address_leads_back_to_its_feed(feed: Feed) -> None:
    assert read_feed_token(feed_token(feed, "secret"), "secret") == feed


def test_who_has_another_secret_makes_no_address() -> None:
    assert read_feed_token(feed_token(Feed("person", 7), "another"), "secret") is None


def test_a_changed_address_is_none() -> None:
    token = feed_token(Feed("person", 7), "secret")
    other = feed_token(Feed("person", 8), "secret")

    mixed = f"{other.partition('.')[0]}.{token.partition('.')[2]}"

    assert [read_feed_token(each, "secret") for each in (mixed, token[:-1], "", "ё")] == [None] * 4


def test_a_link_to_unsubscribe_is_no_address() -> None:
    assert read_feed_token(unsubscribe_token(7, Category.NEWS, "secret"), "secret") is None
