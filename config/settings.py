from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What differs between one installation and another; every variable begins with VMESTE_."""

    model_config = SettingsConfigDict(env_prefix="VMESTE_", env_file=".env", extra="ignore")

    home: Path = Path("var")
    """Folder for everything the embedded installation keeps: database, mail, attached
    files, Prefect's state."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in `home`."""
    mail_url: str = ""
    """`smtp://user:password@host:port`, `smtps://…`, `smtp+starttls://…`, or `file:folder`;
    empty means `.eml` files in `home`."""
    mail_from: str = "vmeste@example.org"
    files_url: str = ""
    """Where attached files are kept, as fsspec writes it: `file:///folder`, `s3://bucket/prefix`,
    `memory://name`; empty means the folder `files` in `home`."""
    language: Literal["ru", "en"] = "en"
    """Language of the command line."""
    prefect_port: int = 4200
    test_postgres: str = ""
    """URL of a PostgreSQL for the tests, where the one from the package will not do."""

    @model_validator(mode="after")
    def _embedded_defaults(self) -> Self:
        self.home = self.home.resolve()
        self.database_url = self.database_url or f"sqlite:///{self.home / 'vmeste.db'}"
        self.mail_url = self.mail_url or f"file:{self.home / 'mail'}"
        self.files_url = self.files_url or f"file://{self.home / 'files'}"
        return self


@cache
def settings() -> Settings:
    return Settings()
