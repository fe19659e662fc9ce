"""The same contents make the same bytes, wherever and whenever."""

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from models.text import Language
from papers.agreement.files import agreement_hashes
from papers.minutes.docx import minutes_docx
from papers.minutes.files import minutes_hashes
from papers.minutes.pdf import minutes_pdf
from papers.report.files import report_files
from papers.selection.workbook import selection_xlsx
from tests.papers import agreements, reports, samples, selections

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
from hashlib import sha256
from papers.agreement.files import agreement_hashes
from papers.minutes.files import minutes_hashes
from papers.report.files import report_files
from papers.selection.workbook import selection_xlsx
from tests.papers import agreements, reports, samples, selections
print(minutes_hashes(samples.long_minutes()))
print(sha256(selection_xlsx(selections.selection(), "ru")).hexdigest())
print(agreement_hashes(agreements.agreement()))
files = report_files(reports.report(), reports.read, "en")
print({name: sha256(made).hexdigest() for name, made in files.items()})
"""


@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Apia", "1"), ("America/New_York", "2")])
def test_another_process_makes_the_same_bytes(zone: str, seed: str) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    files = report_files(reports.report(), reports.read, "en")
    assert made.stdout.splitlines() == [
        str(minutes_hashes(samples.long_minutes())),
        sha256(selection_xlsx(selections.selection(), "ru")).hexdigest(),
        str(agreement_hashes(agreements.agreement())),
        str({name: sha256(content).hexdigest() for name, content in files.items()}),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_hostile_texts_make_papers_all_the_same(language: Language) -> None:
    items = [samples.item(n, title=t, reason=t) for n, t in enumerate(samples.HOSTILE, 1)]
    minutes = samples.minutes(*items)

    assert minutes_pdf(minutes, language).startswith(b"%PDF")
    paper = Document(BytesIO(minutes_docx(minutes, language)))
    written = [cell.text for table in paper.tables for cell in table._cells]
    assert samples.HOSTILE[0] in written
    assert "один\ufffdдва\ufffdтри\ufffdчетыре" in written


def test_an_empty_agenda_makes_papers() -> None:
    assert minutes_pdf(samples.minutes(), "ru").startswith(b"%PDF")
    assert minutes_docx(samples.minutes(), "en").startswith(b"PK")
