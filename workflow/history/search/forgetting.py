from sqlalchemy import text
from sqlalchemy.orm import Session


def forget(session: Session) -> None:
    """Leave nothing in the index of words of what was struck out, in the caller's transaction.

    SQLite keeps words that were taken out until it merges what it wrote since: it does so here,
    which takes as long as writing the whole index. In PostgreSQL the former rows of a table stay,
    with their words in the index, until the table is vacuumed, which no transaction can do: see
    `models.database.scrub`.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("insert into entry_words (entry_words) values ('optimize')"))
