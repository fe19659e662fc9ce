"""`vmeste council`."""

from pathlib import Path

import pytest

from models import Money
from tests.cli.conftest import Clock, Prepared, Vmeste, plain

COORDINATOR = ("--as", "coordinator@example.org")
BECAUSE = ("--reason", "Так надо")


def conflicts(vmeste: Vmeste, code: str = "1-01") -> dict[str, list[str]]:
    """Member → grounds, of those who keep out."""
    found = vmeste.told("council", "conflicts", code)
    return {member["name"]: member["grounds"] for member in found if member["grounds"]}


def test_show_says_who_sits_for_whom_and_by_which_rules(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    shown = vmeste.said("council", "show")

    assert "Expert council on 02.03.2026 Chair: Chair, 01.03.2026 – 31.12.2026" in shown
    assert "Foundation Expert 01.03.2026 – 31.12.2026" in shown
    assert "Reviews of a proposal: 2 at least, 3 at most" in shown
    assert "Always represented: Foundation, Deputies" in shown
    assert "Benefit 2" in shown


def test_show_gives_a_script_members_rules_and_relations(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared():
        pass
    vmeste("council", "relation", "leader@example.org", "--as", "second@example.org", *BECAUSE)

    shown = vmeste.told("council", "show")

    assert shown.keys() == {"on", "members", "chair", "secretary", "relations", "rules"}
    assert [member["name"] for member in shown["members"]] == ["Chair", "Expert", "Second", "Third"]
    assert shown["relations"] == [{"member": "Second", "other": "Leader", "reason": "Так надо"}]


def test_a_programme_that_is_over_shows_its_last_council(
    vmeste: Vmeste, prepared: Prepared, now: Clock
) -> None:
    with prepared():
        pass
    now.at = now.at.replace(year=2031)

    assert vmeste.told("council", "show")["on"] == "2026-12-31"


def test_a_dismissed_member_can_be_appointed_for_the_same_term(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    """Their own record of the term does not stand in the way, nor is nothing done in silence."""
    with prepared():
        pass
    appoint = ("council", "appoint", "third@example.org", "--constituency", "deputies")
    term = ("--since", "2026-03-01", "--until", "2026-12-31")

    def members() -> int:
        return len(vmeste.told("council", "show")["members"])

    vmeste.said("council", "dismiss", "third@example.org", *COORDINATOR, *BECAUSE)
    assert members() == 3
    said = vmeste.said(*appoint, *term, *COORDINATOR)

    assert said == "Third: member of the council from 01.03.2026 to 31.12.2026."
    assert members() == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--constituency", "deputies", "--as", "chair@example.org"), "Only the coordinator"),
        (("--constituency", "moon", *COORDINATOR), "There is no constituency moon"),
        (
            ("--constituency", "deputies", "--until", "2026-13-01", *COORDINATOR),
            "until: write a day like 2017-03-24.",
        ),
    ],
)
def test_appointing_is_refused_in_words(
    vmeste: Vmeste, prepared: Prepared, arguments: tuple[str, ...], words: str
) -> None:
    with prepared():
        pass

    assert words in vmeste.refused("council", "appoint", "friend@example.org", *arguments)


def test_chair_and_secretary_follow_each_other(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    vmeste.said("council", "chair", "second@example.org", *COORDINATOR)
    vmeste.said("council", "secretary", "friend@example.org", *COORDINATOR)

    shown = vmeste.told("council", "show")
    assert (shown["chair"]["name"], shown["secretary"]["name"]) == ("Second", "Friend")
    refused = vmeste.refused("council", "chair", "friend@example.org", *COORDINATOR)
    assert "not a member of the council" in refused


def test_a_relation_keeps_its_member_out_until_it_is_withdrawn(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        competition.initiative()
    tie = ("second@example.org", "leader@example.org")

    said = vmeste.said("council", "relation", tie[1], "--as", tie[0], *BECAUSE)
    assert said == "On record: Second is tied to Leader."
    assert conflicts(vmeste) == {"Second": ["declared_relation"]}

    own = vmeste.refused("council", "withdraw-relation", *tie, "--as", tie[0], *BECAUSE)
    assert "Only the coordinator or chair of the council" in own
    vmeste.said("council", "withdraw-relation", *tie, *COORDINATOR, *BECAUSE)
    assert conflicts(vmeste) == {}


def test_the_coordinator_records_what_a_member_told(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.initiative()
    third = ("--member", "third@example.org")

    vmeste.said("council", "relation", "leader@example.org", *third, *COORDINATOR, *BECAUSE)
    vmeste.said("council", "declare-conflict", "1-01", *third, *COORDINATOR, *BECAUSE)

    assert conflicts(vmeste) == {"Third": ["declared", "declared_relation"]}


def test_a_declared_conflict_passes_the_review_to_another(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        reviews = competition.reviews(competition.at("expert_review"))
        expert = reviews[0].expert.email

    declare = ("council", "declare-conflict", "1-01", "--as", expert, *BECAUSE, "--key", "k")
    vmeste.said(*declare)
    vmeste.said(*declare)

    mine = vmeste.told("review", "list", "--as", expert)
    assert [(line["code"], line["state"]) for line in mine] == [("1-01.1", "recused")]
    assert len(vmeste.told("history", "show", "review/1-01.3")) == 1


def test_a_conflict_is_lifted_by_another_and_never_the_groups_own(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        people = [competition.people["second"], competition.people["friend"]]
        competition.initiative(group=people)
    vmeste.said("council", "declare-conflict", "1-01", "--as", "third@example.org", *BECAUSE)

    def lift(member: str, ground: str) -> tuple[str, ...]:
        return ("council", "lift-conflict", "1-01", f"{member}@example.org", ground, *BECAUSE)

    own = vmeste.refused(*lift("second", "own_group"), *COORDINATOR)
    assert "A member of the initiative group never decides on it" in own
    said = vmeste.said(*lift("third", "declared"), *COORDINATOR)
    assert said == "Lifted for Third in 1-01: declared by hand."
    assert conflicts(vmeste) == {"Second": ["own_group"]}


def test_conflicts_are_read_in_russian(vmeste: Vmeste, prepared: Prepared, russian: None) -> None:
    with prepared() as competition:
        competition.initiative(group=[competition.people["second"]])

    shown = vmeste.said("council", "conflicts", "1-01")

    assert "Second Депутаты член инициативной группы" in shown
    assert "own_group" not in shown


def test_a_plan_is_previewed_and_then_carried_out_as_it_was(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        competition.at("expert_review", title="Площадка")

    preview = vmeste.said("council", "assign")
    plan = vmeste.told("council", "assign")
    assert "1-01 Площадка" in preview
    assert "No conflict of interest is known" in preview
    assert f"nothing has changed. To carry it out: vmeste council assign --plan {plan['plan']}" in (
        preview
    )
    assert vmeste.told("council", "assign") == plan

    carry_out = ("council", "assign", "--plan", plan["plan"])
    assert vmeste(*carry_out).exit_code == 2
    assert "Only the coordinator" in vmeste.refused(*carry_out, "--as", "chair@example.org")
    assert vmeste.said(*carry_out, *COORDINATOR).startswith(
        "Done: 2 reviews asked for, of 1 proposals."
    )
    assert "The plan is another" in vmeste.refused(*carry_out, *COORDINATOR)
    assert "nobody needs to be asked" in vmeste.said("council", "assign")


def test_ranking_shows_the_cut_and_how_far_to_trust_it(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        for code, benefits in (("1-01", (9, 8)), ("1-02", (2, 7))):
            initiative = competition.at("expert_review", code, title=f"Дело {code}")
            competition.reviewed(initiative, *benefits)
        competition.programme.slots_per_district = 1

    shown = vmeste.said("council", "ranking", "--resamples", "20")

    assert "1 1-01 Дело 1-01 2 7.75 8.00 " in shown
    assert shown.index("Дело 1-01") < shown.index("── the cut ──") < shown.index("Дело 1-02")
    assert "3.33 ⚑ ✗" in shown
    assert "Above the cut: 1 for 50,000 RUB" in shown
    assert "Agreement of the experts:" in shown
    assert "of 20 trials" in shown


def test_ranking_gives_a_script_every_figure(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("approval")

    found = vmeste.told("council", "ranking", "--resamples", "10", "--state", "approval")

    (line,) = found.pop("lines")
    assert line.keys() == {
        *("rank", "code", "title", "state", "disputed", "funded", "above_cut"),
        *("reviews", "raw", "weighted", "adjusted", "spread"),
    }
    assert (line["code"], line["weighted"], line["funded"]) == ("1-01", 7.0, True)
    assert found.keys() == {
        *("ranked_by", "agreement", "shrinkage", "resamples", "elsewhere", "leniency")
    }


def test_ranking_in_russian_writes_figures_so(
    vmeste: Vmeste, prepared: Prepared, russian: None
) -> None:
    with prepared() as competition:
        competition.at("approval")

    assert "7,00" in vmeste.said("council", "ranking", "--resamples", "0")
    assert vmeste.said("council", "ranking", "--state", "reserve") == "Здесь ещё нет экспертиз."


def test_the_reserve_list_says_what_each_waits_for(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("reserve", "1-01", request=Money(60_000_00))
        competition.at("reserve", "1-02")
        competition.programme.slots_per_district = 1

    waiting = vmeste.told("council", "reserve")
    assert [(line["code"], line["waits_for"]) for line in waiting] == [
        ("1-01", ["next"]),
        ("1-02", ["turn"]),
    ]
    shown = vmeste.said("council", "reserve")
    assert "nothing: it is next" in shown
    assert "Free money: 900,000 RUB" in shown


def test_the_selection_is_written_as_a_workbook(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path
) -> None:
    with prepared() as competition:
        competition.at("approval")
    file = tmp_path / "selection.xlsx"

    said = vmeste.said("council", "spreadsheet", str(file), "--language", "ru")

    assert said.endswith("selection.xlsx: 1 initiatives, 2 reviews.")
    assert file.read_bytes()[:2] == b"PK"
    nowhere = vmeste("council", "spreadsheet", str(tmp_path / "none" / "s.xlsx"))
    assert (nowhere.exit_code, "not written" in plain(nowhere)) == (2, True)
