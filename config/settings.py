from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


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
    mail_reply_to: str = ""
    """Where answers to letters go; empty means to the sender."""
    mail_ca: str = ""
    """File with the certificates that the mail server's is checked against; empty means those of
    the system."""
    mail_per_minute: int = Field(default=60, ge=0)
    """Most letters a minute to one recipient domain; 0 for no limit."""
    files_url: str = ""
    """Where attached files are kept, as fsspec writes it: `file:///folder`, `s3://bucket/prefix`,
    `memory://name`; empty means the folder `files` in `home`."""
    language: Literal["ru", "en"] = "en"
    """Language of the command line."""
    prefect_port: int = 4200
    webhook_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    """Networks in which webhooks may be beside the public Internet, as `10.1.0.0/16,fd00::/8`."""
    web_url: str = ""
    """Public address of the pages, such as `https://vmeste.example.org`; empty means none."""
    web_port: int = 8000
    secret: str = ""
    """Signs links in letters; empty means a random one in `home`, see `config.secret`."""
    test_postgres: str = ""
    """URL of a PostgreSQL for the tests, where the one from the package will not do."""

    @field_validator("webhook_networks", mode="before")
    @classmethod
    def _by_commas(cls, given: Any) -> Any:
        return given.replace(",", " ").split() if isinstance(given, str) else given

    @model_validator(mode="after")
    def _embedded_defaults(self) -> Self:
        self.home = self.home.resolve()
        self.database_url = self.database_url or f"sqlite:///{self.home / 'vmeste.db'}"
        self.mail_url = self.mail_url or f"file:{self.home / 'mail'}"
        self.mail_ca = str(Path(self.mail_ca).resolve()) if self.mail_ca else ""
        self.web_url = self.web_url.rstrip("/")
        self.files_url = self.files_url or f"file://{self.home / 'files'}"
        return self


@cache
def settings() -> Settings:
    return Settings()


def web_address() -> str:
    """Where the pages are: in public, or else on this machine."""
    return settings().web_url or f"http://127.0.0.1:{settings().web_port}"
