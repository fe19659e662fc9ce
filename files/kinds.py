"""What may be attached, and how it is recognised: by its content, never by its name."""

import re
from dataclasses import dataclass

from files.archives import archive_type
from files.foreign import refusal
from models.text import Text


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be attached."""

    media_type: str
    extensions: tuple[str, ...]
    """Those it goes by; the first is given to a name without any."""
    title: Text


JPEG = Kind(
    "image/jpeg",
    ("jpg", "jpeg", "jpe", "jfif"),
    Text(en="a JPEG picture", ru="картинка JPEG"),
)
PNG = Kind("image/png", ("png",), Text(en="a PNG picture", ru="картинка PNG"))
WEBP = Kind("image/webp", ("webp",), Text(en="a WebP picture", ru="картинка WebP"))
PDF = Kind("application/pdf", ("pdf",), Text(en="a PDF", ru="документ PDF"))
PLAIN = Kind("text/plain", ("txt",), Text(en="plain text", ru="простой текст"))
CSV = Kind("text/csv", ("csv",), Text(en="a CSV table", ru="таблица CSV"))
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
    Text(en="a Word document", ru="документ Word"),
)
XLSX = Kind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ("xlsx",),
    Text(en="an Excel workbook", ru="книга Excel"),
)
ODT = Kind(
    "application/vnd.oasis.opendocument.text",
    ("odt",),
    Text(en="an OpenDocument text", ru="текст OpenDocument"),
)
ODS = Kind(
    "application/vnd.oasis.opendocument.spreadsheet",
    ("ods",),
    Text(en="an OpenDocument table", ru="таблица OpenDocument"),
)

PICTURES = (JPEG, PNG, WEBP)
ARCHIVES = {kind.media_type: kind for kind in (DOCX, XLSX, ODT, ODS)}

_MARKS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb"%PDF-"), PDF),
)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"\A\s*<[!?/a-z]|<(script|svg|html|head|body|iframe|object|embed|meta|link|style|img|base)\b",
    re.IGNORECASE,
)


def recognise(content: bytes, extension: str) -> Kind:
    """What the content is; the extension only tells a table from other plain text.

    Says nothing about whether the file is whole. Raises Unfit where it is none of what may be
    attached.
    """
    for mark, kind in _MARKS:
        if mark.match(content):
            return kind
    if content.startswith(b"PK\x03\x04") and (found := archive_type(content)) in ARCHIVES:
        return ARCHIVES[found]
    if _is_text(content):
        return CSV if extension in CSV.extensions else PLAIN
    raise refusal(content)


def _is_text(content: bytes) -> bool:
    """UTF-8 that no program would take for a page, a drawing or a document with code in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    rich = text.startswith(("{\\rtf", "%!PS"))
    return not (rich or _NO_TEXT.search(text) or _MARKUP.search(text))
