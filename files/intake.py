from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import is_zipfile

from files import kinds
from files.archives import check_archive
from files.images import redraw
from files.kinds import Kind
from files.names import join_name, split_name
from files.pdf import check_pdf
from files.unfit import Unfit

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE


@dataclass(frozen=True)
class Intake:
    """A file as it is kept; a picture is no longer the one that was attached, but drawn anew."""

    name: str
    media_type: str
    content: bytes
    sha256: str
    """Of `content`, in hexadecimal."""

    @property
    def size(self) -> int:
        """Bytes of `content`."""
        return len(self.content)


def take_in(name: str, content: bytes, *, limit: int = LARGEST) -> Intake:
    """Check a file that somebody attached, and make of it what may be kept and shown to others.

    `limit` is in bytes. Raises Unfit.
    """
    _check_size(len(content), limit)
    if not content.strip():
        raise Unfit(
            "empty",
            en="The file is empty: look whether it was saved, and attach it again.",
            ru="Файл пустой: проверьте, сохранён ли он, и приложите ещё раз.",
        )
    stem, extension = split_name(name)
    kind = kinds.recognise(content, extension)
    if extension and extension not in kind.extensions:
        raise _misnamed(extension, kind)
    kept = _checked(content, kind)
    return Intake(
        join_name(stem, extension or kind.extensions[0]),
        kind.media_type,
        kept,
        sha256(kept).hexdigest(),
    )


def _checked(content: bytes, kind: Kind) -> bytes:
    if kind in kinds.ARCHIVES.values():
        check_archive(content)
        if b"%PDF-" not in content[:1024]:
            return content
    elif not is_zipfile(BytesIO(content)):
        if kind in kinds.PICTURES:
            return redraw(content, kind.media_type.removeprefix("image/").upper())
        if kind is kinds.PDF:
            check_pdf(content)
        return content
    raise Unfit(
        "two_in_one",
        en="The file is two files in one: open it, save it anew and attach that.",
        ru="В этом файле сразу два: откройте его, сохраните заново и приложите то, что получится.",
    )


def _check_size(size: int, limit: int) -> None:
    if size <= limit:
        return
    given, most = -(-size * 10 // MEGABYTE) / 10, limit / MEGABYTE
    raise Unfit(
        "too_large",
        en=f"The file has {given:g} MB, and {most:g} MB are the most: make it smaller or split it.",
        ru=f"Файл весит {_ru(given)} МБ, а можно не больше {_ru(most)} МБ: уменьшите его или "
        "разделите.",
    )


def _ru(megabytes: float) -> str:
    return f"{megabytes:g}".replace(".", ",")


def _misnamed(extension: str, kind: Kind) -> Unfit:
    right = kind.extensions[0]
    return Unfit(
        "misnamed",
        en=f"The name ends in .{extension}, but inside is {kind.title.in_('en')}: rename the file "
        f"so that it ends in .{right}, or attach the one you meant.",
        ru=f"Имя кончается на .{extension}, а внутри {kind.title.ru}: переименуйте файл, чтобы имя "
        f"кончалось на .{right}, или приложите тот, что имели в виду.",
    )
