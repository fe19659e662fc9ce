"""What holds for the repository as a whole."""

import re
import subprocess
import sys

import pytest

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
    words = command.split()[:2]
    asked = [sys.executable, "-c", "from cli.main import run; run()", *words, "--help"]

    assert subprocess.run(asked, cwd=ROOT, capture_output=True).returncode == 0


def test_no_lock_names_where_packages_come_from() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|file:|--index|--find-links", lock.read_text())
