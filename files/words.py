"""The words in a file, for whoever looks for a name in it."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from files.kinds import ARCHIVES, CSV, PDF, PLAIN
from files.unfit import Unfit, reading

_BREAK = re.compile(
    r"</(?:w:p|text:p|text:h|si|c|v|table:table-cell|dc:\w+|cp:\w+|meta:[\w-]+)>"
    r"|<(?:w:br|w:tab|text:tab|text:line-break)\b[^>]*>"
)
_SPACE = re.compile(r"<text:s\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def words_in(content: bytes, media_type: str) -> str | None:
    """All words of a document that was taken in, and what it says of its author; None where it has
    none that can be read, as a picture has not."""
    try:
        with reading():
            return _words(content, media_type)
    except Unfit:
        return None


def _words(content: bytes, media_type: str) -> str | None:
    if media_type == PDF.media_type:
        return _of_pdf(content)
    if media_type in ARCHIVES:
        return _of_archive(content)
    if media_type in (PLAIN.media_type, CSV.media_type):
        return content.decode("utf-8", "replace")
    return None


def _of_pdf(content: bytes) -> str | None:
    reader = PdfReader(BytesIO(content))
    about = [str(value) for value in (reader.metadata or {}).values()]
    pages = "\n".join(page.extract_text() for page in reader.pages)
    return "\n".join([*about, pages]) if pages.strip() else None


def _of_archive(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.lower().endswith(".xml")]
        return "\n".join(_of_xml(archive.read(name).decode("utf-8", "replace")) for name in parts)


def _of_xml(written: str) -> str:
    """A word may be in several runs: only ends of paragraphs and cells part words."""
    broken = _SPACE.sub(" ", _BREAK.sub("\n", written))
    return unescape(_TAG.sub("", broken))
