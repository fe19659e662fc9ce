"""What is wrong with the simulated respondents of a programme's play."""

from collections.abc import Iterator, Mapping

from workflow.programme.document import Play, ProgrammeDocument, Round, Stage
from workflow.programme.play.monitoring import RespondentsAct, RoundAct
from workflow.yaml_text import Place

Mistakes = Iterator[tuple[Place, str]]


def lint_monitoring(document: ProgrammeDocument, play: Play) -> Mistakes:
    rounds = {round_.code: round_ for round_ in document.monitoring}
    stages = {stage.code: stage for stage in document.calendar}
    acts = play.monitoring.rounds
    for n, act in enumerate(acts):
        place: Place = ("play", "monitoring", "rounds", n)
        if act.round in {other.round for other in acts[:n]}:
            yield (*place, "round"), f"{act.round} is there already; each stands once"
        if act.round not in rounds:
            yield (*place, "round"), f"there is no round {act.round}"
        elif (stage := stages.get(rounds[act.round].stage)) is not None:
            yield from _days(document, act, stage, place)
    asked = {act.round: rounds[act.round] for act in acts if act.round in rounds}
    for n, respondents in enumerate(play.monitoring.respondents):
        yield from _respondents(document, respondents, asked, n)
    yield from _assessments(document, play)


def _days(document: ProgrammeDocument, act: RoundAct, stage: Stage, place: Place) -> Mistakes:
    if not document.starts_on <= act.invited < stage.starts_on:
        yield (*place, "invited"), f"people are invited before the round opens on {stage.starts_on}"
    if not stage.starts_on <= act.paper <= stage.ends_on:
        yield (*place, "paper"), f"the round is open from {stage.starts_on} to {stage.ends_on}"
    if not stage.ends_on < act.published <= document.ends_on:
        yield (*place, "published"), f"the round closes on {stage.ends_on}; publish it after that"


def _respondents(
    document: ProgrammeDocument, act: RespondentsAct, rounds: Mapping[str, Round], n: int
) -> Mistakes:
    place: Place = ("play", "monitoring", "respondents", n)
    districts = {district.code for district in document.districts}
    if not act.asked:
        yield place, "nobody is asked: give people, by_letter or by_slip"
    for code in sorted(set(act.people) - {person.code for person in document.people}):
        yield (*place, "people"), f"there is no person {code}"
    if len(set(act.people)) < len(act.people):
        yield (*place, "people"), "somebody is named twice; each is asked once"
    for code in sorted(act.by_slip.keys() - districts):
        yield (*place, "by_slip", code), f"there is no district {code}"
    yield from _tendencies(act, rounds, place)


def _tendencies(act: RespondentsAct, rounds: Mapping[str, Round], place: Place) -> Mistakes:
    for code in sorted(act.tends.keys() - rounds.keys()):
        yield (*place, "tends", code), "this round is not among those that are played"
    for code, round_ in rounds.items():
        if code not in act.tends:
            yield (*place, "tends"), f"how they answer in the round {code} is missing"
        if act.questionnaire not in {entry.questionnaire for entry in round_.asks}:
            yield (*place, "questionnaire"), f"the round {code} does not ask {act.questionnaire}"


def _assessments(document: ProgrammeDocument, play: Play) -> Mistakes:
    people = {person.code for person in document.people}
    for n, assessment in enumerate(play.monitoring.assessments):
        place: Place = ("play", "monitoring", "assessments", n)
        if assessment.by not in people:
            yield (*place, "by"), f"there is no person {assessment.by}"
        if document.evaluation is None:
            yield place, "the programme has no evaluation plan that would ask for it"
