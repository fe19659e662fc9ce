"""Alembic's entry: on the connection it was given, or on the configured database."""

from alembic import context
from sqlalchemy import Connection

from models import Base
from models.database import engine
from models.migrations import is_declared


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        user_module_prefix="models.base.",
        include_object=is_declared,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with engine().begin() as connection:
        migrate(connection)
