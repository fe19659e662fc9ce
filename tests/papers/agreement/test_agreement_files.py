"""The agreement's files, read back."""

from hashlib import sha256

import pytest

from models.text import Language
from papers.agreement import phrases
from papers.agreement.docx import agreement_docx
from papers.agreement.files import agreement_files, agreement_hashes
from papers.agreement.pdf import agreement_pdf
from papers.agreement.wording import wording
from papers.typography import in_line
from tests.papers import agreements, samples
from tests.papers.reading import bare, docx_text, pages, pdf_text


def test_the_hashes_are_those_of_the_files() -> None:
    files = agreement_files(agreements.agreement())

    assert list(files) == ["ru_pdf", "ru_docx", "en_pdf", "en_docx"]
    assert agreement_hashes(agreements.agreement()) == {
        name: sha256(made).hexdigest() for name, made in files.items()
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_both_layouts_say_all_that_the_wording_says(language: Language) -> None:
    agreement = agreements.agreement()
    words = wording(agreement, language)
    said = [words.title, words.sample, words.parties, words.day, words.translation]
    for part in words.parts:
        said.append(part.heading)
        for clause in part.clauses:
            said += [clause.number, clause.text, *clause.more]
            if clause.grid is not None:
                said += [*clause.grid.head, *(cell for row in clause.grid.rows for cell in row)]

    for text in (
        pdf_text(agreement_pdf(agreement, language)),
        docx_text(agreement_docx(agreement, language)),
    ):
        assert [words for words in said if bare(words) not in text] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_usual_agreement_takes_two_pages(language: Language) -> None:
    assert pages(agreement_pdf(agreements.agreement(), language)) == 2


def test_the_largest_agreement_loses_nothing() -> None:
    agreement = agreements.largest()
    text = pdf_text(agreement_pdf(agreement, "ru"))

    assert bare(agreement.purpose) in text
    assert text.count("длиннаястрокасметы") == 50 * 9
    assert docx_text(agreement_docx(agreement, "en")).count("длиннаяконтрольнаяточка") == 50 * 7


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("text", [t for t in samples.HOSTILE if "\x00" not in t and t.isascii()])
def test_markup_that_people_wrote_is_read_as_text(text: str, language: Language) -> None:
    agreement = agreements.written(text)

    for read in (
        pdf_text(agreement_pdf(agreement, language)),
        docx_text(agreement_docx(agreement, language)),
    ):
        assert read.count(bare(text)) >= 4


@pytest.mark.parametrize("text", [t for t in samples.HOSTILE if not t.isascii()])
def test_signs_of_any_kind_make_papers_all_the_same(text: str) -> None:
    agreement = agreements.written(text)

    assert agreement_pdf(agreement, "ru").startswith(b"%PDF")
    assert bare(in_line(text)) in docx_text(agreement_docx(agreement, "ru"))


def test_only_a_sample_says_that_it_is_one() -> None:
    real = agreement_files(agreements.agreement(is_sample=False))
    words = {"ru": phrases.SAMPLE.ru, "en": phrases.SAMPLE.in_("en")}

    for name, made in agreement_files(agreements.agreement()).items():
        read = pdf_text if name.endswith("pdf") else docx_text
        label = bare(words[name[:2]])
        assert (label in read(made), label in read(real[name])) == (True, False)
