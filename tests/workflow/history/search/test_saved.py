from datetime import date

import pytest

from models import Remark
from tests.make import NOON, Competition
from workflow.errors import NotFound, Refusal
from workflow.history.search import Query
from workflow.history.search.saved import forget_saved, save, saved, saved_searches


def query(made: Competition) -> Query:
    return Query(
        programme_id=made.programme.id,
        person_id=made.people["chair"].id,
        district_id=made.district.id,
        since=date(2026, 3, 1),
        words="«в срок» заявка",
        remarks=frozenset({Remark.LATE, Remark.OVERRIDDEN}),
    )


def keep(made: Competition, name: str) -> None:
    by = made.people["coordinator"].id
    save(made.session, query(made), name, saved_by_id=by, now=NOON)


def test_a_saved_search_asks_the_same(competition: Competition) -> None:
    keep(competition, "  Обходы   председателя ")
    competition.session.expire_all()

    asked = saved(competition.session, competition.programme.id, "Обходы председателя")

    assert asked == query(competition)


def test_saved_searches_are_listed_by_name(competition: Competition) -> None:
    for name in ("Б", "А"):
        keep(competition, name)
    found = saved_searches(competition.session, competition.programme.id)
    assert [search.name for search in found] == ["А", "Б"]


def test_people_are_kept_by_their_keys(competition: Competition) -> None:
    keep(competition, "Обходы")
    (search,) = saved_searches(competition.session, competition.programme.id)
    assert search.asked["person_id"] == competition.people["chair"].id
    assert "@" not in str(search.asked)


def test_a_name_is_taken_once_in_a_programme(competition: Competition) -> None:
    keep(competition, "Обходы")
    with pytest.raises(Refusal) as refused:
        keep(competition, "Обходы")
    assert refused.value.codes == ["name_taken"]


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "a\x07b", "a\0b"])
def test_an_unfit_name_is_refused(competition: Competition, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        keep(competition, name)
    assert refused.value.codes == ["bad_name"]


def test_a_forgotten_search_is_gone(competition: Competition) -> None:
    keep(competition, "Обходы")
    forget_saved(competition.session, competition.programme.id, "Обходы")
    assert saved_searches(competition.session, competition.programme.id) == []


def test_what_is_not_saved_is_not_found_and_what_is_is_named(competition: Competition) -> None:
    keep(competition, "Обходы")
    with pytest.raises(NotFound, match="Saved are: Обходы"):
        saved(competition.session, competition.programme.id, "Обход")
    with pytest.raises(NotFound):
        forget_saved(competition.session, competition.programme.id, "Обход")
