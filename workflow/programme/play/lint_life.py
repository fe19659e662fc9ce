"""What is wrong with the events, consultations and publications of a programme's play."""

from collections.abc import Iterator
from datetime import date

from workflow.programme.document import InitiativeAct, Play, ProgrammeDocument
from workflow.programme.play.life import EventAct, MentionAct
from workflow.yaml_text import Place

Mistakes = Iterator[tuple[Place, str]]


def lint_life(document: ProgrammeDocument, play: Play) -> Mistakes:
    people = {person.code for person in document.people}
    districts = {district.code for district in document.districts}
    for n, event in enumerate(play.events):
        place: Place = ("play", "events", n)
        if event.district is not None and event.district not in districts:
            yield (*place, "district"), f"there is no district {event.district}"
        yield from _days(document, event, place)
        yield from _people(event, place, people)
    for n, initiative in enumerate(play.initiatives):
        yield from _consultations(document, initiative, ("play", "initiatives", n), people)
    for n, mention in enumerate(play.media):
        yield from _mention(document, play, mention, ("play", "media", n))


def _days(document: ProgrammeDocument, event: EventAct, place: Place) -> Mistakes:
    if event.last_day < event.on:
        yield (*place, "until"), "it ends before it starts"
    yield from _within(document, event.on, (*place, "on"))
    if event.until is not None:
        yield from _within(document, event.until, (*place, "until"))
    if event.cancelled is not None:
        yield from _within(document, event.cancelled.on, (*place, "cancelled", "on"))


def _people(event: EventAct, place: Place, people: set[str]) -> Mistakes:
    for n, code in enumerate(event.participants):
        if code not in people:
            yield (*place, "participants", n), f"there is no person {code}"
    if len(set(event.participants)) < len(event.participants):
        yield (*place, "participants"), "somebody is named twice; each is there once"
    if event.cancelled is not None and (event.people or event.feedback):
        yield place, "it is cancelled: nobody was there, and nobody says how it was"
    elif len(event.feedback) > event.people:
        yield (*place, "feedback"), f"more forms than the {event.people} people who were there"


def _consultations(
    document: ProgrammeDocument, initiative: InitiativeAct, place: Place, people: set[str]
) -> Mistakes:
    for n, act in enumerate(initiative.consultations):
        here: Place = (*place, "consultations", n)
        yield from _within(document, act.on, (*here, "on"))
        if act.by not in people:
            yield (*here, "by"), f"there is no person {act.by}"
        if act.by == initiative.leader:
            yield (*here, "by"), "nobody advises themselves"
        if any((act.on, act.topic) == (a.on, a.topic) for a in initiative.consultations[:n]):
            yield here, "it is there already; each stands once"


def _mention(
    document: ProgrammeDocument, play: Play, mention: MentionAct, place: Place
) -> Mistakes:
    if mention.on < document.starts_on:
        yield (*place, "on"), "it is before the programme begins"
    if mention.initiative is not None and mention.event is not None:
        yield place, "it is about an initiative or about an event, not about both"
    if mention.initiative not in {None, *(i.code for i in play.initiatives)}:
        yield (*place, "initiative"), f"there is no initiative {mention.initiative}"
    if mention.event not in {None, *(e.code for e in play.events)}:
        yield (*place, "event"), f"there is no event {mention.event}"


def _within(document: ProgrammeDocument, day: date, place: Place) -> Mistakes:
    if not document.starts_on <= day <= document.ends_on:
        yield place, "it lies outside the programme's own days"
