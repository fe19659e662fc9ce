"""Open data against the published schema, and the table against the package."""

import csv
import json
import os
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

from models import Money
from models.money import LARGEST
from models.text import Language
from papers.open_data.grants_360 import COLUMNS, grants_csv, grants_json
from papers.open_data.publisher import Publisher
from tests.make import ROOT
from tests.papers import samples
from tests.papers.open_data.awards import PUBLISHER, UNKNOWN, award
from workflow.errors import Refusal
from workflow.open_data.award import PublishedAward

SCHEMAS = Path(__file__).parent / "schema"
GRANT = json.loads((SCHEMAS / "360-giving-schema.json").read_text(encoding="utf-8"))
PACKAGE = json.loads((SCHEMAS / "360-giving-package-schema.json").read_text(encoding="utf-8"))
NAMED = PACKAGE["properties"]["grants"]["items"]["$ref"]
"""How the schema of the package names that of a grant."""
VALIDATOR = Draft4Validator(
    PACKAGE,
    registry=Registry().with_resource(NAMED, Resource.from_contents(GRANT)),
    format_checker=FormatChecker(),
)
ELSEWHERE = """
from hashlib import sha256
from papers.open_data.grants_360 import grants_csv, grants_json
from tests.papers.open_data.awards import PUBLISHER, award
for made in (grants_json, grants_csv):
    print(sha256(made([award(1), award(2)], publisher=PUBLISHER)).hexdigest())
"""


def mistakes(package: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(package)]


def package(
    *awards: PublishedAward, publisher: Publisher = PUBLISHER, language: Language = "ru"
) -> Any:
    return json.loads(grants_json(awards, publisher=publisher, language=language))


def rows(*awards: PublishedAward, publisher: Publisher = PUBLISHER) -> list[dict[str, str]]:
    text = grants_csv(awards, publisher=publisher).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize("publisher", [PUBLISHER, UNKNOWN])
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "awards",
    [
        [award()],
        [award(1), award(2, is_sample=True)],
        [award(n, title=text, summary=text) for n, text in enumerate(samples.HOSTILE, 1)],
    ],
    ids=["one", "two", "hostile"],
)
def test_the_package_is_valid(
    awards: list[PublishedAward], language: Language, publisher: Publisher
) -> None:
    assert mistakes(package(*awards, publisher=publisher, language=language)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("awardDate", "11.04.2017"), ("dateModified", "2017-04-12"), ("recipientOrganization", [])],
)
def test_the_validator_would_see_a_mistake(field: str, value: object) -> None:
    made = package(award())
    made["grants"][0][field] = value

    assert len(mistakes(made)) == 1


def test_no_field_is_unknown_to_the_standard() -> None:
    made = package(award(is_sample=True))

    assert made.keys() - PACKAGE["properties"].keys() == set()
    for grant in made["grants"]:
        assert grant.keys() - GRANT["properties"].keys() == set()
        lists = {name: field for name, field in grant.items() if isinstance(field, list)}
        assert len(lists) == 6
        for name, (part,) in lists.items():
            assert part.keys() - fields_of(GRANT["properties"][name]).keys() == set()


def test_columns_are_titled_as_the_standard_titles_them() -> None:
    assert {title: by_titles(title) for title in COLUMNS} == COLUMNS


def by_titles(title: str) -> tuple[str | int, ...]:
    """Where the standard's own template puts what stands under this title."""
    first, _, second = title.partition(":")
    properties = GRANT["properties"] | {"currency": GRANT["definitions"]["currency"]}
    titles = {told.get("title"): name for name, told in properties.items()}
    if not second:
        return (titles[first],)
    inner = fields_of(properties[titles[first]])
    return titles[first], 0, {told["title"]: name for name, told in inner.items()}[second]


def fields_of(field: Any) -> Any:
    """Of what the field is a list of."""
    reference = field.get("items", {}).get("$ref", "").rpartition("/")[2]
    return GRANT["definitions"][reference]["properties"] if reference else {}


def test_the_table_says_what_the_package_says() -> None:
    awards = [award(1), award(2, is_sample=True)]

    for row, grant in zip(rows(*awards), package(*awards)["grants"], strict=True):
        grant["description"] = " ".join(grant["description"].split())
        assert {title: value for title, value in row.items() if value} == {
            title: str(value)
            for title, place in COLUMNS.items()
            if (value := reached(grant, place)) is not None
        }


def reached(found: Any, place: tuple[str | int, ...]) -> Any:
    """What stands there in a grant; None where nothing does."""
    for step in place:
        if isinstance(step, str) and step not in found:
            return None
        found = found[step]
    return found


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_amounts_come_back_to_the_kopeck(asked: int, paid: int) -> None:
    made = award(applied_for=Money(asked), disbursed=Money(paid))
    (row,) = rows(made)
    (grant,) = json.loads(
        grants_json([made], publisher=PUBLISHER), parse_float=Decimal, parse_int=Decimal
    )["grants"]

    kopecks = [asked, paid]
    assert [Decimal(row[t]) * 100 for t in ("Amount Applied For", "Amount Disbursed")] == kopecks
    assert [grant[f] * 100 for f in ("amountAppliedFor", "amountDisbursed")] == kopecks


def test_a_group_is_an_organisation_known_to_the_publisher_alone() -> None:
    (grant,) = package(award())["grants"]

    assert grant["id"] == "360G-vmeste-berdsk-2016-15-01"
    assert grant["recipientOrganization"] == [
        {
            "id": "360G-vmeste-berdsk-2016-15-01-group",
            "name": "Инициативная группа «Двор „Солнышко“»",
        }
    ]
    assert grant["fundingOrganization"] == [
        {"id": "RU-OGRN-1027700132195", "name": "Фонд «Мы вместе»"}
    ]


def test_a_foundation_without_a_number_has_one_of_its_own() -> None:
    made = package(award(), publisher=UNKNOWN)

    assert made["publisher"] == {"identifier": "unregistered-foundation", "name": "Фонд"}
    assert "dataSource" not in made["grants"][0]


def test_identifiers_have_neither_spaces_nor_slashes() -> None:
    (grant,) = package(award(code="15/01 б.2"))["grants"]

    assert grant["id"] == "360G-vmeste-berdsk-2016-15_01_б_2"


def test_samples_are_labelled() -> None:
    invented, real = package(award(1, is_sample=True), award(2))["grants"]

    assert invented["title"] == "Образец: Двор «Солнышко»"
    assert invented["classifications"] == [
        {"vocabulary": "Vmeste", "code": "sample", "title": "Образец: грант вымышлен"}
    ]
    assert (real["title"], "classifications" in real) == ("Двор «Солнышко»", False)
    assert "вымышлены" in package(award(is_sample=True))["description"]
    assert "вымышлены" not in package(award())["description"]


def test_a_long_title_is_cut_and_stands_whole_with_the_recipient() -> None:
    title = "Двор " * 39 + "конец"
    (grant,) = package(award(title=title))["grants"]

    assert len(grant["title"]) == 139
    assert title in grant["recipientOrganization"][0]["name"]


def test_the_package_is_as_new_as_its_newest_award() -> None:
    assert package(award(3), award(1))["modified"] == "2017-04-14T05:30:00Z"


@pytest.mark.parametrize("made", [grants_json, grants_csv])
def test_nothing_is_published_of_no_awards(made: Any) -> None:
    with pytest.raises(Refusal) as refused:
        made([], publisher=PUBLISHER)

    assert refused.value.codes == ["no_awards"]


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "+7", "-1", "@SUM(A1)", "a;=1", "a\n=1"])
def test_no_text_is_a_formula_in_the_table(text: str) -> None:
    (row,) = rows(award(title=text, summary=text))

    assert row["Title"] == row["Description"]
    assert row["Title"].replace("'", "") == " ".join(text.split())
    assert not any(part.startswith(("=", "+", "-", "@")) for part in row["Title"].split(";"))
    assert package(award(summary=text))["grants"][0]["description"] == text


def test_the_table_begins_with_the_mark_of_utf_8() -> None:
    made = grants_csv([award()], publisher=PUBLISHER)

    assert made.startswith(b"\xef\xbb\xbfIdentifier,Title,Description,")
    assert made.count(b"\xef\xbb\xbf") == 1


@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Apia", "1"), ("America/New_York", "2")])
def test_another_process_makes_the_same_bytes(zone: str, seed: str) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    awards = [award(1), award(2)]
    assert made.stdout.split() == [
        sha256(grants_json(awards, publisher=PUBLISHER)).hexdigest(),
        sha256(grants_csv(awards, publisher=PUBLISHER)).hexdigest(),
    ]
