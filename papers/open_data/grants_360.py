"""Awards in the 360Giving Data Standard 1.1: a JSON package, and the flat table of its template.

The titles of columns and the names of fields are the standard's and stay English in any language.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from models import Money, Text
from models.text import Language
from papers.open_data.publisher import Publisher
from papers.tables import csv_bytes, harmless
from papers.typography import NBSP, one_line, printable, quoted
from workflow.errors import Blocker, Refusal
from workflow.open_data.award import PublishedAward

VERSION = "1.1"
LONGEST_TITLE = 139
"""Characters: the standard asks for less than 140. The recipient's name has the title whole."""

Place = tuple[str | int, ...]
COLUMNS: Mapping[str, Place] = {
    "Identifier": ("id",),
    "Title": ("title",),
    "Description": ("description",),
    "Currency": ("currency",),
    "Amount Applied For": ("amountAppliedFor",),
    "Amount Awarded": ("amountAwarded",),
    "Amount Disbursed": ("amountDisbursed",),
    "Award Date": ("awardDate",),
    "Planned Dates:Start Date": ("plannedDates", 0, "startDate"),
    "Planned Dates:End Date": ("plannedDates", 0, "endDate"),
    "Recipient Org:Identifier": ("recipientOrganization", 0, "id"),
    "Recipient Org:Name": ("recipientOrganization", 0, "name"),
    "Funding Org:Identifier": ("fundingOrganization", 0, "id"),
    "Funding Org:Name": ("fundingOrganization", 0, "name"),
    "Grant Programme:Code": ("grantProgramme", 0, "code"),
    "Grant Programme:Title": ("grantProgramme", 0, "title"),
    "Beneficiary Location:Name": ("beneficiaryLocation", 0, "name"),
    "Beneficiary Location:Country Code": ("beneficiaryLocation", 0, "countryCode"),
    "Classifications:Vocabulary": ("classifications", 0, "vocabulary"),
    "Classifications:Code": ("classifications", 0, "code"),
    "Classifications:Title": ("classifications", 0, "title"),
    "Last Modified": ("dateModified",),
    "Data Source": ("dataSource",),
}
"""Title of the column → where the field stands in a grant."""


def grants_json(
    awards: Sequence[PublishedAward], *, publisher: Publisher, language: Language = "ru"
) -> bytes:
    """The awards as a package in UTF-8. Raises Refusal where there are none: the standard knows no
    empty package."""
    grants = _grants(awards, publisher, language)
    package = {
        "version": VERSION,
        "title": _TITLE.in_(language).format(name=one_line(publisher.name)),
        "description": _description(awards, language),
        "identifier": f"{publisher.prefix}-grants",
        "modified": _moment(max(award.modified_at for award in awards)),
        "publisher": _known(
            identifier=publisher.identifier,
            name=one_line(publisher.name),
            website=publisher.website,
        ),
        "license": publisher.licence,
        "grants": grants,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def grants_csv(
    awards: Sequence[PublishedAward], *, publisher: Publisher, language: Language = "ru"
) -> bytes:
    """The awards as a table, one in a row; texts are on one line, and an apostrophe stands where a
    spreadsheet would take them for a formula (the package has them letter for letter).

    Separated by commas, in UTF-8 with its mark: the standard says nothing of encodings, its
    checking tool reads the mark, and without it spreadsheets read Russian letters as others. Raises
    Refusal where there are no awards.
    """
    grants = _grants(awards, publisher, language)
    rows = [[_cell(grant, place) for place in COLUMNS.values()] for grant in grants]
    return csv_bytes([list(COLUMNS), *rows], ",")


def _grants(
    awards: Sequence[PublishedAward], publisher: Publisher, language: Language
) -> list[dict[str, Any]]:
    if not awards:
        raise Refusal([_NOTHING])
    return [_grant(award, publisher, language) for award in awards]


def _grant(award: PublishedAward, publisher: Publisher, language: Language) -> dict[str, Any]:
    sample = _SAMPLE.in_(language)
    title = one_line(award.title)
    return _known(
        id=_identifier(award, publisher),
        title=_short(f"{sample}: {title}" if award.is_sample else title),
        description=printable(award.summary),
        currency=award.awarded.currency,
        amountAppliedFor=_amount(award.applied_for),
        amountAwarded=_amount(award.awarded),
        amountDisbursed=_amount(award.disbursed),
        awardDate=award.awarded_on.isoformat(),
        plannedDates=[
            _known(
                startDate=award.awarded_on.isoformat(),
                endDate=award.planned_until.isoformat(),
            )
        ],
        recipientOrganization=[_recipient(award, publisher, language)],
        beneficiaryLocation=[_location(award, language)],
        fundingOrganization=[
            {"id": publisher.identifier, "name": one_line(award.foundation.in_(language))}
        ],
        grantProgramme=[
            {"code": award.programme, "title": one_line(award.programme_title.in_(language))}
        ],
        classifications=[_sample(language)] if award.is_sample else None,
        dateModified=_moment(award.modified_at),
        dataSource=publisher.website,
    )


def _identifier(award: PublishedAward, publisher: Publisher) -> str:
    """The standard advises against spaces, slashes and special signs in identifiers."""
    own = re.sub(r"[^\w-]", "_", f"{award.programme}-{award.code}")
    return f"{publisher.prefix}-{own}"


def _recipient(award: PublishedAward, publisher: Publisher, language: Language) -> dict[str, Any]:
    """The group as an organisation with an identifier of the publisher's own.

    Version 1.1 demands `recipientOrganization` of every grant (`recipientIndividual` came with 1.2,
    and is for one person). For groups that are registered nowhere it has publishers make an
    identifier from their prefix and what they call the recipient (technical/identifiers,
    “Organisations without official registration numbers”), and it has them publish nothing that
    tells who a person is (guidance/data-protection): so neither leader nor contact is named.
    """
    title = quoted(award.title, language).replace(NBSP, " ")
    return {
        "id": f"{_identifier(award, publisher)}-group",
        "name": _GROUP.in_(language).format(title=title),
    }


def _location(award: PublishedAward, language: Language) -> dict[str, Any]:
    names = award.district.in_(language), award.place.in_(language)
    return {"name": ", ".join(one_line(name) for name in names), "countryCode": award.country}


def _sample(language: Language) -> dict[str, Any]:
    return {"vocabulary": "Vmeste", "code": "sample", "title": _INVENTED.in_(language)}


def _description(awards: Sequence[PublishedAward], language: Language) -> str:
    samples = any(award.is_sample for award in awards)
    described = _DESCRIPTION.in_(language)
    return f"{described} {_HAS_SAMPLES.in_(language)}" if samples else described


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def _amount(money: Money) -> int | float:
    """In roubles. A float tells every amount that `Money` can have to the kopeck."""
    whole = int(money.major)
    return whole if whole == money.major else float(money.major)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _cell(grant: Mapping[str, Any], place: Place) -> str:
    """What stands there, or nothing."""
    found: Any = grant
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError):
            return ""
    return harmless(found) if isinstance(found, str) else str(found)


_TITLE = Text(
    ru="{name}: гранты инициативам жителей", en="{name}: grants to residents’ initiatives"
)
_DESCRIPTION = Text(
    ru="Гранты инициативным группам жителей. Группы не зарегистрированы как организации; "
    "их участники не называются.",
    en="Grants to groups of residents. The groups are not registered as organisations; who is in "
    "them is not told.",
)
_GROUP = Text(ru="Инициативная группа {title}", en="Initiative group {title}")
_SAMPLE = Text(ru="Образец", en="Sample")
_INVENTED = Text(ru="Образец: грант вымышлен", en="Sample: the grant is invented")
_HAS_SAMPLES = Text(
    ru="Гранты с пометкой «Образец» вымышлены.", en="Grants marked “Sample” are invented."
)
_NOTHING = Blocker(
    "no_awards",
    Text(
        en="No award stands yet, and open data without any does not exist: come back once the "
        "council's decisions are announced.",
        ru="Грантов пока нет, а пустых открытых данных не бывает: вернитесь, когда решения совета "
        "будут объявлены.",
    ),
)
