import gzip

import pytest

from tests.workflow.replay.logs import events, read, xes
from workflow.errors import BadDocument
from workflow.replay.reading import opening

LOG = xes([("1", events("submit"))]).encode()
TABLE = b"case,action,time\n1,a,2014-03-04T15:30Z\n"


def mistakes(content: bytes) -> list[str]:
    with pytest.raises(BadDocument) as bad:
        read(content)
    return bad.value.lines


@pytest.mark.parametrize("content", [LOG, TABLE, LOG.decode().encode("utf-16")])
def test_a_log_is_known_by_what_is_in_it_packed_or_not(content: bytes) -> None:
    if content.startswith(b"\xff\xfe"):
        content = content.decode("utf-16").replace("UTF-8", "UTF-16").encode("utf-16")
    for form in (content, gzip.compress(content)):
        with read(form) as log:
            assert [name for name, _ in log.cases()] == ["1"]


def test_a_log_is_named_by_the_hash_of_its_file() -> None:
    with read(LOG) as log, read(LOG) as again, read(gzip.compress(LOG, mtime=0)) as packed:
        assert log.digest == again.digest != packed.digest


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 1_000_000)
    bomb = gzip.compress(b"<log>" + b" " * 2_000_000 + b"</log>")
    assert len(bomb) < 3_000
    assert mistakes(bomb) == ["log: larger than 1,000,000 bytes; take a shorter period"]


@pytest.mark.parametrize("cut", [4, 12, -4])
def test_a_damaged_archive_is_refused(cut: int) -> None:
    assert mistakes(gzip.compress(LOG)[:cut]) == [
        "log: the archive is damaged: export the log again"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b'{"events": []}', "JSON"),
        (b"case,action,time\n1,\x00,2014", "the file is no text"),
    ],
)
def test_what_is_no_log_is_told_what_it_is(content: bytes, words: str) -> None:
    (told,) = mistakes(content)
    assert words in told


def test_a_damaged_utf8_is_not_taken_for_windows_1251() -> None:
    damaged = "case,action,time\n1,Подать заявку,2014-03-04T15:30Z\n".encode().replace(
        "з".encode(), b"\xd0", 1
    )
    assert mistakes(damaged) == [
        "log: the file is no text, or it is damaged: save it as CSV in UTF-8"
    ]
