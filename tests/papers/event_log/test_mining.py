"""A process mining library reads our logs, and counts what we count."""

import json
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.event_logs import Case, cases, lived, ocel, xes
from tests.make import ROOT, Competition

pytestmark = pytest.mark.long

PYTHON = ROOT / ".venv-mining" / "bin" / "python"
"""It is under the AGPL, and so never in the environment that the product runs in."""


def mined(folder: Path, by_case: bytes, by_object: Any) -> Any:
    xes_file, ocel_file, found = folder / "log.xes", folder / "log.json", folder / "found.json"
    xes_file.write_bytes(by_case)
    ocel_file.write_text(json.dumps(by_object), encoding="utf-8")
    subprocess.run(
        [PYTHON, Path(__file__).parent / "mined.py", xes_file, ocel_file, found],
        check=True,
        capture_output=True,
        timeout=250,
    )
    return json.loads(found.read_text(encoding="utf-8"))


def course(case: Case) -> tuple[str, ...]:
    return tuple(event["concept:name"] for event in case.events)


@pytest.mark.long
@pytest.mark.skipif(not PYTHON.exists(), reason="“make mining” makes its environment")
def test_a_mining_library_counts_what_we_count(competition: Competition, tmp_path: Path) -> None:
    lived(competition)
    by_case, by_object = xes(competition), ocel(competition)
    ours = list(cases(by_case).values())
    events = [event for case in ours for event in case.events]

    found = mined(tmp_path, by_case, by_object)

    assert (found["cases"], found["events"]) == (len(ours), len(events))
    assert found["variants"] == sorted(
        [list(variant), number] for variant, number in Counter(map(course, ours)).items()
    )
    assert found["resources"] == sorted({event["org:resource"] for event in events})
    assert datetime.fromisoformat(found["from"]).astimezone(UTC) == min(
        event["time:timestamp"] for event in events
    )
    touched = {other["objectId"] for e in by_object["events"] for other in e["relationships"]}
    seen = [each for each in by_object["objects"] if each["id"] in touched]  # it forgets others
    kinds = {each["id"]: each["type"] for each in seen}
    assert found["objects"] == Counter(kinds.values())
    assert found["happened"] == Counter(each["type"] for each in by_object["events"])
    assert found["touched"] == Counter(
        kinds[other["objectId"]] for each in by_object["events"] for other in each["relationships"]
    )
    assert found["related"] == sum(len(each["relationships"]) for each in seen)


def test_the_product_knows_nothing_of_the_mining_library() -> None:
    """Neither the code nor the environment that it runs in: the licence would be ours too."""
    packages = ("cli", "flows", "web", "notifications", "papers", "workflow", "files", "models")
    code = [file for package in packages for file in (ROOT / package).rglob("*.py")]
    tests = [file for file in (ROOT / "tests").rglob("*.py") if file.name != "mined.py"]

    assert [file for file in code if "pm4py" in file.read_text(encoding="utf-8")] == []
    imports = ("import pm4" + "py", "from pm4" + "py")
    assert [f for f in tests if any(i in f.read_text(encoding="utf-8") for i in imports)] == []
    for lock in ("requirements.lock", "requirements-bench.lock", "pyproject.toml"):
        assert "pm4py" not in (ROOT / lock).read_text(encoding="utf-8")
