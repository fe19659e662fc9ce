from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey

GENESIS = "0" * 64
"""What stands for the hash of the entry before the first."""


class LifecycleVersion(Base):
    """A lifecycle exactly as it was when subjects were pinned to it. Written once."""

    __tablename__ = "lifecycle_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of `content`."""
    content: Mapped[str] = mapped_column(deferred=True)
    """The lifecycle document as JSON."""
    stored_at: Mapped[datetime]


class Subject(Base):
    """Anything that has a lifecycle. Only the gate writes the columns from `state` to `head`."""

    __tablename__ = "subject"
    __table_args__: tuple[Any, ...] = (
        UniqueConstraint("programme_id", "kind", "code"),
        CheckConstraint("version >= 0", name="version_not_negative"),
        CheckConstraint("length(head) = 64", name="head_is_a_hash"),
        Index(None, "programme_id", "kind", "state"),
        Index(None, "district_id", "kind", "state"),
        Index(
            "ix_subject_unannounced",
            "id",
            sqlite_where=text("version > announced"),
            postgresql_where=text("version > announced"),
        ),
        Index(
            "ix_subject_beyond_checkpoint",
            "id",
            sqlite_where=text("version > checkpointed"),
            postgresql_where=text("version > checkpointed"),
        ),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    """What people call it: unique among its kind in the programme."""
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    """The district it concerns; none where it concerns the whole programme."""
    lifecycle_version_id: Mapped[int] = mapped_column(ForeignKey("lifecycle_version.id"))
    state: Mapped[str] = mapped_column(String(40), default="new")
    changed_at: Mapped[datetime]
    """Time of the latest entry of its history."""
    version: Mapped[int] = mapped_column(default=0)
    """How many entries its history has."""
    head: Mapped[str] = mapped_column(String(64), default=GENESIS)
    """Hash of the latest entry, so that a history cut short is found."""
    announced: Mapped[int] = mapped_column(default=0)
    """How many entries of its history other systems have been told of."""
    checkpointed: Mapped[int] = mapped_column(default=0)
    """How many entries of its history the latest checkpoint commits to."""

    lifecycle_version: Mapped[LifecycleVersion] = relationship(lazy="joined", innerjoin=True)

    @property
    def reference(self) -> str:
        return f"{self.kind}/{self.code}"

    def attribute(self, name: str) -> Any:
        """A column by name, as a lifecycle document refers to it (`field: opens_at`)."""
        return getattr(self, name)
