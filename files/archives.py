"""Office documents that are archives inside: whole, of bearable size, with no program in them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NoReturn
from xml.parsers.expat import ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from files.unfit import Unfit, reading

MOST_ENTRIES = 3_000
LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all entries together: ten times the largest file, and read in a second."""

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OFFICE_TYPES = (
    f"{_OFFICE}wordprocessingml.document",
    f"{_OFFICE}spreadsheetml.sheet",
)
_PROGRAM = re.compile(
    r"vbaproject|vbadata|(^|/)(activex|macrosheets)/|(^|/)embeddings/.*\.bin$"
    r"|^(basic|scripts|object [^/]*/basic)/",
    re.IGNORECASE,
)


def archive_type(content: bytes) -> str:
    """The media type that an office document says it has, "" for other archives.

    Raises Unfit where the archive cannot be opened or is no bearable one.
    """
    with _opened(content) as archive:
        first = archive.infolist()[0].filename
        if first == "mimetype":
            return archive.read(first)[:100].decode("ascii", "replace")
        if "[Content_Types].xml" not in archive.namelist():
            return ""
        listed = archive.read("[Content_Types].xml")
    found = [kind for kind in _OFFICE_TYPES if f'"{kind}.main+xml"'.encode() in listed]
    if b"macroenabled" in listed.lower():
        _refuse_program()
    return found[0] if len(found) == 1 else ""


def check_archive(content: bytes) -> None:
    """Read all of it. Raises Unfit where it is damaged, has a password or a program inside."""
    with _opened(content) as archive:
        for entry in archive.infolist():
            data = archive.read(entry)  # checks the entry's sum
            if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in data:
                _refuse_password()
            # LibreOffice writes parts with nothing in them
            if data and entry.filename.lower().endswith((".xml", ".rels")):
                _check_xml(data)


@contextmanager
def _opened(content: bytes) -> Iterator[ZipFile]:
    with reading(), ZipFile(BytesIO(content)) as archive:
        _check_entries(archive.infolist())
        yield archive


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unfit(
            "bomb",
            en="Unpacked, this document is too large to be opened: make it shorter or save it as "
            "PDF.",
            ru="В распакованном виде документ слишком велик: сократите его или сохраните как PDF.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        _refuse_password()
    if any(_PROGRAM.search(name) for name in names):
        _refuse_program()
    if (
        len(set(names)) < len(names)
        or any(name.startswith("/") or ".." in name.split("/") for name in names)
        or any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries)
    ):
        raise ValueError("no office program writes such an archive")


def _check_xml(data: bytes) -> None:
    """No document type, with which a few lines can unfold to gigabytes; and well-formed."""
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)


def _refuse_doctype(*_declared: object) -> None:
    raise ValueError("no office document declares a document type")


def _refuse_password() -> NoReturn:
    raise Unfit(
        "password",
        en="The document is closed with a password: save it without one and attach it again.",
        ru="Документ закрыт паролем: сохраните его без пароля и приложите ещё раз.",
    )


def _refuse_program() -> NoReturn:
    raise Unfit(
        "program_inside",
        en="The document has a program (a macro) or another file inside: save it without, as an "
        "ordinary DOCX or XLSX or as PDF, and attach that.",
        ru="В документе есть программа (макрос) или другой файл: сохраните его без них, обычным "
        "DOCX или XLSX либо как PDF, и приложите то, что получится.",
    )
