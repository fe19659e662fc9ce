"""The report's files, read back, and made of a whole competition."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from files.store import Store
from models import Account, Money
from models.text import Language
from papers.report import phrases
from papers.report.files import report_files
from papers.report.pdf import report_pdf
from papers.report.pictures import LONGEST_SIDE, for_print
from papers.typography import in_line
from tests.make import SUMMARY, Competition, Taken
from tests.papers import reports, samples
from tests.papers.reading import bare, lowest, pdf_text
from workflow.actor import Actor
from workflow.attachments import attach
from workflow.money.ledger import balance
from workflow.work.creative_reports import save_report
from workflow.work.published_report import PublishedPoint, PublishedReport, published_report

LANGUAGES: tuple[Language, ...] = ("ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("many", [0, 1, 5])
def test_a_folder_has_the_page_the_pdf_and_the_pictures(many: int, language: Language) -> None:
    report = reports.report(photos=reports.photos(many))

    files = report_files(report, reports.read, language)

    pictures = dict(list(files.items())[2:])
    assert list(files)[:2] == [f"report.{language}.html", f"report.{language}.pdf"]
    assert list(pictures.values()) == reports.PICTURES[:many]
    assert files[f"report.{language}.html"].decode().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_what_the_group_told_and_the_records_know(language: Language) -> None:
    report = reports.report()
    text = pdf_text(report_pdf(report, reports.read, language))

    said = [report.title, *report.done.split("\n"), *report.results.split("\n"), *report.donors]
    said += [report.money.spent.in_(language), report.money.returned.in_(language)]
    said += [line.title for line in report.budget] + [point.title for point in report.milestones]
    said += list(reports.CAPTIONS)
    said.append(phrases.SAMPLE.in_(language))
    assert [words for words in said if bare(in_line(words)) not in text] == []


def test_only_a_sample_says_that_it_is_one() -> None:
    real = report_files(reports.report(is_sample=False), reports.read, "ru")

    assert bare(phrases.SAMPLE.ru) not in pdf_text(real["report.ru.pdf"])
    assert phrases.SAMPLE.ru not in real["report.ru.html"].decode()


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_hostile_texts_make_a_pdf_all_the_same(text: str) -> None:
    made = report_pdf(reports.written(text), reports.read, "en")

    assert made.startswith(b"%PDF")
    if text.isascii() and "\x00" not in text:
        assert pdf_text(made).count(bare(text)) >= 7


@pytest.mark.parametrize("rows", [1, 5, 10, 11, 50])
@pytest.mark.parametrize("title", ["Сад", "Очень длинная строка " * 9])
def test_lists_of_any_length_stay_on_the_sheets(rows: int, title: str) -> None:
    day = date(2017, 5, 20)
    report = reports.report(
        donors=(title,) * rows,
        budget=(reports.line(title, 2, 1, 1),) * rows,
        milestones=(PublishedPoint(title, day, day + timedelta(days=1), day),) * rows,
    )

    made = report_pdf(report, reports.read, "en")

    assert lowest(made) > 30
    assert pdf_text(made).count(bare(title)) == 3 * rows


@pytest.mark.parametrize(
    "content",
    [*reports.PICTURES, reports.picture(6, size=(3000, 60)), reports.picture(7, size=(9, 9))],
)
def test_a_picture_for_print_is_a_light_jpeg_of_the_same_shape(content: bytes) -> None:
    with Image.open(BytesIO(content)) as kept, Image.open(BytesIO(for_print(content))) as made:
        assert made.format == "JPEG"
        assert made.mode == "RGB"
        assert max(made.size) == min(max(kept.size), LONGEST_SIDE)


def test_a_picture_without_ground_is_printed_on_white() -> None:
    kept = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(kept, "PNG")

    with Image.open(BytesIO(for_print(kept.getvalue()))) as made:
        assert made.getpixel((10, 10)) == (255, 255, 255)


def finished(competition: Competition, store: Store) -> PublishedReport:
    """Of an initiative whose group and whose shy donor are named wherever people write."""
    competition.people["leader"].name = "Петрова Анна Сергеевна"
    competition.people["leader"].email = "petrova@example.org"
    competition.has_only(0)
    competition.donation(15_000, "2", donor="ООО «Тихий берег»", anonymous=True)
    competition.donation(40_000, "3", donor="АО «Завод»")
    words = "Анна Петрова (petrova@example.org) и магазин «Тихий берег» помогли. "
    initiative = competition.at("funding", title="Двор Петровой", summary=words + SUMMARY)
    content = reports.PICTURES[0]
    attach(
        competition.session,
        initiative,
        Taken("Петрова.jpg", "image/jpeg", store.put(content), len(content)),
        purpose="photo",
        caption="Петрова и «Тихий берег» во дворе",
        actor=competition.actor("leader"),
        now=competition.now,
    )
    competition.paid(initiative)
    expense = competition.expense(initiative, 29_000_00, payee="ООО «Тихий берег»")
    competition.on_part(expense, "accept", "treasurer")
    save_report(
        competition.session,
        initiative,
        done=words + SUMMARY * 2,
        results=words + SUMMARY * 2,
        participants=40,
        actor=Actor.person(initiative.leader_id),
        now=competition.now,
    )
    competition.act(initiative, "submit_report", "leader")
    competition.accounted(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})
    made = published_report(competition.session, initiative)
    spent = balance(competition.session, Account.SPENT, initiative.id)
    assert made.money.spent == Money(spent)
    return made


def test_neither_the_group_nor_a_shy_donor_is_named_in_any_file(competition: Competition) -> None:
    store = Store(f"memory://{competition.session.get_bind().dialect.name}")
    report = finished(competition, store)

    for language in LANGUAGES:
        files = report_files(report, store.get, language)
        html = files[f"report.{language}.html"].decode()
        texts = [html.lower(), pdf_text(files[f"report.{language}.pdf"]).lower(), *files]
        for told in ("петров", "petrova", "example.org", "тихийберег", "тихий берег"):
            assert [text for text in texts if told in text] == []
        raw = b"".join(files.values()).lower()
        assert "петров".encode() not in raw
        assert "тихий".encode() not in raw
        assert "«завод»" in html.lower()


@pytest.mark.parametrize(
    ("language", "awarded", "spent", "returned", "kept"),
    [
        (
            "ru",
            "50\u00a0000\u00a0₽",
            "29\u00a0000\u00a0₽",
            "1\u00a0000\u00a0₽",
            "20\u00a0000\u00a0₽",
        ),
        ("en", "50,000\u00a0RUB", "29,000\u00a0RUB", "1,000\u00a0RUB", "20,000\u00a0RUB"),
    ],
)
def test_the_files_have_the_ledgers_amounts(
    competition: Competition,
    language: Language,
    awarded: str,
    spent: str,
    returned: str,
    kept: str,
) -> None:
    store = Store("memory://amounts")
    files = report_files(finished(competition, store), store.get, language)

    html = files[f"report.{language}.html"].decode()
    text = pdf_text(files[f"report.{language}.pdf"])
    for amount in (awarded, spent, returned, kept):
        assert f"<dd>{amount}</dd>" in html
        assert bare(amount) in text
