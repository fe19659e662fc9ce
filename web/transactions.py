from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from models.database import reading, transaction


def _reading() -> Iterator[Session]:
    with reading() as session:
        yield session


def _writing() -> Iterator[Session]:
    with transaction() as session:
        yield session


# At its default scope a dependency ends after the reply: a commit that fails would be seen as done.
Reading = Annotated[Session, Depends(_reading, scope="function")]
Writing = Annotated[Session, Depends(_writing, scope="function")]
