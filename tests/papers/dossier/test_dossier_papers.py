"""The dossier's page, PDF and JSON: in both languages, and whatever people wrote."""

import json
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models import Category, DeadlineOutcome, Initiative, MediaKind, Remark, Text
from models.text import Language
from papers.dossier.data import dossier_data, dossier_json
from papers.dossier.files import dossier_files
from papers.dossier.naming import Voice
from papers.dossier.page import dossier_html
from papers.dossier.pdf import dossier_pdf
from papers.dossier.phrases import course, file, frame
from papers.dossier.wording import wording
from papers.history import phrases
from papers.typography import LANGUAGES, Plural
from tests.make import SUMMARY, Competition, day
from tests.papers import samples
from workflow.dossier import Dossier, dossier
from workflow.dossier.letters import Fate
from workflow.dossier.unnamed import without_names
from workflow.history.as_of import AsOf
from workflow.proposals import FIELDS

pytestmark = pytest.mark.long

MODULES = (course, file, frame, phrases)
ROOT = Path(__file__).resolve().parents[3]


def made(competition: Competition, state: str = "completed") -> Dossier:
    initiative = competition.at(state)
    return dossier(competition.session, initiative, AsOf(), now=competition.now)


def every(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in every(item)]
    if isinstance(value, tuple):
        return [text for item in value for text in every(item)]
    return []


TEXTS = [text for module in MODULES for value in vars(module).values() for text in every(value)]
PLURALS = [v for module in MODULES for v in vars(module).values() if isinstance(v, Plural)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.ru[:30])
def test_every_phrase_is_in_both_languages_and_fills_in_the_same(text: Text) -> None:
    assert text.en
    names = {frozenset(re.findall(r"{(\w+)}", words)) for words in (text.ru, text.en)}
    assert len(names) == 1
    assert not re.search("[А-Яа-яЁё]", text.en)


@pytest.mark.parametrize("plural", PLURALS)
def test_every_plural_says_its_number(plural: Plural) -> None:
    assert all("{n}" in form for form in (*plural.ru, *plural.en))


def test_every_code_has_its_words() -> None:
    assert course.REMARKS.keys() == set(Remark)
    assert course.OUTCOMES.keys() == set(DeadlineOutcome)
    assert course.CATEGORIES.keys() == set(Category)
    assert course.FATES.keys() == set(Fate)
    assert course.MEDIA_KINDS.keys() == set(MediaKind)
    assert file.FIELDS.keys() == set(FIELDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["proposal", "expert_review", "funding", "rejected", "completed"])
def test_a_dossier_makes_papers_on_any_step_of_the_way(
    competition: Competition, state: str, language: Language
) -> None:
    found = made(competition, state)

    words = wording(found, language)
    assert found.head.title in dossier_html(found, language)
    assert words.line.startswith(found.head.state_title.in_(language))
    assert [section.heading for section in words.sections if not section.blocks] == []


def test_the_pdf_begins_with_the_line(competition: Competition) -> None:
    found = made(competition, "expert_review")

    first = PdfReader(BytesIO(dossier_pdf(found, "ru"))).pages[0].extract_text()

    plain = re.sub(r"[\s\u200b\u00ad-]+", "", first)
    assert re.sub(r"[\s-]+", "", wording(found, "ru").line) in plain


def test_the_same_dossier_makes_the_same_bytes(competition: Competition) -> None:
    found = made(competition)

    assert dossier_files(found, "ru") == dossier_files(found, "ru")
    initiative = competition.session.get_one(Initiative, found.entries[0].subject_id)
    again = dossier(competition.session, initiative, AsOf(), now=found.head.moment)
    assert dossier_files(again, "ru") == dossier_files(found, "ru")


class Reader(HTMLParser):
    """Notes every tag, and the text of it all."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [text for text in samples.HOSTILE if text.isprintable() or "\u202e" in text]
EVIL = " ".join(HOSTILE)


@pytest.fixture
def hostile(competition: Competition) -> Dossier:
    initiative = competition.initiative(
        title=EVIL[:200].replace("\u202e", ""), summary=EVIL + SUMMARY
    )
    competition.act(initiative, "submit", "leader")
    for review in competition.reviews(initiative):
        competition.submit(review)
    competition.later(days=1)
    competition.act(initiative, "withdraw", "leader", reason=f"{EVIL} {'слово' * 700}"[:4000])
    return dossier(competition.session, initiative, AsOf(), now=competition.now)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_text_on_the_page(hostile: Dossier, language: Language) -> None:
    calm = Reader()
    calm.feed(dossier_html(hostile, language))

    assert not calm.tags & {"script", "x", "img", "a-ref"}
    assert "&amp; <b>x</b> ]]>" in calm.text
    assert "{code} {0} {{}}" in calm.text
    assert "\u202e" not in calm.text
    assert "http" not in re.sub(
        "http://example.org", "", re.sub("<style.*?</style>", "", calm.text)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_text_in_the_pdf(hostile: Dossier, language: Language) -> None:
    pages = PdfReader(BytesIO(dossier_pdf(hostile, language))).pages

    told = "".join(page.extract_text() for page in pages)
    assert '#import "x": y' in told


def test_the_page_needs_nothing_from_elsewhere(competition: Competition) -> None:
    page = dossier_html(made(competition), "ru")

    assert not re.search(r'(src|href)="(?!#)', page)
    assert "url(" not in page


def test_nobody_is_named_where_that_is_asked(competition: Competition) -> None:
    for name, person in competition.people.items():
        person.name = f"Фамильев{name}"
    found = without_names(made(competition))

    for language in LANGUAGES:
        page = dossier_html(found, language)
        assert "Фамильев" not in page
        assert "@example.org" not in page
    assert "эксперт 1" in dossier_html(found, "ru")
    assert "resident 1" in dossier_html(found, "en")
    assert Voice(found, "ru").say(frame.UNNAMED) in dossier_html(found, "ru")


def test_an_erased_text_is_told_of(competition: Competition) -> None:
    found = made(competition, "expert_review")
    entries = (*found.entries[:-1], replace(found.entries[-1], struck=("reason",)))

    shown = dossier_html(replace(found, entries=entries), "ru")

    assert "текст удалён" in shown


def test_json_has_the_keys_that_are_documented(competition: Competition) -> None:
    documented = (ROOT / "docs/dossier.md").read_text(encoding="utf-8")
    table = documented.split("\n| key |")[1].split("\n\n")[0]
    keys = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)

    data = dossier_data(made(competition))

    assert set(data) == set(keys) == {field.name for field in fields(Dossier)} | {"format"}
    for part in ("head", "money", "proof", "outlook"):
        row = next(line for line in table.splitlines() if line.startswith(f"| `{part}`"))
        assert set(data[part]) == set(re.findall(r"`(\w+)`", row)[1:]) & set(data[part])


def test_json_is_plain_and_in_the_programmes_time(competition: Competition) -> None:
    found = made(competition)

    data = json.loads(dossier_json(found))

    assert data["entries"][0]["at"].endswith("+07:00")
    assert data["head"]["state_title"] == {"ru": "Завершена", "en": "Completed"}
    assert data["outlook"]["ended"]["subject"] == "initiative/1-01"
    leader = str(found.head.leader_id)
    assert data["people"][leader]["name"] == "Leader"


def test_a_past_day_is_said_at_the_top(competition: Competition) -> None:
    initiative = competition.initiative()
    on = day(competition.now)
    competition.act(initiative, "withdraw", "leader", reason="Нет", now=competition.later(days=2))
    as_of = AsOf.end_of(competition.session, competition.programme.id, on)

    words = wording(dossier(competition.session, initiative, as_of, now=competition.now), "ru")

    assert words.as_of == "Каким дело было на конец дня 2\u00a0марта\u00a02026\u00a0г. (UTC+07:00)"
    assert words.line.startswith("Заявка: следующий шаг — «Подать заявку»")
    assert words.tone == "open"
