"""What holds of every command."""

from collections.abc import Iterator, Mapping

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cli.main import app
from tests.cli.conftest import Vmeste
from tests.cli.test_watched import LOGGED

CHANGE_NOTHING = {"initiative actions", "review list", "review show", "review form"}
OF_LIFE = ("event", "consultation", "media")
"""What is told of these goes by its own name, and no key is needed."""
SAFE_AS_THEY_ARE = {
    *("review draft", "report draft", "report photo"),  # the same once more changes nothing
    *("council assign", "money import"),  # a plan is carried out once
    "money pledge",  # --code names it
    "person erase",  # whoever is erased is found no more
    *("text edit", "text restore", "text reset"),  # the same once more is refused
    *("monitoring answers import", "monitoring answers paper"),  # a link answers once
    *("monitoring invite", "monitoring assess"),  # the same once more changes nothing
}
LOOKS = LOGGED.keys() - CHANGE_NOTHING - SAFE_AS_THEY_ARE
"""With these `--as` says who looks."""


def commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command, by what is typed, with its options."""
    for name, command in group.commands.items():
        typed = f"{before} {name}".strip()
        if isinstance(command, TyperGroup):
            yield from commands(command, typed)
        else:
            assert isinstance(command, TyperCommand)
            yield typed, {option for param in command.params for option in param.opts}


@pytest.fixture(scope="module")
def takes() -> Mapping[str, set[str]]:
    top = get_command(app)
    assert isinstance(top, TyperGroup)
    return dict(commands(top))


def test_every_command_has_help(vmeste: Vmeste, takes: Mapping[str, set[str]]) -> None:
    for name in takes:
        assert "Usage:" in vmeste.said(*name.split(), "--help")


def test_every_deed_can_be_repeated_safely(takes: Mapping[str, set[str]]) -> None:
    deeds = {
        name
        for name, options in takes.items()
        if "--as" in options and name.split()[0] not in OF_LIFE
    } - LOOKS

    assert {name for name in deeds if "--key" not in takes[name]} == (
        CHANGE_NOTHING | SAFE_AS_THEY_ARE
    )


def test_whatever_is_shown_is_there_for_scripts(takes: Mapping[str, set[str]]) -> None:
    shown = {name for name in takes if name.split()[-1] in ("show", "list", "actions")}
    shown |= {f"money {name}" for name in ("donations", "trace", "check", "tranches", "budget")}
    shown |= {"money import", "work plan", "work changes", "council ranking"}

    assert {name for name in shown if "--json" not in takes[name]} == set()
