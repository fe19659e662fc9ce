"""The awards for the public."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli.files import write
from cli.options import ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.settings import settings
from models import Money, Text
from models.database import reading
from models.text import Language
from papers.open_data.grants_360 import VERSION, grants_csv, grants_json
from papers.open_data.publisher import CC_BY, Publisher, is_ogrn
from workflow.open_data.award import PublishedAward, published_awards
from workflow.programme.lookup import find_programme

app = typer.Typer()
UNREGISTERED = "unregistered"
_ADDRESS = re.compile(r"https?://[^\s/]+\S*$")
FORMATS: Mapping[str, Callable[..., bytes]] = {".json": grants_json, ".csv": grants_csv}


@app.command()
def awards(
    file: Annotated[Path, typer.Argument(help="Where to write it: awards.json or awards.csv.")],
    prefix: Annotated[
        str, typer.Option(help="The foundation's, as 360Giving registered it: 360G-….")
    ] = UNREGISTERED,
    ogrn: Annotated[
        str | None, typer.Option(help="The foundation's state registration number, 13 digits.")
    ] = None,
    website: Annotated[str | None, typer.Option(help="The foundation's, with https://.")] = None,
    licence: Annotated[
        str, typer.Option(help="Address of the licence that the data are given under.")
    ] = CC_BY,
    language: Annotated[
        Language | None, typer.Option(help="ru or en; the command line's if not given.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Write the awards as open data in the 360Giving standard: JSON, or CSV for spreadsheets.

    Who leads or makes up a group is never told.
    """
    made = FORMATS.get(file.suffix.lower())
    if made is None:
        fail(say(_SUFFIX), Exit.BAD_INPUT)
    for wrong, words in (
        (ogrn is not None and not is_ogrn(ogrn), _OGRN),
        (not re.fullmatch(r"[\w-]+", prefix, re.ASCII), _PREFIX),
        (
            not all(address is None or _ADDRESS.match(address) for address in (website, licence)),
            _LINK,
        ),
    ):
        if wrong:
            fail(say(words), Exit.BAD_INPUT)
    spoken = language or settings().language
    with told(), reading() as session:
        within = find_programme(session, programme)
        found = published_awards(session, within)
        foundation = within.foundation.in_(spoken)
        publisher = Publisher(foundation, prefix, ogrn, website, licence)
        written = made(found, publisher=publisher, language=spoken)
    write(file, written)
    _tell_written(file, found)
    _tell_to_do(found, registered=prefix != UNREGISTERED)


def _tell_written(file: Path, found: Sequence[PublishedAward]) -> None:
    awarded = Money(sum(award.awarded.minor for award in found), found[0].awarded.currency)
    money, samples = awarded.in_(settings().language), sum(award.is_sample for award in found)
    tell(
        Text(
            en=f"{file}: {len(found)} awards, {money} in all. This is valid open data in the "
            f"360Giving standard {VERSION}.",
            ru=f"{file}: грантов — {len(found)}, всего {money}. Это открытые данные, "
            f"соответствующие стандарту 360Giving {VERSION}.",
        )
    )
    if samples:
        tell(
            Text(
                en=f"{samples} of them are samples, and are marked so.",
                ru=f"Из них образцов — {samples}, они так и помечены.",
            )
        )


def _tell_to_do(found: Sequence[PublishedAward], *, registered: bool) -> None:
    """What is left for people to do before they publish."""
    if withheld := ", ".join(award.code for award in found if award.withheld):
        tell(
            Text(
                en=f"Names, telephones or addresses were left out of: {withheld}. Read these "
                "before you publish.",
                ru=f"Из текста убраны имена, телефоны или адреса: {withheld}. Прочитайте эти "
                "заявки перед публикацией.",
            ),
            style="yellow",
        )
    if not registered:
        tell(
            Text(
                en="Before you publish, ask 360Giving for the foundation's prefix and give it "
                "with --prefix: identifiers should not change afterwards.",
                ru="Перед публикацией получите у 360Giving префикс фонда и укажите его в "
                "--prefix: потом обозначения менять не следует.",
            ),
            style="dim",
        )


_SUFFIX = Text(
    en="Name the file awards.json or awards.csv: its ending says what it becomes.",
    ru="Назовите файл awards.json или awards.csv: окончание говорит, каким ему быть.",
)
_OGRN = Text(
    en="This is no OGRN: it has 13 digits, and the last one checks the others. Look it up in the "
    "foundation's certificate.",
    ru="Это не ОГРН: в нём 13 цифр, последняя — контрольная. Сверьтесь со свидетельством фонда.",
)
_PREFIX = Text(
    en="A prefix has Latin letters, digits and hyphens only: 360G-….",
    ru="В префиксе только латинские буквы, цифры и дефисы: 360G-….",
)
_LINK = Text(
    en="Give the addresses of website and licence with https:// at their beginning.",
    ru="Укажите адреса сайта и лицензии, начиная с https://.",
)
