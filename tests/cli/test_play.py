"""`make run`, as a newcomer sees it: the Berdsk programme from its first day to its last."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import free_port
from tests.make import ROOT

PLAY = [sys.executable, "-c", "from cli.main import run; run()"]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "VMESTE_HOME": str(tmp_path),
        "VMESTE_DATABASE_URL": "",
        "VMESTE_MAIL_URL": "",
        "VMESTE_PREFECT_PORT": str(free_port()),
    }


def vmeste(home: dict[str, str], *arguments: str, timeout: int = 600) -> str:
    done = subprocess.run(
        [*PLAY, *arguments], cwd=ROOT, env=home, capture_output=True, text=True, timeout=timeout
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def kept(home: dict[str, str]) -> tuple[object, object, int]:
    """Everything that a second run could repeat."""
    return (
        json.loads(vmeste(home, "programme", "show", "--json")),
        json.loads(vmeste(home, "history", "verify", "--json")),
        len(list((Path(home["VMESTE_HOME"]) / "mail").glob("*.eml"))),
    )


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.timeout(1500)
def test_the_programme_is_played_to_its_end_and_not_again(home: dict[str, str]) -> None:
    killed = subprocess.Popen([*PLAY, "play", "--once"], cwd=ROOT, env=home, start_new_session=True)
    mail = Path(home["VMESTE_HOME"]) / "mail"
    while killed.poll() is None and len(list(mail.glob("*.eml"))) < 60:
        pass
    os.killpg(killed.pid, 9)
    killed.wait()
    home["VMESTE_PREFECT_PORT"] = str(free_port())

    first = vmeste(home, "play", "--once")
    told = kept(home)
    second = vmeste(home, "play", "--once")

    assert kept(home) == told
    assert "History verified" in first
    assert "History verified" in second
    overview = told[0]
    assert isinstance(overview, dict)
    states = {state["en"]: number for state, number in overview["initiatives"]}
    assert states == {"Completed": 9, "Rejected": 2, "Terminated": 1, "Withdrawn": 3}
    # of 3-01 both the payment and its first tranche are late
    assert overview["deadlines"] == {"met": 210, "missed": 9, "cancelled": 5, "open": 0}
    assert [state["en"] for _, state in overview["rounds"]] == ["Published", "Published"]
    _check_papers(Path(home["VMESTE_HOME"]) / "reports" / "berdsk-2016")
    messages = overview["messages"]
    assert (messages["waiting"], messages["dead"]) == (0, 0)
    assert messages["delivered"] == told[2]
    for day in ("2017-04-04", "2017-04-11", "2017-04-20"):
        minutes = vmeste(home, "meeting", "minutes", day, "--folder", home["VMESTE_HOME"])
        assert minutes.count("agrees with the history") == 4


def _check_papers(folder: Path) -> None:
    """What the play leaves to open."""
    reports = {
        f"effectiveness.{stage}.{language}.{kind}"
        for stage in ("interim", "final")
        for language in ("ru", "en")
        for kind in ("html", "pdf", "docx")
    }
    assert {file.name for file in folder.iterdir() if file.is_dir()} == {
        *("answers", "dossiers", "without-names")
    }
    assert {file.name for file in folder.iterdir() if file.is_file()} == {
        *reports,
        *(f"process.{language}.{kind}" for language in ("ru", "en") for kind in ("html", "pdf")),
        *(
            f"oversight.2017-11.{language}.{kind}"
            for language in ("ru", "en")
            for kind in ("html", "pdf")
        ),
        *("event-log.xes", "event-log.ocel.json"),
    }
    dossiers = {file.name.split(".", 2)[2] for file in (folder / "dossiers").iterdir()}
    assert dossiers == {"ru.html", "ru.pdf", "en.html", "en.pdf", "json"}
    assert len({file.name.split(".")[1] for file in (folder / "dossiers").iterdir()}) == 2
    for name in ("deputies", "residents", "administration"):
        table = list(csv.DictReader((folder / "answers" / f"{name}.csv").open(newline="")))
        for column in table[0]:
            counts = Counter((row["round"], row[column]) for row in table)
            assert min(counts.values()) >= 5, f"{name}, {column}"
