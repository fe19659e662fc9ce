"""The picture of a lifecycle shows all of it, in either language."""

from pathlib import Path

import pytest

from models.text import Language
from tests.make import LIFECYCLES
from workflow.documents import canonical, read
from workflow.lifecycles.diagram import mermaid
from workflow.lifecycles.document import Lifecycle

SHIPPED = sorted(LIFECYCLES.glob("lifecycles/*.yaml"))

SMALL = """\
lifecycle: initiative
title: {ru: Инициатива, en: Initiative}
initial: new
states:
  new: {title: {ru: Новая, en: New}}
  open: {title: {ru: "Открыта: #1; ждёт", en: "Open: #1; waits"}}
  closed: {title: {ru: Закрыта}, final: true}
transitions:
  - {trigger: begin, title: {ru: Начать, en: Begin}, from: [new], to: open, by: [leader]}
  - {trigger: remark, title: {ru: Заметить, en: Remark}, from: [open], to: same, by: [chair]}
  - {trigger: close, title: {ru: "Итог: да; нет"}, from: [new, open], to: closed, by: [chair]}
  - {trigger: lapse, title: {ru: Снять, en: Lapse}, from: [open], to: closed, by: [chair, clock]}
"""

RUSSIAN = """\
stateDiagram-v2
    open: Открыта – №1, ждёт
    closed: Закрыта
    [*] --> open: Начать
    [*] --> closed: Итог – да, нет
    open --> closed: Итог – да, нет
    open --> closed: ⏰ Снять
    closed --> [*]
"""

ENGLISH = """\
stateDiagram-v2
    open: Open – №1, waits
    closed: Закрыта
    [*] --> open: Begin
    [*] --> closed: Итог – да, нет
    open --> closed: Итог – да, нет
    open --> closed: ⏰ Lapse
    closed --> [*]
"""


def lifecycle(text: str) -> Lifecycle:
    return read(text, "small.yaml", Lifecycle)[0]


def shipped(path: Path) -> Lifecycle:
    return lifecycle(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "picture"), [("ru", RUSSIAN), ("en", ENGLISH)])
def test_a_diagram_shows_states_and_moves_but_not_what_stays(
    language: Language, picture: str
) -> None:
    assert mermaid(lifecycle(SMALL), language) == picture


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_diagram_of_a_shipped_lifecycle_is_complete(path: Path, language: Language) -> None:
    document = shipped(path)
    states = [
        f"{name}: {state.title.in_(language)}"
        for name, state in document.states.items()
        if name != document.initial
    ]
    moves = [
        f"{'[*]' if source == document.initial else source} --> {move.to}: "
        f"{'⏰ ' if 'clock' in move.by else ''}{move.title.in_(language)}"
        for move in document.transitions
        for source in move.from_
        if not move.stays
    ]
    ends = [f"{name} --> [*]" for name, state in document.states.items() if state.final]
    lines = mermaid(document, language).splitlines()
    assert [line.strip() for line in lines] == ["stateDiagram-v2", *states, *moves, *ends]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_diagram_is_the_same_every_time(path: Path, language: Language) -> None:
    assert mermaid(shipped(path), language) == mermaid(shipped(path), language)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_stored_lifecycle_gives_the_diagram_of_its_document(path: Path) -> None:
    document = shipped(path)
    stored = Lifecycle.model_validate_json(canonical(document))
    assert mermaid(stored, "ru") == mermaid(document, "ru")


@pytest.mark.parametrize("sign", [":", ";", "#", "\n", "\r\n"])
def test_a_label_stays_one_line_without_signs_that_end_it(sign: str) -> None:
    before = lifecycle(SMALL)
    title = before.title.model_copy(update={"ru": f"раз{sign}два"})
    begin = before.transitions[0].model_copy(update={"title": title})
    after = before.model_copy(update={"transitions": (begin, *before.transitions[1:])})
    lines = mermaid(after, "ru").splitlines()
    labels = [line.partition(": ")[2] for line in lines]
    assert len(lines) == len(RUSSIAN.splitlines())
    assert not [label for label in labels if ":" in label or ";" in label or "#" in label]
