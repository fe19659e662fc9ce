from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from models import (
    AgendaItem,
    ChangeRequest,
    Consent,
    Council,
    Enrolment,
    Expense,
    Fund,
    Initiative,
    Meeting,
    MonitoringRound,
    Motion,
    Review,
    Role,
    Tranche,
)
from workflow.documents import read
from workflow.errors import BadDocument, Mistake
from workflow.gate.cascades import RELATED
from workflow.gate.effects import EFFECTS
from workflow.gate.guards import wrong_call
from workflow.lifecycles.document import CLOCK, Lifecycle
from workflow.lifecycles.lint import Vocabulary, read_lifecycle
from workflow.monitoring.evaluation.lint import lint_evaluation, lint_questions
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.reading import read_questionnaire
from workflow.monitoring.rounds.linting import lint_rounds
from workflow.programme.document import ProgrammeDocument
from workflow.programme.indicators import INDICATORS
from workflow.programme.play.lint import lint_play
from workflow.yaml_text import Place

ENROLMENT = Enrolment.__tablename__
INITIATIVE = Initiative.__tablename__
MOMENTS: dict[str, Collection[str]] = {
    ENROLMENT: (),
    Council.__tablename__: (),
    Review.__tablename__: (),
    AgendaItem.__tablename__: (),
    INITIATIVE: ("ends_on",),
    Fund.__tablename__: (),
    Tranche.__tablename__: (),
    Expense.__tablename__: (),
    ChangeRequest.__tablename__: (),
    Consent.__tablename__: (),
    Meeting.__tablename__: ("held_at",),
    MonitoringRound.__tablename__: ("opens_at", "closes_at"),
}
"""Kinds of subject, with the moments that each carries."""


@dataclass(frozen=True)
class CheckedProgramme:
    """A programme's document with its lifecycles and questionnaires, all found in order."""

    document: ProgrammeDocument
    lifecycles: dict[str, Lifecycle]
    questionnaires: dict[str, QuestionnaireDocument]


def read_programme(
    text: str, name: str, open_beside: Callable[[str], str], templates: Collection[str]
) -> CheckedProgramme:
    """Read and check a programme, and the lifecycles and questionnaires it names.

    `open_beside` gives the text of a file beside the document (raising OSError), `templates` are
    the messages that exist. Raises BadDocument with every mistake of the first bad file.
    """
    document, source = read(text, name, ProgrammeDocument)
    mistakes = [source.mistake(place, words) for place, words in _lint(document)]
    texts: dict[str, tuple[str, str]] = {}
    forms: dict[str, tuple[str, str]] = {}
    for field, found in (("lifecycles", texts), ("questionnaires", forms)):
        for code, path in getattr(document, field).items():
            try:
                found[code] = (path, open_beside(path))
            except (OSError, ValueError):
                mistakes.append(source.mistake((field, code), f"cannot read the file {path}"))
    if mistakes:
        raise BadDocument(name, mistakes)
    questionnaires = {
        code: _questionnaire(code, path, content) for code, (path, content) in forms.items()
    }
    if unasked := list(lint_questions(document, questionnaires)):
        raise BadDocument(name, [source.mistake(place, words) for place, words in unasked])
    written = {kind: read(content, path, Lifecycle)[0] for kind, (path, content) in texts.items()}
    for kind, (path, content) in texts.items():
        words = Vocabulary(
            guards=wrong_call,
            effects=EFFECTS.keys(),
            templates=templates,
            stages=[stage.code for stage in document.calendar],
            fields=MOMENTS[kind],
            district_states=written[ENROLMENT].states if kind != ENROLMENT else (),
            initiative_states=written[INITIATIVE].states,
            motions=tuple(Motion),
            cascades=partial(_wrong_cascade, written),
        )
        read_lifecycle(content, path, kind, words)
    return CheckedProgramme(document, written, questionnaires)


def _questionnaire(code: str, path: str, content: str) -> QuestionnaireDocument:
    document = read_questionnaire(content, path)
    if document.questionnaire != code:
        words = f"this is the questionnaire {document.questionnaire}, not {code}"
        raise BadDocument(path, [Mistake(1, "questionnaire", words)])
    return document


def _wrong_cascade(
    lifecycles: Mapping[str, Lifecycle], kind: str, on: str, action: str
) -> str | None:
    other = RELATED.get((kind, on))
    if other is None:
        return f"no {on} belong to {kind}"
    by_clock = [t for t in lifecycles[other].transitions if CLOCK in t.by and t.trigger == action]
    return None if by_clock else f"{action} is no action of the clock on {on}"


def _lint(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    for kind in document.lifecycles:
        if kind not in MOMENTS:
            yield ("lifecycles", kind), f"nothing of kind {kind}; known: {', '.join(MOMENTS)}"
    for kind in MOMENTS:
        if kind not in document.lifecycles:
            yield ("lifecycles",), f"the lifecycle of {kind} is missing"
    for n, target in enumerate(document.targets):
        if target.indicator not in INDICATORS:
            known = ", ".join(INDICATORS)
            yield ("targets", n, "indicator"), f"no such indicator; known: {known}"
    for n, stage in enumerate(document.calendar):
        if stage.starts_on < document.starts_on or stage.ends_on > document.ends_on:
            yield ("calendar", n), f"{stage.code} lies outside the programme's own days"
    yield from lint_rounds(document)
    yield from lint_evaluation(document)
    yield from _council(document)
    yield from _twice(document)
    yield from _roles(document)
    yield from lint_play(document)


def _council(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    known = {constituency.code for constituency in document.constituencies}
    for n, code in enumerate(document.council.constituencies_at_quorum):
        if code not in known:
            place: Place = ("council", "constituencies_at_quorum", n)
            yield place, f"there is no constituency {code}"


def _twice(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    named: dict[Place, list[str]] = {
        ("calendar", "code"): [stage.code for stage in document.calendar],
        ("constituencies", "code"): [council.code for council in document.constituencies],
        ("targets", "indicator"): [target.indicator for target in document.targets],
        ("monitoring", "code"): [round_.code for round_ in document.monitoring],
        ("districts", "code"): [district.code for district in document.districts],
        ("people", "code"): [person.code for person in document.people],
        ("people", "email"): [person.email.lower() for person in document.people],
        ("transferred_days", "day"): [str(t.day) for t in document.transferred_days],
    }
    for d, district in enumerate(document.districts):
        named["districts", d, "problems", "n"] = [str(p.n) for p in district.problems]
        named["districts", d, "growth_points", "n"] = [str(p.n) for p in district.growth_points]
    for place, names in named.items():
        for n, name in enumerate(names):
            if name in names[:n]:
                yield (*place[:-1], n, place[-1]), f"{name} is there already; each stands once"


def _roles(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    districts = {district.code for district in document.districts}
    constituencies = {council.code for council in document.constituencies}
    for p, person in enumerate(document.people):
        for r, entry in enumerate(person.roles):
            place: Place = ("people", p, "roles", r)
            if entry.district is not None and entry.district not in districts:
                yield (*place, "district"), f"there is no district {entry.district}"
            if entry.constituency is not None and entry.constituency not in constituencies:
                yield (*place, "constituency"), f"there is no constituency {entry.constituency}"
            since = entry.since or document.starts_on
            if entry.until is not None and entry.until < since:
                yield (*place, "until"), "it ends before it starts"
            if entry.role == Role.DEPUTY and entry.district is None:
                yield place, "a deputy has a district; name it"
            if entry.role == Role.EXPERT and entry.constituency is None:
                yield place, "an expert belongs to a constituency of the council; name it"
