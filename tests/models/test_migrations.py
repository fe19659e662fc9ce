"""The migrations make exactly the schema that the models declare, and take it back."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from models import Base, migrations


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": migrations.is_declared}
        )
        return list(compare_metadata(context, Base.metadata))


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def of_words(engine: Engine) -> set[str]:
    """The tables that SQLite's full text is made of."""
    parts = ("", "_config", "_data", "_docsize", "_idx")
    sqlite = engine.dialect.name == "sqlite"
    return {f"{migrations.FULL_TEXT}{part}" for part in parts} if sqlite else set()


def test_the_migrations_make_what_the_models_declare(engine: Engine) -> None:
    assert differences(engine) == []
    assert tables(engine) == set(Base.metadata.tables) | of_words(engine)


def test_the_schema_goes_down_and_up_again(engine: Engine) -> None:
    migrations.downgrade(engine)
    assert tables(engine) == set()
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            left = connection.scalar(
                text(
                    "select count(*) from pg_proc where proname in ('refuse_change', 'entry_words')"
                )
            )
        assert left == 0

    migrations.upgrade(engine)
    assert differences(engine) == []


def test_upgrading_an_up_to_date_schema_changes_nothing(engine: Engine) -> None:
    migrations.upgrade(engine)

    assert differences(engine) == []
