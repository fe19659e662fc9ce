import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cli.output import Exit, fail, say
from config.settings import settings
from files.intake import LARGEST as LARGEST_ATTACHED
from files.intake import Intake, take_in
from files.store import Store
from models import Text
from notifications.templates import catalogue
from workflow.documents import LARGEST
from workflow.programme.lint import CheckedProgramme, read_programme


def read_text(path: Path) -> str:
    """The file's text, or a sentence that says why not."""
    try:
        if path.stat().st_size > 4 * LARGEST:
            fail(
                f"{path}, line 1: the file is larger than {4 * LARGEST:,} bytes; shorten it",
                Exit.BAD_INPUT,
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        fail(f"{path}, line {line}: not UTF-8 text; save it as UTF-8", Exit.BAD_INPUT)
    except OSError as error:
        fail(f"{path}: cannot be read ({error.strerror})", Exit.BAD_INPUT)


def read_programme_file(path: Path) -> CheckedProgramme:
    """The programme in the file, with the lifecycles it names beside it, checked."""

    def open_beside(name: str) -> str:
        return (path.parent / name).read_text(encoding="utf-8")

    return read_programme(read_text(path), str(path), open_beside, catalogue())


def read_bytes(path: Path, most: int = LARGEST_ATTACHED) -> bytes:
    """What is in the file, of which whoever reads it takes no more than `most` bytes."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        why = error.strerror
        words = Text(en=f"{path}: cannot be read ({why})", ru=f"{path}: не прочитан ({why})")
        fail(say(words), Exit.BAD_INPUT)


def keep_file(path: Path) -> Intake:
    """Take in a file that somebody attaches, and put it into the store. Raises Unfit."""
    file = take_in(path.name, read_bytes(path))
    try:
        store().put(file.content)
    except OSError as error:
        why = error.strerror or error
        words = Text(
            en=f"The file could not be kept ({why}): see to VMESTE_FILES_URL.",
            ru=f"Файл не удалось сохранить ({why}): проверьте VMESTE_FILES_URL.",
        )
        fail(say(words), Exit.FAULT)
    return file


def store() -> Store:
    """Where attached files are kept."""
    return Store(settings().files_url)


def write(path: Path, made: bytes) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile sees the former one."""
    with writing(path) as file:
        file.write(made)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write bit by bit, which is there in the end or not at all."""
    beside = path.parent / f".{path.name}.{os.getpid()}"
    try:
        with beside.open("w+b") as file:
            yield file
        beside.replace(path)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink()
        if not isinstance(error, OSError):
            raise
        why = error.strerror
        words = Text(en=f"{path}: not written ({why})", ru=f"{path}: не записан ({why})")
        fail(say(words), Exit.BAD_INPUT)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder, under their names, making the folders that they need."""
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = error.strerror
            words = Text(en=f"{folder}: not written ({why})", ru=f"{folder}: не записано ({why})")
            fail(say(words), Exit.BAD_INPUT)
        write(path, content)
