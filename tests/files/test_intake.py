"""What is taken in of what people attach, by its content."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from files.intake import LARGEST, take_in
from files.unfit import Unfit
from models.text import Text
from tests.files import samples
from tests.files.samples import EVERY_KIND

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
KEPT_AS_IT_IS = ["pdf", "docx", "xlsx", "odt", "ods", "txt", "csv"]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Unfit) as unfit:
        take_in(name, content)
    return unfit.value.code


@pytest.mark.parametrize("extension", EVERY_KIND)
def test_every_kind_is_taken_in(extension: str) -> None:
    content, media_type = EVERY_KIND[extension]

    taken = take_in(f"двор.{extension}", content)

    assert (taken.name, taken.media_type) == (f"двор.{extension}", media_type)
    assert (taken.sha256, taken.size) == (sha256(taken.content).hexdigest(), len(taken.content))


@pytest.mark.parametrize("extension", KEPT_AS_IT_IS)
def test_what_is_no_picture_is_kept_to_the_byte(extension: str) -> None:
    content, _ = EVERY_KIND[extension]

    assert take_in(f"двор.{extension}", content).content == content


@pytest.mark.parametrize("extension", sorted(EVERY_KIND.keys() - {"csv"}))
def test_a_name_without_extension_gets_the_right_one(extension: str) -> None:
    content, media_type = EVERY_KIND[extension]

    taken = take_in("акт от 12.03", content)

    assert (taken.name, taken.media_type) == (f"акт от 12.03.{extension}", media_type)


@pytest.mark.parametrize("extension", ["jpeg", "jpe", "jfif", "JPG"])
def test_a_kind_goes_by_several_extensions(extension: str) -> None:
    assert take_in(f"двор.{extension}", samples.jpeg()).name == f"двор.{extension.lower()}"


@pytest.mark.parametrize("claimed", [*EVERY_KIND, "exe", "html", "svg", "js", "docm"])
@pytest.mark.parametrize("extension", EVERY_KIND)
def test_a_name_that_contradicts_the_content_is_refused(claimed: str, extension: str) -> None:
    content, _ = EVERY_KIND[extension]
    if claimed == extension or {claimed, extension} == {"txt", "csv"}:
        assert take_in(f"двор.{claimed}", content).name == f"двор.{claimed}"
    else:
        assert refused(f"двор.{claimed}", content) == "misnamed"


def test_who_misnamed_a_file_reads_what_it_is_and_how_to_call_it() -> None:
    with pytest.raises(Unfit) as unfit:
        take_in("photo.jpg", samples.pdf())

    assert unfit.value.text == Text(
        ru="Имя кончается на .jpg, а внутри документ PDF: переименуйте файл, чтобы имя кончалось "
        "на .pdf, или приложите тот, что имели в виду.",
        en="The name ends in .jpg, but inside is a PDF: rename the file so that it ends in .pdf, "
        "or attach the one you meant.",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HTML, "markup"),
        (b"\xef\xbb\xbf\n  " + HTML, "markup"),
        (SVG, "markup"),
        (b"<?xml version='1.0'?>" + SVG, "markup"),
        (b"<!-- x -->", "markup"),
        (b"a;b\n<script>alert(1)</script>;2\n", "encoding"),
        (b"text, then <SVG onload=x>", "encoding"),
        (b"MZ\x90\x00\x03" + bytes(60), "program"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(60), "program"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), "heic"),
        (b"\x00\x00\x00\x18ftypmif1" + bytes(60), "heic"),
        (b"\x00\x00\x00\x18ftypavif" + bytes(60), "picture_kind"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(60), "video"),
        (b"GIF89a\x01\x00" + bytes(60), "picture_kind"),
        (b"II*\x00\x08\x00" + bytes(60), "picture_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "old_office"),
        (b"{\\rtf1 text}", "old_office"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (samples.archive({"photo.jpg": samples.jpeg()}), "archive"),
        (samples.odf("presentation"), "archive"),
        ("текст".encode("cp1251"), "encoding"),
        ("текст".encode("utf-16"), "encoding"),
        (bytes(range(256)), "unknown_kind"),
        (b"\x00", "unknown_kind"),
    ],
)
@pytest.mark.parametrize("name", ["двор.jpg", "двор.pdf", "двор", "двор.csv"])
def test_what_is_not_taken_is_refused_whatever_it_is_called(
    name: str, content: bytes, code: str
) -> None:
    assert refused(name, content) == code


@pytest.mark.parametrize("text", ["2 < 3 & 4 > 1", "MZ", "BM", "%PDF", "PK", "#!/bin/sh", "a\f\tb"])
def test_text_that_looks_like_something_else_is_text(text: str) -> None:
    assert take_in("заметка", text.encode()).media_type == "text/plain"


@pytest.mark.parametrize("content", [b"", b" \r\n\t "])
@pytest.mark.parametrize("name", ["двор.jpg", "двор.txt", ""])
def test_an_empty_file_is_refused(name: str, content: bytes) -> None:
    assert refused(name, content) == "empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(Unfit) as unfit:
        take_in("отчёт.txt", b"a" * (LARGEST + 1))

    assert unfit.value.code == "too_large"
    assert unfit.value.text.ru == (
        "Файл весит 20,1 МБ, а можно не больше 20 МБ: уменьшите его или разделите."
    )
    assert "20.1 MB, and 20 MB" in str(unfit.value)


def test_a_file_of_just_the_limit_is_taken_in() -> None:
    assert take_in("a.txt", b"a" * 100, limit=100).size == 100
    with pytest.raises(Unfit):
        take_in("a.txt", b"a" * 101, limit=100)


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "pdf", "docx", "xlsx", "odt"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_file_cut_short_is_refused(extension: str, share: float) -> None:
    content = {
        "jpg": samples.jpeg(600, 400),
        "png": samples.png(600, 400),
        "webp": samples.webp(600, 400),
    }.get(extension, EVERY_KIND[extension][0])

    assert refused(f"двор.{extension}", content[: int(len(content) * share)]) == "broken"


@pytest.mark.parametrize("extension", ["pdf", "jpg", "png", "webp", "docx"])
def test_a_mark_with_nothing_behind_it_is_broken(extension: str) -> None:
    content, _ = EVERY_KIND[extension]

    assert refused(f"двор.{extension}", content[:16]) == "broken"


@pytest.mark.parametrize("extension", ["jpg", "png", "pdf", "txt"])
def test_a_file_with_an_archive_behind_it_is_refused(extension: str) -> None:
    content, _ = EVERY_KIND[extension]
    both = content + samples.archive({"run.js": b"x"})

    code = refused(f"двор.{extension}", both)

    assert is_zipfile(BytesIO(both))
    assert code == ("unknown_kind" if extension == "txt" else "two_in_one")


def test_an_archive_with_a_pdf_in_front_is_refused() -> None:
    document = samples.archive({"mimetype": f"{samples.ODF}.text".encode(), "x": samples.pdf()})
    plain = BytesIO()
    with ZipFile(plain, "w") as stored:  # not packed: the PDF stands there as it is
        stored.writestr("mimetype", f"{samples.ODF}.text")
        stored.writestr("x", samples.pdf())

    assert refused("договор.odt", plain.getvalue()) == "two_in_one"
    assert take_in("договор.odt", document).size == len(document)


def changed(content: bytes, at: int, byte: int) -> bytes:
    at %= len(content)
    return content[:at] + bytes([byte]) + content[at + 1 :]


SOUND = st.sampled_from([content for content, _ in EVERY_KIND.values()])
MARKS = st.sampled_from(
    [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBPVP8 ", b"%PDF-1.7\n", b"PK\x03\x04"]
)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(str.encode),
    st.builds(bytes.__add__, MARKS, st.binary(max_size=300)),
    st.builds(changed, SOUND, st.integers(0, 10**6), st.integers(0, 255)),
    st.builds(lambda content, cut: content[: cut % len(content)], SOUND, st.integers(1, 10**6)),
    st.builds(lambda one, other, cut: one[:cut] + other, SOUND, SOUND, st.integers(0, 400)),
)
NAMES = st.one_of(
    st.text(max_size=30), st.sampled_from([f"а.{extension}" for extension in EVERY_KIND])
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, BYTES)
def test_any_bytes_under_any_name_are_taken_in_or_refused(name: str, content: bytes) -> None:
    try:
        taken = take_in(name, content)
    except Unfit:
        return

    assert (taken.sha256, taken.size > 0) == (sha256(taken.content).hexdigest(), True)
    assert taken.media_type in {media_type for _, media_type in EVERY_KIND.values()}
    assert take_in(taken.name, taken.content).media_type == taken.media_type
