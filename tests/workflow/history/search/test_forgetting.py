"""What was struck out leaves no trace where words are searched for."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.orm import Session

from models.database import scrub
from tests.make import competition
from tests.workflow.history.search.test_find import entry
from tests.workflow.history.search.world import World
from workflow.history.search import find, forget

SECRET = "Кржижановский"


def struck(engine: Engine) -> None:
    """Texts are written, one of them is struck out, and the index forgets it."""
    with Session(engine, expire_on_commit=False) as session:
        world = World(competition(session))
        world.write([entry(texts={"reason": f"Пишет {SECRET} {n}"}) for n in range(1, 4)])
        world.write([entry(texts={"reason": "Остаётся площадка"})] * 40)
        session.commit()
        assert len(find(session, world.query(words=SECRET)).hits) == 3

        session.execute(
            text(
                "update entry_text set text = '[удалено]', salt = null, struck_by_id = subject_id "
                "where text like :secret"
            ),
            {"secret": f"%{SECRET}%"},
        )
        forget(session)
        session.commit()

        assert find(session, world.query(words=SECRET)).hits == []
        assert len(find(session, world.query(words="удалено")).hits) == 3
        assert len(find(session, world.query(words="площадки")).hits) == 40
    scrub(engine)


def test_no_table_of_the_index_has_the_word_or_a_beginning_of_it(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the index has no tables of its own")
    struck(engine)
    beginnings = [SECRET.lower()[:length].encode() for length in range(4, len(SECRET) + 1)]
    with engine.connect() as connection:
        blocks = connection.execute(text("select block from entry_words_data")).scalars().all()
        assert not any(word in bytes(block) for block in blocks for word in beginnings)


def test_no_file_of_the_database_has_the_word(engine: Engine) -> None:
    struck(engine)
    secrets = [SECRET.encode(), SECRET.lower().encode(), SECRET.lower()[:7].encode()]
    files = _files(engine)
    assert files
    for file in files:
        content = file.read_bytes()
        assert not any(secret in content for secret in secrets), file


def _files(engine: Engine) -> list[Path]:
    """Of the table and its indexes, or of the whole database where that is one file."""
    if engine.dialect.name == "sqlite":
        path = Path(make_url(engine.url).database or "")
        return [file for file in path.parent.glob(f"{path.name}*")]
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("checkpoint"))
        folder = connection.execute(text("show data_directory")).scalar_one()
        names = connection.execute(
            text(
                "select pg_relation_filepath(c.oid) from pg_class c left join pg_index i on "
                "i.indexrelid = c.oid where coalesce(i.indrelid, c.oid) = 'entry_text'::regclass"
            )
        ).scalars()
        return [Path(folder) / name for name in names]


def test_what_is_struck_out_is_found_no_more_even_before_it_is_forgotten(session: Session) -> None:
    world = World(competition(session))
    world.write([entry(texts={"reason": SECRET})])
    strike = "update entry_text set text = '', salt = null, struck_by_id = subject_id"
    session.execute(text(strike))
    assert find(session, world.query(words=SECRET)).hits == []
