"""What holds for the repository as a whole."""

import re
import sys

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.main import app
from tests import make
from tests.make import ROOT
from workflow.lifecycles.diagram import mermaid

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_flow_files_shadow_nothing() -> None:
    """Prefect puts the folder of a flow first on the path: its files must not be called like a
    package or a standard module."""
    flows = {path.stem for path in (ROOT / "flows").glob("[!_]*.py")}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert flows & (packages | set(sys.stdlib_module_names)) == set()


def test_the_readme_shows_the_lifecycle_as_it_is() -> None:
    shown = re.search(r"```mermaid\n(.*?)```", README, re.DOTALL)

    assert shown is not None
    assert shown[1] == mermaid(make.document().lifecycles["initiative"], "en")


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"^vmeste ([a-z ]+[a-z])", README, re.M)))
)
def test_the_readme_names_commands_that_exist(command: str) -> None:
    found = get_command(app)
    for word in command.split():
        if isinstance(found, TyperGroup):
            found = found.commands[word]

    assert not isinstance(found, TyperGroup)


def test_no_lock_names_where_packages_come_from() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|file:|--index|--find-links", lock.read_text())
