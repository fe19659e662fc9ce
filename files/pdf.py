from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from files.unfit import Unfit, reading

MOST_PARTS = 300_000
"""Dictionaries and lists: several times what a report of a thousand pages has."""

_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR"}
"""Actions that run, send or open something outside the document (ISO 32000, 12.6.4)."""
_CARRIES = {"/FileAttachment", "/EmbeddedFile", "/RichMedia", "/Movie", "/Screen", "/3D"}
_NAMES = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
_END = b"%%EOF"


def check_pdf(content: bytes) -> None:
    """Raises Unfit where it is damaged, has a password, or holds scripts, files, or something that
    acts by itself."""
    with reading():
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise Unfit(
                "password",
                en="The PDF is protected with a password: print it to PDF without protection and "
                "attach that.",
                ru="PDF защищён паролем: напечатайте его в PDF без защиты и приложите то, что "
                "получится.",
            )
        pages = 0
        for part in _parts(reader):
            _check_part(part)
            pages += _said(part, "/Type") == "/Page"
        if not pages or _END not in content[-1024:]:
            raise ValueError("no page, or no end")


def _parts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that a viewer can come to."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    visited = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if (part.idnum, part.generation) in seen:
                continue
            seen.add((part.idnum, part.generation))
            part = part.get_object()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(dict.values(part))
        elif isinstance(part, ArrayObject):
            waiting.extend(list.__iter__(part))
        else:
            continue
        visited += 1
        if visited > MOST_PARTS:
            raise _too_complex()


def _too_complex() -> Unfit:
    return Unfit(
        "too_complex",
        en="The PDF has too many parts to be looked through: print it to PDF anew or split it.",
        ru="В PDF слишком много частей, проверить его нельзя: напечатайте его в PDF заново или "
        "разделите.",
    )


def _check_part(part: DictionaryObject) -> None:
    named = dict.keys(part) & _NAMES
    if (
        named
        or _said(part, "/S") in _ACTS
        or {_said(part, "/Type"), _said(part, "/Subtype")} & (_CARRIES)
    ):
        _refuse_inside()


def _said(part: DictionaryObject, name: str) -> str:
    return str(part[name]) if name in part else ""


def _refuse_inside() -> None:
    raise Unfit(
        "program_inside",
        en="The PDF has a script or another file inside, or opens something by itself: print it to "
        "PDF anew and attach that.",
        ru="В PDF есть программа или другой файл, или он сам что-то открывает: напечатайте его в "
        "PDF заново и приложите то, что получится.",
    )
