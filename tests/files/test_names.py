"""Names as people give them and as they may be kept."""

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import String

from files.names import LONGEST, join_name, split_name
from models import Attachment

NAMES = st.text(max_size=300) | st.lists(
    st.sampled_from([".", "/", "\\", " ", "con", "a", "Ё", "е\u0308", "\u202e", "jpg", "\0", ":"])
).map("".join)


@pytest.mark.parametrize(
    ("given_name", "stem", "extension"),
    [
        ("Акт № 5.pdf", "Акт № 5", "pdf"),
        ("ФОТО.JPG", "ФОТО", "jpg"),
        ("архив.tar.gz", "архив.tar", "gz"),
        ("акт от 12.03", "акт от 12.03", ""),
        ("Иванов И.И", "Иванов И.И", ""),
        ("без расширения", "без расширения", ""),
        ("запись.mp4", "запись", "mp4"),
        ("архив.7z", "архив", "7z"),
        ("/etc/passwd", "passwd", ""),
        ("C:\\Users\\Анна\\фото.jpg", "фото", "jpg"),
        ("../../двор.png", "двор", "png"),
        ("фото.jpg:поток.exe", "фото.jpg_поток", "exe"),
        ('а<б>в"г|д?е*.pdf', "а_б_в_г_д_е_", "pdf"),
        ("счёт\u202efdp.exe", "счётfdp", "exe"),
        ("до\u200bго\u00adвор.pdf", "договор", "pdf"),
        ("а\0б\r\nв\tг.pdf", "аб в г", "pdf"),
        (".htaccess", "htaccess", ""),
        ("...фото.jpg", "фото", "jpg"),
        ("фото.jpg. . ", "фото", "jpg"),
        ("  фото   двора .jpg", "фото двора", "jpg"),
        ("", "file", ""),
        (" . ", "file", ""),
        ("каталог/", "file", ""),
        ("CON.pdf", "_CON", "pdf"),
        ("aux", "_aux", ""),
        ("lpt1.отчёт.pdf", "_lpt1.отчёт", "pdf"),
        ("con1.pdf", "con1", "pdf"),
        ("Конец.pdf", "Конец", "pdf"),
        ("й\u0306ё.pdf", "й\u0306ё", "pdf"),
        ("и\u0306е\u0308.pdf", "йё", "pdf"),
        ("фото.ехе", "фото.ехе", ""),
        ("\ud800а.pdf", "а", "pdf"),
    ],
)
def test_names_are_cleaned_and_their_letters_kept(
    given_name: str, stem: str, extension: str
) -> None:
    assert split_name(given_name) == (stem, extension)


def test_a_long_name_is_cut_and_keeps_its_extension() -> None:
    stem, extension = split_name(f"{'ж' * 500}.docx")

    assert join_name(stem, extension) == f"{'ж' * 115}.docx"


def test_a_cut_leaves_no_space_before_the_extension() -> None:
    assert join_name("ж" * 114 + " ж", "docx") == f"{'ж' * 114}.docx"


def test_the_longest_name_fits_where_it_is_kept() -> None:
    column = Attachment.__table__.c.name.type

    assert isinstance(column, String)
    assert column.length == LONGEST


@given(NAMES)
def test_no_name_leads_elsewhere_or_hides_anything(name: str) -> None:
    stem, extension = split_name(name)
    kept = join_name(stem, extension or "pdf")

    assert 0 < len(kept) <= LONGEST
    assert is_normalized("NFC", kept)
    assert not any(category(sign)[0] == "C" for sign in kept)
    assert not set(kept) & set('/\\<>:"|?*')
    assert kept == kept.strip(" .")
    assert kept.encode()


@given(NAMES)
def test_a_clean_name_stays_as_it_is(name: str) -> None:
    stem, _ = split_name(name)
    kept = join_name(stem, "pdf")

    assert join_name(*split_name(kept)) == kept
