"""What is wrong with a programme's play, as far as it can be seen before it is played."""

from collections.abc import Iterator

from workflow.programme.document import Act, DistrictEntry, InitiativeAct, Play, ProgrammeDocument
from workflow.programme.play.lint_life import lint_life
from workflow.programme.play.lint_monitoring import lint_monitoring
from workflow.programme.play.lint_work import lint_work
from workflow.yaml_text import Place


def lint_play(document: ProgrammeDocument) -> Iterator[tuple[Place, str]]:
    if document.play is None:
        return
    people = {person.code for person in document.people}
    districts = {district.code: district for district in document.districts}
    yield from _twice(document.play)
    for n, application in enumerate(document.play.applications):
        place: Place = ("play", "applications", n)
        if application.district not in districts:
            yield (*place, "district"), f"there is no district {application.district}"
        if application.deputy not in people:
            yield (*place, "deputy"), f"there is no person {application.deputy}"
        yield from _way(application.way, place, people)
    for n, initiative in enumerate(document.play.initiatives):
        place = ("play", "initiatives", n)
        for code in (initiative.leader, *initiative.group):
            if code not in people:
                yield place, f"there is no person {code}"
        if initiative.district in districts:
            yield from _problems(initiative, place, districts[initiative.district])
        else:
            yield (*place, "district"), f"there is no district {initiative.district}"
        yield from _way(initiative.way, place, people)
    yield from lint_life(document, document.play)
    yield from lint_work(document, document.play)
    yield from lint_monitoring(document, document.play)


def _twice(play: Play) -> Iterator[tuple[Place, str]]:
    named = {
        ("donations", "code"): [donation.code for donation in play.donations],
        ("donations", "agreement"): [donation.agreement for donation in play.donations],
        ("applications", "district"): [application.district for application in play.applications],
        ("initiatives", "code"): [initiative.code for initiative in play.initiatives],
        ("events", "code"): [event.code for event in play.events],
        ("media", "url"): [mention.url for mention in play.media],
    }
    for (part, field), names in named.items():
        for n, name in enumerate(names):
            if name in names[:n]:
                yield ("play", part, n, field), f"{name} is there already; each stands once"


def _way(way: tuple[Act, ...], place: Place, people: set[str]) -> Iterator[tuple[Place, str]]:
    for n, act in enumerate(way):
        if n and act.on < way[n - 1].on:
            yield (*place, "way", n, "on"), "it is before the act above it"
        if act.by is not None and act.by not in people:
            yield (*place, "way", n, "by"), f"there is no person {act.by}"


def _problems(
    initiative: InitiativeAct, place: Place, district: DistrictEntry
) -> Iterator[tuple[Place, str]]:
    for number in sorted(set(initiative.problems) - {p.n for p in district.problems}):
        yield (*place, "problems"), f"the district has no problem {number}"
    for number in sorted(set(initiative.growth_points) - {p.n for p in district.growth_points}):
        yield (*place, "growth_points"), f"the district has no growth point {number}"
