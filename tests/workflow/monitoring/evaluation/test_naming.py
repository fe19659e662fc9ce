"""What people wrote into titles and assessments names nobody in a report."""

import pytest

from models.monitoring.invitation import Invitation
from tests.make import Competition
from tests.workflow.monitoring.evaluation.asked import closed_round
from workflow.monitoring.evaluation.naming import naming_nobody


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Встреча с Анной Петровной Морозовой", "Встреча с […]"),
        ("А. П. Морозова у фонтана", "[…] у фонтана"),
        ("Алёна Ершова и сквер", "[…] и сквер"),
        ("Алена Ершова и сквер", "[…] и сквер"),
        ("Пишите на dvor@example.org", "Пишите на […]"),
        ("Морозные узоры: праздник двора", "Морозные узоры: праздник двора"),
    ],
)
def test_names_are_left_out_in_any_form(competition: Competition, written: str, left: str) -> None:
    group = [competition.resident("Морозова Анна Петровна"), competition.resident("Алёна Ершова")]
    competition.initiative(group=group)

    cleaned = naming_nobody(competition.session, competition.programme.id)

    assert cleaned(written) == left


def test_whoever_was_asked_is_not_named_either(competition: Competition) -> None:
    asked = competition.resident("Вера Громова")
    round_ = closed_round(competition, "first", {"a": ()})
    competition.session.add(Invitation(round_id=round_.id, questionnaire="a", person_id=asked.id))
    competition.session.flush()

    cleaned = naming_nobody(competition.session, competition.programme.id)

    assert cleaned("Вера Громова о дворе") == "[…] о дворе"


def test_a_stranger_to_the_programme_stays(competition: Competition) -> None:
    competition.resident("Пётр Сидоров")

    cleaned = naming_nobody(competition.session, competition.programme.id)

    assert cleaned("Улица Петра Сидорова") == "Улица Петра Сидорова"
