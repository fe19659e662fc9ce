"""A log's file: what it is, by what is in it and not by what it is called."""

import gzip
import zlib
from codecs import getincrementaldecoder, iterdecode
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from workflow.replay.reading.log import Log
from workflow.replay.reading.mistakes import Mistakes
from workflow.replay.reading.spellings import Given
from workflow.replay.reading.table import lines_in, read_table
from workflow.replay.reading.xes import read_xes

LARGEST = 1024**3
"""Bytes, unpacked: some two million events as XES."""
LONGEST_LINE = 1_000_000
CHUNK = 64 * 1024

_GZIP = b"\x1f\x8b"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook or another archive: save the table as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save the table as CSV",
    b"%PDF": "a PDF: export the log as XES or CSV",
    b"{": "JSON: export the log as XES or CSV",
}


def read_log(file: BinaryIO, name: str, given: Given) -> Log:
    """Read a log: XES or a table, each also packed by gzip. `file` can be read more than once.

    Raises BadDocument with every mistake; then nothing of the log is used. The log holds a file of
    its own until it is closed.
    """
    mistakes = Mistakes(name)
    log = Log(_digest(file))
    try:
        _read(file, log, given, mistakes)
        mistakes.check()
    except BaseException:
        log.__exit__()
        raise
    return log


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    found = sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _read(file: BinaryIO, log: Log, given: Given, mistakes: Mistakes) -> None:
    begins = next(_chunks(file, mistakes), b"")
    for mark, kind in _OTHER_FILES.items():
        if begins.startswith(mark):
            raise mistakes.give_up(1, f"this is {kind}")
    if not begins.strip():
        raise mistakes.give_up(1, "the file is empty")
    if _is_xml(begins):
        read_xes(_chunks(file, mistakes), log, given, mistakes)
        return
    encoding = _encoding(file, begins, mistakes)
    texts = iterdecode(_chunks(file, mistakes), encoding)
    try:
        read_table(lines_in(texts, LONGEST_LINE, mistakes), log, given, mistakes)
    except UnicodeDecodeError:
        raise mistakes.give_up(0, _NO_TEXT) from None


def _chunks(file: BinaryIO, mistakes: Mistakes) -> Iterator[bytes]:
    """What is in the file, unpacked; no more of it than is bearable."""
    file.seek(0)
    packed = file.read(2) == _GZIP
    file.seek(0)
    source = gzip.GzipFile(fileobj=file) if packed else file
    size = 0
    try:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise mistakes.give_up(0, f"larger than {LARGEST:,} bytes; take a shorter period")
            yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise mistakes.give_up(0, "the archive is damaged: export the log again") from None


def _is_xml(begins: bytes) -> bool:
    """In whatever encoding: the first sign that is no blank opens a tag."""
    for mark in _BOMS:
        begins = begins.removeprefix(mark)
    return begins.replace(b"\0", b"").lstrip().startswith(b"<")


def _encoding(file: BinaryIO, begins: bytes, mistakes: Mistakes) -> str:
    """UTF-8 or UTF-16, or Windows-1251 where it is none of them. A damaged UTF-8 is not taken for
    Windows-1251: its letters would all be wrong."""
    for mark, encoding in _BOMS.items():
        if begins.startswith(mark):
            return encoding
    decoder = getincrementaldecoder("utf-8")(errors="replace")
    wrong = beyond = 0
    for chunk in _chunks(file, mistakes):
        if b"\0" in chunk:
            raise mistakes.give_up(0, _NO_TEXT)
        text = decoder.decode(chunk)
        if not text.isascii():
            wrong += text.count("\ufffd")
            beyond += sum(sign > "\x7f" for sign in text)
    return "cp1251" if wrong * 2 > beyond else "utf-8"


_NO_TEXT = "the file is no text, or it is damaged: save it as CSV in UTF-8"
