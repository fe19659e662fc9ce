"""Names of files, as people give them and as they may be kept and shown."""

import re
from unicodedata import category, normalize

LONGEST = 120
"""Characters of a name, its extension among them."""
NAMELESS = "file"

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_EXTENSION = re.compile(r"\.(?=[0-9]*[A-Za-z])([0-9A-Za-z]{2,5})$")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.I)
"""What Windows takes for a device, whatever follows the first dot."""
_AROUND = " .\u00a0"


def split_name(name: str) -> tuple[str, str]:
    """A clean stem, and the extension in small letters without its dot, or "".

    Paths, control signs, signs that turn the writing direction or cannot be seen, leading dots
    and what other systems forbid are gone; letters of every script stay. An extension is two to
    five Latin letters and digits, not digits alone: "акт от 12.03" has none.
    """
    plain = _visible(re.split(r"[/\\]", name)[-1])
    found = _EXTENSION.search(plain)
    if found is None:
        return _stem(plain), ""
    return _stem(plain[: found.start()]), found[1].lower()


def join_name(stem: str, extension: str) -> str:
    """The name of a clean stem, cut so that the whole is no longer than LONGEST."""
    kept = stem[: LONGEST - len(extension) - 1].rstrip(_AROUND)
    return f"{kept}.{extension}"


def _visible(name: str) -> str:
    kept = "".join(
        " " if sign.isspace() or category(sign).startswith("Z") else sign
        for sign in normalize("NFC", name)
        if sign.isspace() or not category(sign).startswith("C")
    )
    plain = _FORBIDDEN.sub("_", normalize("NFC", kept))  # what stood apart may now combine
    return " ".join(plain.split()).strip(_AROUND)


def _stem(plain: str) -> str:
    stem = plain.strip(_AROUND) or NAMELESS
    return f"_{stem}" if _RESERVED.match(stem) else stem
