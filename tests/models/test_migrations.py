"""The migrations make exactly the schema that the models declare, and take it back."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from models import Base, migrations


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_what_the_models_declare(engine: Engine) -> None:
    assert differences(engine) == []
    assert tables(engine) == set(Base.metadata.tables)


def test_the_schema_goes_down_and_up_again(engine: Engine) -> None:
    migrations.downgrade(engine)
    assert tables(engine) == set()
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            left = connection.scalar(
                text("select count(*) from pg_proc where proname = 'refuse_change'")
            )
        assert left == 0

    migrations.upgrade(engine)
    assert differences(engine) == []


def test_upgrading_an_up_to_date_schema_changes_nothing(engine: Engine) -> None:
    migrations.upgrade(engine)

    assert differences(engine) == []
