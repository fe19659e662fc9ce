"""What docs/production.md and deploy/ say is so, as far as it can be seen without a server."""

import re
import shlex
import subprocess
from importlib.metadata import requires

import prefect.settings
import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.core import TyperGroup

from cli.main import app
from config.settings import Settings
from tests.make import ROOT

DOCUMENT = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
DEPLOY = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "deploy").rglob("*"))
    if path.is_file()
}
EVERYTHING = "\n".join([DOCUMENT, *DEPLOY.values()])
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL))
COMMANDS = sorted(set(re.findall(r"(?:as-vmeste |\" )vmeste ([a-z][^'\n#`]*)", SHELL)))
UNITS = {path.rsplit("/", 1)[-1] for path in DEPLOY if path.startswith("deploy/systemd/")}


def test_there_are_commands_to_look_at() -> None:
    assert {"db upgrade", "history verify", "money check"} <= set(COMMANDS)


@pytest.mark.parametrize("typed", COMMANDS)
def test_the_document_types_commands_as_they_are(typed: str) -> None:
    command, words = typer.main.get_command(app), shlex.split(typed)
    while isinstance(command, TyperGroup):
        command = command.commands[words.pop(0)]

    command.make_context(typed, words)  # reads options and arguments, raises, runs nothing


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\bVMESTE_[A-Z_]+\b", EVERYTHING))))
def test_settings_of_vmeste_exist(name: str) -> None:
    assert name.removeprefix("VMESTE_").lower() in Settings.model_fields


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\bPREFECT_[A-Z_]+\b", EVERYTHING))))
def test_settings_of_prefect_exist(name: str) -> None:
    assert getattr(prefect.settings, name).name == name


def test_files_that_the_document_names_exist() -> None:
    named = set(re.findall(r"\bdeploy/[\w@./*-]*\w", DOCUMENT))

    assert named >= {"deploy/vmeste.env", "deploy/systemd"}
    assert [path for path in sorted(named) if not any(ROOT.glob(path))] == []


def test_units_that_the_document_names_exist() -> None:
    unit = r"\bvmeste[\w-]*(?:@\d?)?\.(?:service|timer|target)\b(?!\.d)"
    named = re.findall(unit, EVERYTHING)

    assert {re.sub(r"@\d", "@", name) for name in named} == {
        name for name in UNITS if name.startswith("vmeste")
    }


def test_units_run_what_is_there() -> None:
    """Programs of the environment are seen in the lock; scripts have to be executable here."""
    run = set(re.findall(r"^Exec\w+=/opt/vmeste/(\S+)", EVERYTHING, re.M))

    assert run == {".venv/bin/prefect", ".venv/bin/vmeste", "deploy/backup"}
    for script in ("deploy/backup", "deploy/as-vmeste"):
        assert (ROOT / script).stat().st_mode & 0o111 == 0o111
        assert subprocess.run(["sh", "-n", ROOT / script]).returncode == 0


@pytest.mark.parametrize("path", [path for path in DEPLOY if path.endswith(".env")])
def test_a_shell_and_systemd_read_the_settings_alike(path: str) -> None:
    lines = [line for line in DEPLOY[path].splitlines() if line and not line.startswith("#")]

    assert [line for line in lines if not re.fullmatch(r"[A-Z_]+='[^'\\]*'", line)] == []


def test_the_lock_is_whole_on_debians_python() -> None:
    """Some packages need others only before a later 3.11, and the lock is made and tested there."""
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.M)
    debian = {"python_version": "3.11", "python_full_version": "3.11.2", "extra": ""}
    needed = {
        canonicalize_name(requirement.name): name
        for name in pinned
        for requirement in map(Requirement, requires(name) or ())
        if requirement.marker is None or requirement.marker.evaluate(debian)
    }

    assert {name: by for name, by in needed.items() if name not in pinned} == {}
