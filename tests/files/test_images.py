"""Pictures drawn anew: nothing but what can be seen, upright, of bearable size."""

import os
import struct
import subprocess
import sys
import zlib
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageOps

from files.images import LONGEST_SIDE, MOST_PIXELS, redraw
from files.intake import take_in
from files.unfit import Unfit
from tests.files import samples
from tests.files.samples import SECRET, remarks
from tests.make import ROOT

TELLING = {
    "JPEG": samples.telling_jpeg(),
    "PNG": samples.telling_png(),
    "WEBP": samples.telling_webp(),
}
ELSEWHERE = "from tests.files.test_images import hashes; print(*hashes())"


def hashes() -> list[str]:
    return [sha256(redraw(content, form)).hexdigest() for form, content in TELLING.items()]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def dark_corner(image: Image.Image) -> tuple[bool, bool, bool, bool]:
    """Which quarter is dark: upper left, upper right, lower left, lower right."""
    grey, (width, height) = image.convert("L"), image.size
    places = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    first, second, third, fourth = (int(str(grey.getpixel(place))) < 128 for place in places)
    return first, second, third, fourth


@pytest.mark.parametrize("form", TELLING)
def test_no_place_nor_any_other_remark_remains(form: str) -> None:
    content = TELLING[form]
    assert SECRET in content
    assert dict(opened(content).getexif().get_ifd(0x8825))[2] == (54.0, 45.0, 30.0)

    kept = redraw(content, form)

    assert SECRET not in kept
    for mark in (b"Exif", b"eXIf", b"EXIF", b"xmp", b"XMP", b"8BIM", b"tEXt", b"iTXt", b"pHYs"):
        assert mark not in kept
    assert dict(opened(kept).getexif()) == {}
    assert not opened(kept).info.keys() & {"exif", "xmp", "comment", "icc_profile", "dpi"}


def test_a_photo_taken_in_by_name_has_lost_its_place() -> None:
    taken = take_in("двор.jpg", samples.telling_jpeg(orientation=6))

    assert SECRET not in taken.content
    assert (taken.media_type, opened(taken.content).size) == ("image/jpeg", (40, 60))


@pytest.mark.parametrize("form", TELLING)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_remarked(form: str, orientation: int) -> None:
    content = samples.written(samples.picture(), form, exif=remarks(orientation))

    kept = opened(redraw(content, form))

    expected = ImageOps.exif_transpose(opened(content))
    assert kept.size == expected.size
    assert dark_corner(kept) == dark_corner(expected)
    assert sum(dark_corner(kept)) == 1


@pytest.mark.parametrize("broken", [b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II"])
def test_broken_remarks_do_not_make_a_picture_broken(broken: bytes) -> None:
    assert opened(redraw(samples.jpeg(exif=broken), "JPEG")).size == (60, 40)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((LONGEST_SIDE, 10), (LONGEST_SIDE, 10)),
        ((LONGEST_SIDE + 1, 1000), (LONGEST_SIDE, 1000)),
        ((5120, 3840), (2560, 1920)),
        ((3840, 5120), (1920, 2560)),
        ((9000, 2), (2560, 1)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_longest_side_has_a_limit_and_the_shape_stays(
    form: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    content = samples.written(samples.picture(*size), form)

    assert opened(redraw(content, form)).size == expected


@pytest.mark.parametrize("form", TELLING)
def test_the_same_content_gives_the_same_bytes(form: str) -> None:
    assert redraw(TELLING[form], form) == redraw(TELLING[form], form)


def test_another_process_gives_the_same_bytes() -> None:
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=os.environ | {"TZ": "Pacific/Apia", "PYTHONHASHSEED": "1", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout.split() == hashes()


def exchanged_colours() -> bytes:
    """A profile by which red means blue and blue red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        profile.replace(b"rXYZ", b"????", 1)
        .replace(b"bXYZ", b"rXYZ", 1)
        .replace(b"????", b"bXYZ", 1)
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_colours_are_as_the_profile_meant_them_and_the_profile_is_gone(form: str) -> None:
    red = Image.new("RGB", (40, 40), (250, 0, 0))

    kept = opened(redraw(samples.written(red, form, icc_profile=exchanged_colours()), form))

    r, _, b = kept.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
    assert (r < 60, b > 200) == (True, True)
    assert "icc_profile" not in kept.info


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
@pytest.mark.parametrize("profile", [b"no profile at all", exchanged_colours()[:200]])
def test_a_profile_that_says_nothing_changes_nothing(mode: str, profile: bytes) -> None:
    plain = samples.written(samples.picture(mode=mode), "PNG")

    profiled = samples.written(samples.picture(mode=mode), "PNG", icc_profile=profile)

    assert redraw(profiled, "PNG") == redraw(plain, "PNG")


@pytest.mark.parametrize(
    ("form", "mode", "kept_mode"),
    [
        ("JPEG", "RGB", "RGB"),
        ("JPEG", "L", "L"),
        ("JPEG", "CMYK", "RGB"),
        ("PNG", "1", "L"),
        ("PNG", "L", "L"),
        ("PNG", "P", "RGB"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "I;16", "L"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
def test_every_way_to_write_colours_is_read(form: str, mode: str, kept_mode: str) -> None:
    if mode == "I;16":
        wide = samples.picture(mode="L").convert("I").point(lambda grey: grey * 257)
        image = wide.convert("I;16")
    else:
        image = samples.picture(mode=mode)
        image.putalpha(200) if mode in ("LA", "RGBA") else None

    kept = opened(redraw(samples.written(image, form), form))

    assert (kept.mode, kept.size) == (kept_mode, (60, 40))
    assert dark_corner(kept) == (True, False, False, False)
    assert int(str(kept.convert("L").getpixel((50, 30)))) > 250


def test_what_is_transparent_stays_so() -> None:
    image = samples.picture(mode="P")
    content = samples.written(image, "PNG", transparency=image.getpixel((0, 0)))

    alpha = opened(redraw(content, "PNG")).getchannel("A")

    assert (alpha.getpixel((0, 0)), alpha.getpixel((59, 39))) == (0, 255)


def test_a_fine_scan_in_black_and_white_is_made_smaller_in_grey() -> None:
    fine = Image.effect_noise((5120, 64), 200).convert("1")

    kept = opened(redraw(samples.written(fine, "PNG"), "PNG"))

    assert len(kept.getcolors(256) or []) > 2


def test_several_pictures_of_one_shot_are_the_first() -> None:
    second = samples.picture(20, 20)
    content = samples.written(samples.picture(), "MPO", save_all=True, append_images=[second])

    kept = opened(redraw(content, "JPEG"))

    assert (kept.format, kept.size) == ("JPEG", (60, 40))


@pytest.mark.parametrize("form", TELLING)
def test_what_stands_behind_a_picture_is_gone(form: str) -> None:
    assert SECRET not in redraw(samples.written(samples.picture(), form) + SECRET, form)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(form: str) -> None:
    frames = [samples.picture(), samples.picture().rotate(90)]
    content = samples.written(frames[0], form, save_all=True, append_images=frames[1:])

    assert refused(content, form) == "moving_picture"


def blank_png(width: int, height: int) -> bytes:
    """A few kilobytes that unfold to all these pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_747, 9_000, 20_000, 2**31 - 1])
def test_a_picture_with_too_many_pixels_is_refused(side: int) -> None:
    assert side**2 > MOST_PIXELS

    assert refused(blank_png(side, side), "PNG") == "too_many_pixels"


def test_the_limit_of_pixels_is_said() -> None:
    with pytest.raises(Unfit) as unfit:
        redraw(blank_png(30_000, 30_000), "PNG")

    assert unfit.value.text.ru.startswith("В картинке больше 60 млн точек: уменьшите её")


def test_remarks_that_unfold_to_gigabytes_are_refused() -> None:
    bomb = zlib.compress(bytes(70 * 2**20), 9)
    data = b"Comment\x00\x00" + bomb
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + data))
    content = samples.png()

    assert refused(content[:33] + chunk + content[33:], "PNG") == "broken"


def refused(content: bytes, form: str) -> str:
    with pytest.raises(Unfit) as unfit:
        redraw(content, form)
    return unfit.value.code
