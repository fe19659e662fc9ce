from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag

from models import Text
from workflow.documents import Document
from workflow.lifecycles.document import Name

OptionCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,39}$")]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
"""A condition in the subset of XPath that `questionnaires.expressions` reads."""


class QuestionType(StrEnum):
    """Named as XLSForm names them."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    NOTE = "note"


class Scale(StrEnum):
    """What the answers to a question are to statistics; it decides how two rounds are compared."""

    BINARY = "binary"
    """One choice, favourable or not."""
    ORDINAL = "ordinal"
    """One choice on a scale (Likert)."""
    NOMINAL = "nominal"
    """One choice of several without an order."""
    MULTIPLE = "multiple"
    """Several choices."""
    COUNT = "count"
    """A whole number of occurrences."""
    AMOUNT = "amount"
    """A number on a continuous scale."""
    ACCOUNT = "account"
    """A planned figure or the fact that came of it: it is added up, not tested."""
    WORDS = "words"
    """Text and days: shown, not compared."""


class Option(Document):
    code: OptionCode
    label: Text
    favourable: bool = False
    """Counts as a good answer. On a scale the favourable options are at one of its ends."""
    no_answer: bool = False
    """“Hard to say”: left out of shares and comparisons, and counted beside them."""


class Question(Document):
    name: Name
    type: QuestionType
    label: Text
    hint: Text | None = None
    appearance: Literal["likert", "multiline"] | None = None
    required: bool = False
    relevant: Expression | None = None
    """When it is asked; always if not given."""
    constraint: Expression | None = None
    """What an answer must satisfy; `.` is the answer."""
    constraint_message: Text | None = None
    options: tuple[Option, ...] = ()
    """Of a choice; on a scale from its lowest to its highest."""
    months: Annotated[int, Field(gt=0, le=120, strict=True)] | None = None
    """Of a count: how many months it looks back on."""
    account: Literal["plan", "fact"] | None = None
    """Of a number: a plan or a fact, added up and never tested."""

    @cached_property
    def scale(self) -> Scale | None:
        """None for a note, which asks nothing."""
        match self.type:
            case QuestionType.NOTE:
                return None
            case QuestionType.SELECT_MULTIPLE:
                return Scale.MULTIPLE
            case QuestionType.SELECT_ONE if self.appearance == "likert":
                return Scale.ORDINAL
            case QuestionType.SELECT_ONE if any(o.favourable for o in self.options):
                return Scale.BINARY
            case QuestionType.SELECT_ONE:
                return Scale.NOMINAL
            case QuestionType.INTEGER | QuestionType.DECIMAL if self.account:
                return Scale.ACCOUNT
            case QuestionType.INTEGER:
                return Scale.COUNT
            case QuestionType.DECIMAL:
                return Scale.AMOUNT
        return Scale.WORDS

    @property
    def counted_options(self) -> tuple[Option, ...]:
        """Without those that say nothing."""
        return tuple(option for option in self.options if not option.no_answer)


def _kind(item: Any) -> str:
    """Said before it is read, so that a mistake in a question is told as one of a question."""
    grouped = "items" in item if isinstance(item, dict) else isinstance(item, Group)
    return "group" if grouped else "question"


Item = Annotated[
    Annotated["Group", Tag("group")] | Annotated[Question, Tag("question")], Discriminator(_kind)
]


def _some(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise ValueError("there is no question here")
    return items


Items = Annotated[tuple[Item, ...], AfterValidator(_some)]


class Group(Document):
    """Questions under one heading: a page of the form."""

    name: Name
    label: Text | None = None
    relevant: Expression | None = None
    items: Items


class QuestionnaireDocument(Document):
    """What one of the groups of people is asked, before the programme and after it."""

    questionnaire: Name
    title: Text
    introduction: Text | None = None
    """What those who are asked read first. How their answers are kept is told beside it, by the
    round."""
    thanks: Text | None = None
    by_district: bool = False
    """Whether answers are kept with the district: only where so many answer in each that it gives
    nobody away."""
    primary: tuple[Name, ...] = Field(default=(), max_length=3)
    """The one to three questions named in advance, on which the verdict rests; all others are
    explored."""
    items: Items

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All of them by name, in the order they are asked in, out of their groups."""
        return {question.name: question for question in _questions(self.items)}


def _questions(items: tuple[Group | Question, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _questions(item.items)
        else:
            yield item
