"""The rule by which answers are released one by one. It guards against counting groups of fewer
than five, and against joining the file with the database; not against somebody who knows several of
a person's answers and looks for the row that has them all: such files are for those who compute,
not for the web."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models import Text
from workflow.errors import Blocker, Refusal
from workflow.monitoring.analysis.results import ENOUGH
from workflow.monitoring.microdata.columns import dependent, value_of, variables
from workflow.monitoring.microdata.hiding import is_few
from workflow.monitoring.microdata.released import Microdata
from workflow.monitoring.microdata.rows import may_be_linked, rows
from workflow.monitoring.microdata.table import Cell, Table, hide, telling
from workflow.monitoring.questionnaires.document import QuestionnaireDocument


@dataclass(frozen=True)
class Answered:
    answers: Mapping[str, Any]
    who: str | None = None
    """The same in both rounds; does not leave."""
    district: str | None = None


@dataclass(frozen=True)
class Asking:
    """What a round brought, as it is kept."""

    code: str
    title: Text
    responses: Sequence[Answered]
    """In an order that chance made."""
    known: Collection[int] = ()
    """How many were invited, how many there are: figures beside which the number of rows would
    tell how few did not answer."""


def release(
    document: QuestionnaireDocument,
    askings: Sequence[Asking],
    *,
    districts: Mapping[str, Text],
    withheld: Collection[Cell] = (),
    is_sample: bool = False,
) -> Microdata:
    """The answers of one round or of two that asked the same, without what would give somebody
    away. `withheld`: what is hidden where results are shown, and so is hidden here. Raises
    Refusal."""
    askings = [_thinned(asking) for asking in askings]
    for asking in askings:
        _enough(asking)
    table = hide(_table(document, askings), withheld)
    told = telling(table, dependent(document))
    kept = [n for n, variable in enumerate(table.variables) if variable.question.name not in told]
    shown = tuple(table.variables[n] for n in kept)
    released = {variable.question.name for variable in shown}
    linked = may_be_linked(table)
    return Microdata(
        questionnaire=document.questionnaire,
        title=document.title,
        rounds={asking.code: asking.title for asking in askings},
        districts=dict(districts) if table.has_districts else {},
        is_linked=linked,
        variables=shown,
        rows=rows(table, kept, linked=linked),
        left_out=tuple(
            question
            for question in document.questions.values()
            if question.scale and question.name not in released
        ),
        is_sample=is_sample,
    )


def _thinned(asking: Asking) -> Asking:
    """Without as many rows as it takes that either nobody or enough people seem to be missing."""
    rows = len(asking.responses)
    while rows and (told := [known for known in asking.known if is_few(known - rows)]):
        rows = max(0, min(told) - ENOUGH)
    return replace(asking, responses=asking.responses[:rows])


def _enough(asking: Asking) -> None:
    if len(asking.responses) < ENOUGH:
        words = Text(
            en=f"{asking.title.in_('en')}: fewer than {ENOUGH} people answered. Their answers "
            "would give them away and are not released.",
            ru=f"{asking.title.in_('ru')}: ответили меньше {ENOUGH} человек. Такие ответы выдали "
            "бы их и не выгружаются.",
        )
        raise Refusal([Blocker("too_few_answers", words)])


def _table(document: QuestionnaireDocument, askings: Sequence[Asking]) -> Table:
    responses = [(asking.code, each) for asking in askings for each in asking.responses]
    made = list(variables(document))
    return Table(
        variables=made,
        strata=[(code, each.district) for code, each in responses],
        who=[each.who for _, each in responses],
        columns=[[value_of(variable, each.answers) for _, each in responses] for variable in made],
    )
