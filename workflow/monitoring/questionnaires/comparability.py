"""Whether what two rounds asked is the same, so that the answers may be compared."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from models import Text
from workflow.monitoring.questionnaires.document import (
    Group,
    Question,
    QuestionnaireDocument,
    Scale,
)
from workflow.monitoring.questionnaires.expressions import parse
from workflow.monitoring.questionnaires.expressions.tree import Node


def incomparable(baseline: QuestionnaireDocument, endline: QuestionnaireDocument) -> Sequence[Text]:
    """Why the answers cannot be compared; nothing if they can.

    Names, types, options, and who is asked must be the same; labels may be reworded (`reworded`
    says where), and questions may stand in other groups or another order.
    """
    return list(_reasons(baseline, endline))


def _reasons(before: QuestionnaireDocument, after: QuestionnaireDocument) -> Iterator[Text]:
    if before.questionnaire != after.questionnaire:
        yield Text(
            en=f"These are different questionnaires: {before.questionnaire} and "
            f"{after.questionnaire}.",
            ru=f"Это разные анкеты: {before.questionnaire} и {after.questionnaire}.",
        )
    yield from _differing_names(before, after)
    if set(before.primary) != set(after.primary):
        yield Text(
            en=f"The primary questions were named in advance ({_listed(before.primary)}) and "
            f"cannot become others now ({_listed(after.primary)}).",
            ru=f"Главные вопросы названы заранее ({_listed(before.primary)}), теперь их не "
            f"заменить другими ({_listed(after.primary)}).",
        )
    if before.by_district != after.by_district:
        yield Text(
            en="by_district differs: answers would be kept with the district in one round only.",
            ru="Различается by_district: округ остался бы при ответах только одного замера.",
        )
    shown_before, shown_after = _conditions(before), _conditions(after)
    for name, question in _asked(before).items():
        if other := _asked(after).get(name):
            yield from _question(question, other)
            if shown_before[name] != shown_after[name]:
                yield Text(
                    en=f"{name} is asked under other conditions than before: not the same people "
                    "would answer it.",
                    ru=f"{name} задаётся при других условиях, чем прежде: на него ответят не те "
                    "же люди.",
                )


def _differing_names(before: QuestionnaireDocument, after: QuestionnaireDocument) -> Iterator[Text]:
    for name in _missing(_asked(before), _asked(after)):
        yield Text(
            en=f"{name} was asked before and is missing now: ask it again under the same name.",
            ru=f"Вопрос {name} задавался раньше, а теперь его нет: задайте его под тем же именем.",
        )
    for name in _missing(_asked(after), _asked(before)):
        yield Text(
            en=f"{name} was not asked before: there is nothing to compare it with.",
            ru=f"Вопрос {name} раньше не задавался: сравнить его не с чем.",
        )


def _missing(there: Iterable[str], here: Collection[str]) -> list[str]:
    return [name for name in there if name not in here]


def _question(before: Question, after: Question) -> Iterator[Text]:
    if before.type != after.type or before.scale != after.scale:
        yield Text(
            en=f"{before.name} was {_kind(before)} and is now {_kind(after)}.",
            ru=f"Вопрос {before.name} был вида {_kind(before)}, а стал {_kind(after)}.",
        )
        return
    for field in ("months", "account"):
        was, is_ = getattr(before, field), getattr(after, field)
        if was != is_:
            yield Text(
                en=f"{before.name}: {field} was {was or '—'} and is now {is_ or '—'}.",
                ru=f"{before.name}: {field} было {was or '—'}, стало {is_ or '—'}.",
            )
    yield from _options(before, after)


def _kind(question: Question) -> str:
    return f"{question.type} ({question.scale})"


def _options(before: Question, after: Question) -> Iterator[Text]:
    codes = [option.code for option in before.options], [option.code for option in after.options]
    if set(codes[0]) != set(codes[1]):
        yield Text(
            en=f"{before.name}: the options were {_listed(codes[0])} and are now "
            f"{_listed(codes[1])}.",
            ru=f"{before.name}: варианты были {_listed(codes[0])}, стали {_listed(codes[1])}.",
        )
        return
    counted = [[option.code for option in q.counted_options] for q in (before, after)]
    if before.scale == Scale.ORDINAL and counted[0] != counted[1]:
        yield Text(
            en=f"{before.name}: the scale ran {_listed(counted[0])} and now runs "
            f"{_listed(counted[1])}.",
            ru=f"{before.name}: шкала шла {_listed(counted[0])}, а теперь {_listed(counted[1])}.",
        )
    marks = [{o.code: (o.favourable, o.no_answer) for o in q.options} for q in (before, after)]
    for code in codes[0]:
        if marks[0][code] != marks[1][code]:
            yield Text(
                en=f"{before.name}, {code}: favourable and no_answer must stay as they were.",
                ru=f"{before.name}, {code}: favourable и no_answer должны остаться прежними.",
            )


def reworded(baseline: QuestionnaireDocument, endline: QuestionnaireDocument) -> Sequence[str]:
    """Names of the questions that say something else than before, in any language: comparable in
    form, but whoever compares them should know."""
    return [
        name
        for name, question in _asked(baseline).items()
        if (other := _asked(endline).get(name)) and _wording(question) != _wording(other)
    ]


def _wording(question: Question) -> object:
    labels = {option.code: option.label for option in question.options}
    return question.label, question.hint, labels


def _asked(document: QuestionnaireDocument) -> Mapping[str, Question]:
    return {name: q for name, q in document.questions.items() if q.scale is not None}


def _conditions(document: QuestionnaireDocument) -> Mapping[str, frozenset[Node]]:
    """Question → all that must hold for it to be asked, its groups' conditions among it."""
    found: dict[str, frozenset[Node]] = {}

    def go_through(items: tuple[Group | Question, ...], outer: frozenset[Node]) -> None:
        for item in items:
            own = outer if item.relevant is None else outer | {parse(item.relevant).tree}
            if isinstance(item, Group):
                go_through(item.items, own)
            else:
                found[item.name] = own

    go_through(document.items, frozenset())
    return found


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes) or "—"
