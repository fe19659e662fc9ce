from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import Council, CouncilRules, Text
from workflow.documents import Document
from workflow.lifecycles.document import Name

Coefficient = Annotated[int, Field(gt=0, le=100, strict=True)]
Mark = Annotated[int, Field(ge=0, le=100, strict=True)]
Few = Annotated[int, Field(ge=2, le=20, strict=True)]
Basis = Literal["raw", "weighted", "adjusted"]


class Criterion(Document):
    """What is judged, how much it weighs, and what a score means."""

    code: Name
    title: Text
    coefficient: Coefficient
    anchors: dict[int, Text] = Field(min_length=2)
    """Score → what an initiative that earns it is like."""


class Rubric(Document):
    lowest: Mark = 0
    highest: Mark = 10
    justification_at_least: Annotated[int, Field(ge=1, le=1000, strict=True)]
    """Characters that must be written on each criterion."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.highest <= self.lowest:
            raise ValueError("the highest score must be above the lowest")
        codes = [criterion.code for criterion in self.criteria]
        if len(set(codes)) < len(codes):
            raise ValueError("each criterion stands once")
        for criterion in self.criteria:
            for score in criterion.anchors:
                if not self.lowest <= score <= self.highest:
                    raise ValueError(f"{criterion.code}: there is no score {score}")
        return self

    @property
    def coefficients(self) -> dict[str, int]:
        return {criterion.code: criterion.coefficient for criterion in self.criteria}


class Rules(Document):
    """By what rules the expert council reviews and decides."""

    reviews_per_proposal: Few
    """At least so many experts read each proposal."""
    most_reviews_per_proposal: Few
    """No further expert is asked beyond these, however much the others disagree."""
    most_reviews_per_expert: Annotated[int, Field(gt=0, le=10_000, strict=True)] | None = None
    further_expert_above: Annotated[Decimal, Field(gt=0, le=100)]
    """Spread between experts' totals, in points, above which one more expert is asked."""
    ranked_by: Basis = "weighted"
    quorum: Annotated[str, StringConstraints(pattern=r"^[1-9]\d?/[1-9]\d?$")] = "2/3"
    """Share of the members, without those recused, that must be present."""
    constituencies_at_quorum: tuple[Name, ...] = ()
    """Of each of these at least one member must be present."""
    rubric: Rubric

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if Fraction(self.quorum) > 1:
            raise ValueError("a quorum is no more than all of the members")
        if self.most_reviews_per_proposal < self.reviews_per_proposal:
            raise ValueError("most_reviews_per_proposal is below reviews_per_proposal")
        return self

    @property
    def quorum_share(self) -> Fraction:
        return Fraction(self.quorum)


_KEPT: dict[str, Rules] = {}
_IN_FORCE = (
    select(CouncilRules.id, CouncilRules.content_hash, CouncilRules.content)
    .join(Council, Council.rules_id == CouncilRules.id)
    .where(Council.programme_id == bindparam("programme"))
)


def parsed(content_hash: str, content: str) -> Rules:
    """Stored rules as a document, read once in each process."""
    if content_hash not in _KEPT:
        _KEPT[content_hash] = Rules.model_validate_json(content)
    return _KEPT[content_hash]


def rules_of(session: Session, programme_id: int) -> Rules:
    """The rules in force in the programme."""
    row = session.connection().execute(_IN_FORCE, {"programme": programme_id}).one()
    return parsed(row.content_hash, row.content)


def stored_rules(session: Session, programme_id: int, content_hash: object) -> CouncilRules | None:
    """The programme's rules with this hash, in force or not."""
    return session.scalar(
        select(CouncilRules).where(
            CouncilRules.programme_id == programme_id, CouncilRules.content_hash == content_hash
        )
    )
