from collections.abc import Iterator, Sequence

from models import Text
from models.text import Language
from papers.survey import phrases
from papers.survey.answers import DISTRICT, RESPONDENT, ROUND, leading
from papers.survey.coding import Coded, coding, numbered
from papers.tables import Cell, Table, table_csv, table_xlsx
from workflow.monitoring.microdata.released import HIDDEN, Microdata, Value, Variable
from workflow.monitoring.questionnaires.document import Question, Scale


def codebook(microdata: Microdata, language: Language) -> Table:
    """Every variable of the files, a line for each of its values; and what was asked but is not in
    them."""
    titles = [title.in_(language) for title in phrases.TITLES]
    return Table(titles, list(_lines(microdata, language)))


def codebook_xlsx(microdata: Microdata, language: Language) -> bytes:
    return table_xlsx(codebook(microdata, language), phrases.CODEBOOK.in_(language))


def codebook_csv(microdata: Microdata, language: Language) -> bytes:
    return table_csv(codebook(microdata, language))


def label_of(variable: Variable) -> Text:
    """The question, and with it the option of several."""
    question, option = variable.question.label, variable.option
    if option is None:
        return question
    ru, en = (
        phrases.OPTION_OF.in_(language).format(
            question=question.in_(language), option=option.label.in_(language)
        )
        for language in ("ru", "en")
    )
    return Text.model_construct(ru=ru, en=en)


def leading_labels(microdata: Microdata) -> dict[str, tuple[Text, tuple[Coded, ...]]]:
    """Of the columns before the answers: label, and what their values mean."""
    known = {
        ROUND: (phrases.ROUND, numbered(microdata.rounds, microdata.rounds)),
        RESPONDENT: (phrases.RESPONDENT, ()),
        DISTRICT: (phrases.DISTRICT, numbered(microdata.districts, microdata.districts)),
    }
    return {name: known[name] for name in leading(microdata)}


def _lines(microdata: Microdata, language: Language) -> Iterator[Sequence[Cell]]:
    if microdata.is_sample:
        yield ["", phrases.SAMPLE.ru, phrases.SAMPLE.en, *[None] * 7]
    for name, (label, values) in leading_labels(microdata).items():
        head = [name, label.ru, label.in_("en"), phrases.IDENTIFIER.in_(language)]
        yield from _values(head, values, [None, ""])
    for n, variable in enumerate(microdata.variables):
        yield from _variable(variable, microdata.column(n), language)
    for question in microdata.left_out:
        yield _left_out(question, language)


def _variable(
    variable: Variable, values: Sequence[Value], language: Language
) -> Iterator[Sequence[Cell]]:
    label, scale = label_of(variable), variable.question.scale
    assert scale is not None, "a note has no variable"
    silent = sum(value is None or value is HIDDEN for value in values) / len(values)
    note = phrases.NUMBERS.in_(language) if variable.is_number else ""
    head = [variable.name, label.ru, label.in_("en"), phrases.SCALES[scale].in_(language)]
    yield from _values(head, coding(variable, set(values)), [round(100 * silent, 1), note])


def _values(
    head: Sequence[Cell], values: Sequence[Coded], tail: Sequence[Cell]
) -> Iterator[Sequence[Cell]]:
    for value in values:
        label = value.label
        yield [*head, value.code, value.number, label.ru, label.in_("en"), *tail]
    if not values:
        yield [*head, *[None] * 4, *tail]


def _left_out(question: Question, language: Language) -> Sequence[Cell]:
    is_words = question.scale is Scale.WORDS
    why = phrases.WORDS_LEFT_OUT if is_words else phrases.TELLING_LEFT_OUT
    label, kind = question.label, phrases.LEFT_OUT.in_(language)
    return [question.name, label.ru, label.in_("en"), kind, *[None] * 5, why.in_(language)]
