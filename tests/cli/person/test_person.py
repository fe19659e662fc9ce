"""`vmeste consent` and `vmeste person`: consents, what is held, erasing."""

from pathlib import Path

import pytest

from cli.person.erase import sweep
from models import Initiative, Person, Role
from models.database import transaction
from tests import make
from tests.cli.conftest import Prepared, Vmeste, by

FRIEND = "friend@example.org"
GIVE = ("consent", "give", FRIEND, "--on", "2026-03-02", "--document", "№ 5", *by("coordinator"))
WITHDRAW = ("consent", "withdraw", FRIEND, *by("coordinator"))
ERASE = ("person", "erase", FRIEND, "--yes", *by("coordinator"))


@pytest.fixture
def taking_part(vmeste: Vmeste, prepared: Prepared) -> None:
    """A friend with a name of their own is in a group, and is written of."""
    with prepared() as competition:
        competition.people["friend"].name = "Соседов Пётр Ильич"
        competition.initiative(summary=f"{make.SUMMARY} Поможет Пётр Соседов.")


@pytest.mark.usefixtures("taking_part")
def test_the_register_tells_who_is_missing(vmeste: Vmeste) -> None:
    missing = {line["email"] for line in vmeste.told("consent", "list", "--missing")}
    assert FRIEND in missing

    assert "Соседов Пётр Ильич" in vmeste.said(*GIVE)
    vmeste.said(*GIVE)

    assert FRIEND not in {line["email"] for line in vmeste.told("consent", "list", "--missing")}
    given = next(line for line in vmeste.told("consent", "list") if line["email"] == FRIEND)
    assert (given["state"], given["given_on"], given["document"]) == ("given", "2026-03-02", "№ 5")
    history = vmeste.said("history", "show", given["reference"])
    assert history.count("Record the consent") == 1


@pytest.mark.usefixtures("taking_part")
def test_a_withdrawn_consent_is_due_to_be_acted_on(vmeste: Vmeste) -> None:
    vmeste.said(*WITHDRAW)

    assert [line["email"] for line in vmeste.told("consent", "list", "--withdrawn")] == [FRIEND]
    assert "erasure" in vmeste.said("deadline", "list")


@pytest.mark.usefixtures("taking_part")
def test_only_a_coordinator_keeps_the_register(vmeste: Vmeste) -> None:
    said = vmeste.refused(*GIVE[:-2], *by("expert"))
    assert said == "Only the coordinator may do this."


@pytest.mark.usefixtures("taking_part")
def test_a_preview_changes_nothing(vmeste: Vmeste) -> None:
    vmeste.said(*WITHDRAW)
    before = vmeste.told("person", "show", FRIEND)

    shown = vmeste.told(*ERASE, "--preview")

    assert {found["snippet"][-15:] for found in shown["struck"]} == {"›Пётр Соседов‹."}
    assert vmeste.told("person", "show", FRIEND) == before


@pytest.mark.usefixtures("taking_part")
def test_whoever_withdrew_is_erased(vmeste: Vmeste) -> None:
    vmeste.said(*WITHDRAW)

    assert "Erased. Fields struck: 2, files: 0." in vmeste.said(*ERASE)

    with transaction() as session:
        (initiative,) = session.query(Initiative)
        assert initiative.summary.endswith("Поможет ███.")
        assert [person.name for person in initiative.group if person.erased_at] == [
            f"№ {initiative.group[-1].id} (данные удалены · erased)"
        ]
    assert "Nobody here has the address" in vmeste.refused(*ERASE)
    assert "every one in its place" in vmeste.said("history", "verify")
    assert sweep() == 0


@pytest.mark.usefixtures("taking_part")
def test_nobody_is_erased_whose_consent_stands(vmeste: Vmeste) -> None:
    assert "consent withdraw" in vmeste.refused(*ERASE)
    vmeste.said(*GIVE)
    vmeste.refused(*ERASE)
    with transaction() as session:
        assert session.query(Person).filter(Person.erased_at.is_not(None)).count() == 0


@pytest.mark.usefixtures("taking_part")
def test_whoever_leads_or_holds_an_office_hands_it_over_first(vmeste: Vmeste) -> None:
    for email, words in (("leader", "1-01"), (str(Role.TREASURER), "treasurer")):
        vmeste.said("consent", "withdraw", f"{email}@example.org", *by("coordinator"))
        erase = ("person", "erase", f"{email}@example.org", "--yes", *by("coordinator"))
        assert words in vmeste.refused(*erase)


@pytest.mark.usefixtures("taking_part")
def test_what_is_held_is_written_into_a_folder(vmeste: Vmeste, tmp_path: Path) -> None:
    folder = tmp_path / "held"
    vmeste.said("person", "export", FRIEND, "-o", str(folder), *by("coordinator"))
    assert "Соседов Пётр Ильич" in (folder / "held.ru.html").read_text()
    assert {path.name for path in folder.iterdir()} == {
        "held.json",
        "held.ru.html",
        "held.en.html",
    }


@pytest.mark.usefixtures("taking_part")
def test_people_are_listed_with_their_consents(vmeste: Vmeste) -> None:
    listed = vmeste.told("person", "list")
    friend = next(line for line in listed if line["email"] == FRIEND)
    assert friend["takes_part"] == ["in a group"]


@pytest.mark.usefixtures("taking_part")
def test_the_database_is_written_anew(vmeste: Vmeste) -> None:
    assert vmeste.said("db", "scrub") == "The database is written anew. Files deleted: 0."
