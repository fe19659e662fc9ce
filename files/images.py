"""Pictures, drawn anew: upright, of bearable size, and with nothing but what can be seen."""

from io import BytesIO

from PIL import Image, ImageCms, ImageFile
from PIL.Image import Resampling, Transpose

from files.unfit import Unfit, reading

LONGEST_SIDE = 2560
"""Pixels: an A4 page is read well, and a photo fills a large screen."""
MOST_PIXELS = 60_000_000
"""What telephones make at most by default, and an A4 page at 600 dots per inch, fit in."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""EXIF's orientation → what makes the picture upright."""
_HOW: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {},
    "WEBP": {"quality": 88, "method": 4},
}


def redraw(content: bytes, form: str) -> bytes:
    """The same picture without anything else: no place, no time, no device, no remarks; its
    colours in sRGB. The same content gives the same bytes.

    `form` is Pillow's word for the format, in which it is also kept. Raises Unfit where the
    picture is damaged, moves or has too many pixels.
    """
    with reading(), _opened(content, form) as image:
        if form != "JPEG" and getattr(image, "is_animated", False):
            _refuse_moving()
        image.draft(None, (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
        image.load()
        turn = _TURNS.get(_orientation(image))
        drawn = _in_srgb(image, opaque=form == "JPEG")
        drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.LANCZOS)
        return _written(drawn if turn is None else drawn.transpose(turn), form)


def _opened(content: bytes, form: str) -> ImageFile.ImageFile:
    """The picture, of which nothing but its size has been read."""
    try:
        image = Image.open(BytesIO(content), formats=[form])
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    return image


def _written(drawn: Image.Image, form: str) -> bytes:
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)  # pixels alone; a writer takes remarks and profiles from the image too
    made = BytesIO()
    bare.save(made, form, **_HOW[form])
    return made.getvalue()


def _orientation(image: ImageFile.ImageFile) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # a camera's broken remarks do not make its picture broken
        return 1


def _in_srgb(image: ImageFile.ImageFile, *, opaque: bool) -> Image.Image:
    profile = image.info.get("icc_profile")
    plain = _plain(image, opaque=opaque)
    if not profile or plain.mode == "L":
        return plain
    source: Image.Image = image if image.mode == "CMYK" else plain
    try:
        converted = ImageCms.profileToProfile(
            source,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=plain.mode,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain  # a profile that says nothing useful
    return converted or plain


def _plain(image: Image.Image, *, opaque: bool) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off, not scale
        return image.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    if image.has_transparency_data and not opaque:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _too_many_pixels() -> Unfit:
    most = MOST_PIXELS // 10**6
    return Unfit(
        "too_many_pixels",
        en=f"The picture has more than {most} million pixels: make it smaller, or scan at 300 dots "
        "per inch.",
        ru=f"В картинке больше {most} млн точек: уменьшите её или сканируйте с разрешением "
        "300 точек на дюйм.",
    )


def _refuse_moving() -> None:
    raise Unfit(
        "moving_picture",
        en="This picture moves: attach one still picture, or give a link to a video.",
        ru="Эта картинка движется: приложите один неподвижный кадр или дайте ссылку на видео.",
    )
