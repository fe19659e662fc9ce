from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image

from files.kinds import PICTURES
from workflow.work.published_report import Photo, PublishedReport

Read = Callable[[str], bytes]
"""Gives the content whose SHA-256, in hexadecimal, is asked for."""
LONGEST_SIDE = 1400
"""Pixels of a picture in a PDF: enough for the width of a sheet, and light enough for a letter."""
_ENDINGS = {kind.media_type: kind.extensions[0] for kind in PICTURES}


def name_of(photo: Photo) -> str:
    """Of its file beside the page."""
    return f"photos/{photo.sha256}.{_ENDINGS[photo.media_type]}"


def files_of(report: PublishedReport, read: Read) -> Mapping[str, bytes]:
    """The pictures as they are kept, by the names of their files."""
    return {name_of(photo): read(photo.sha256) for photo in report.photos}


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    with Image.open(BytesIO(content)) as image:
        return image.size


def for_print(content: bytes) -> bytes:
    """The picture as a JPEG that a PDF can bear; the same picture gives the same bytes."""
    with Image.open(BytesIO(content)) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        shown = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A") if shown.mode == "RGBA" else None)
    made = BytesIO()
    paper.save(made, "JPEG", quality=82, optimize=True)
    return made.getvalue()
