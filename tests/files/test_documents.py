"""Documents that are taken in, and those that hold more than meets the eye."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest

from files.archives import LARGEST_UNPACKED, MOST_ENTRIES
from files.intake import take_in
from files.pdf import MOST_PARTS
from files.unfit import Unfit
from tests.files import samples
from tests.files.samples import with_part

BILLION_LAUGHS = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Unfit) as unfit:
        take_in(name, content)
    return unfit.value.code


def test_a_pdf_with_a_link_is_taken_in() -> None:
    assert take_in("отчёт.pdf", samples.linked_pdf()).media_type == "application/pdf"


@pytest.mark.parametrize("act", ["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"])
@pytest.mark.parametrize("opens", [True, False])
def test_a_pdf_that_acts_by_itself_is_refused(act: str, opens: bool) -> None:
    assert refused("отчёт.pdf", samples.acting_pdf(act, opens=opens)) == "program_inside"


@pytest.mark.parametrize("act", ["/GoTo", "/URI", "/Named"])
def test_a_pdf_that_only_leads_through_its_pages_is_taken_in(act: str) -> None:
    assert take_in("отчёт.pdf", samples.acting_pdf(act)).name == "отчёт.pdf"


def test_a_pdf_with_a_script_is_refused() -> None:
    assert refused("отчёт.pdf", samples.scripted_pdf()) == "program_inside"


def test_a_script_under_an_escaped_name_is_found() -> None:
    content = samples.acting_pdf("/JavaScript").replace(b"/JavaScript", b"/J#61v#61Script")

    assert refused("отчёт.pdf", content) == "program_inside"


def test_a_script_in_a_packed_object_is_found() -> None:
    assert refused("отчёт.pdf", samples.packed_pdf()) == "program_inside"


def test_a_pdf_with_a_file_inside_is_refused() -> None:
    assert refused("отчёт.pdf", samples.carrying_pdf()) == "program_inside"


@pytest.mark.parametrize("password", ["1234", ""])
def test_a_protected_pdf_is_refused(password: str) -> None:
    assert refused("отчёт.pdf", samples.locked_pdf(password)) == "password"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF\n",
        samples.pdf().replace(b"/Page\n", b"/Nothing\n").replace(b"/Type /Page\n", b""),
        samples.pdf() + bytes(2000),
    ],
)
def test_a_pdf_that_does_not_open_is_refused(content: bytes) -> None:
    assert refused("отчёт.pdf", content) == "broken"


def test_a_pdf_with_too_many_parts_is_refused() -> None:
    assert take_in("отчёт.pdf", samples.manifold_pdf(MOST_PARTS - 10_000)).size > MOST_PARTS
    assert refused("отчёт.pdf", samples.manifold_pdf(MOST_PARTS + 1000)) == "too_complex"


def test_pages_that_lead_back_to_themselves_end() -> None:
    assert take_in("отчёт.pdf", samples.circular_pdf()).size > 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("а.docx", with_part(samples.docx(), "word/vbaProject.bin", b"x")),
        ("а.xlsx", with_part(samples.xlsx(), "xl/VBAPROJECT.BIN", b"x")),
        ("а.docx", with_part(samples.docx(), "word/activeX/activeX1.bin", b"x")),
        ("а.xlsx", with_part(samples.xlsx(), "xl/macrosheets/sheet1.xml", b"<a/>")),
        ("а.docx", with_part(samples.docx(), "word/embeddings/oleObject1.bin", b"x")),
        ("а.odt", samples.odf(more={"Basic/Standard/Module1.xml": b"<a/>"})),
        ("а.ods", samples.odf("spreadsheet", {"Scripts/python/run.py": b"x"})),
    ],
)
def test_a_document_with_a_program_inside_is_refused(name: str, content: bytes) -> None:
    assert refused(name, content) == "program_inside"


def test_a_document_that_says_it_has_macros_is_refused() -> None:
    with ZipFile(BytesIO(samples.docx())) as opened:
        listed = opened.read("[Content_Types].xml")
    told = listed.replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )

    assert told != listed
    content = with_part(samples.docx(), "[Content_Types].xml", told)
    assert refused("а.docx", content) == "program_inside"


def test_a_chart_with_its_table_inside_is_taken_in() -> None:
    content = with_part(samples.docx(), "word/embeddings/Microsoft_Excel.xlsx", samples.xlsx())

    assert take_in("а.docx", content).size == len(content)


def test_a_part_with_nothing_in_it_is_no_damage() -> None:
    parts = {"Configurations2/accelerator/current.xml": b"", "Configurations2/menubar/": b""}

    assert take_in("а.odt", samples.odf(more=parts)).name == "а.odt"


def test_a_document_with_a_password_is_refused() -> None:
    manifest = {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}
    locked = bytearray(samples.docx())
    locked[6] |= 1
    directory = locked.rindex(b"PK\x01\x02")
    locked[directory + 8] |= 1

    assert refused("а.odt", samples.odf(more=manifest)) == "password"
    assert refused("а.docx", bytes(locked)) == "password"


def test_a_document_that_unfolds_to_gigabytes_is_refused() -> None:
    content = samples.archive({"word/a": bytes(LARGEST_UNPACKED), "word/b": b"1"})

    assert len(content) < 300_000
    assert refused("а.docx", content) == "bomb"


def test_a_document_with_too_many_parts_is_refused() -> None:
    parts = {f"word/media/{n}.png": b"" for n in range(MOST_ENTRIES + 1)}

    assert refused("а.docx", samples.archive(parts)) == "bomb"


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(samples.odf(more={"big.xml": b"<a>" + bytes(10_000) + b"</a>"}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (100).to_bytes(4, "little")

    assert refused("а.odt", bytes(content)) == "broken"


@pytest.mark.parametrize(
    "parts",
    [
        {"../../evil.xml": b"<a/>"},
        {"/etc/evil.xml": b"<a/>"},
        {"styles.xml": BILLION_LAUGHS},
        {"styles.xml": BILLION_LAUGHS.decode().encode("utf-16")},
        {"styles.xml": b"<a>"},
    ],
)
def test_a_document_that_no_office_program_writes_is_refused(parts: Mapping[str, bytes]) -> None:
    assert refused("а.odt", samples.odf(more=parts)) == "broken"


def test_an_archive_with_two_parts_of_one_name_is_refused() -> None:
    made = BytesIO(samples.odf())
    with ZipFile(made, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("content.xml", b"<other/>")

    assert refused("а.odt", made.getvalue()) == "broken"


def test_an_archive_packed_in_a_strange_way_is_refused() -> None:
    made = BytesIO(samples.odf())
    with ZipFile(made, "a", ZIP_BZIP2) as opened:
        opened.writestr("styles.xml", b"<a/>")

    assert refused("а.odt", made.getvalue()) == "broken"


@pytest.mark.parametrize("name", ["а.docx", "а.xlsx", "а.odt"])
def test_a_damaged_document_is_refused(name: str) -> None:
    sound = samples.EVERY_KIND[name[2:]][0]
    at = sound.index(b"PK\x03\x04", 4) - 30

    assert refused(name, sound[:at] + b"\xff\xff\xff" + sound[at + 3 :]) == "broken"
