"""Every command either writes down who was shown people's data, or shows none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from typer.core import TyperGroup
from typer.main import get_command

from cli.files import store
from cli.main import app
from models import Access, Meeting, OutboxMessage, Person
from models.database import reading, transaction
from tests.cli.conftest import Clock, Prepared, Vmeste, by
from tests.make import RECEIPT, Competition
from workflow.history.checkpoints.taking import take_checkpoint
from workflow.people.access import What

ACTS = "it acts: the history has who did what"
NOBODY = "it shows no personal data"
ANYBODY = "it writes what anybody may read"
OWN = "it shows people only what is their own"
SERVES = "it runs services, or keeps them up to date"

BANK = """\
Дата;Номер документа;Плательщик;Дебет;Кредит;Назначение платежа
02.03.2026;16;АО Неизвестное;;1 000,00;Пожертвование по договору № 999 от 01.03.2026
"""
LOGGED: Mapping[str, tuple[What, str]] = {
    "access list": (What.ACCESSES, ""),
    "consent list": (What.CONSENTS, ""),
    "consultation list": (What.CONSULTATIONS, ""),
    "council assign": (What.COUNCIL, ""),
    "council conflicts": (What.CONFLICTS, "1-01"),
    "council ranking": (What.REVIEW, "--resamples 0"),
    "council show": (What.COUNCIL, ""),
    "council spreadsheet": (What.REVIEW, "{folder}/selection.xlsx"),
    "deadline calendar": (What.DEADLINES, "--person expert@example.org --out {folder}/c.ics"),
    "deadline feed": (What.DEADLINES, "--person expert@example.org"),
    "deadline list": (What.DEADLINES, ""),
    "deadline preview": (What.DEADLINES, ""),
    "dossier": (What.DOSSIER, "1-01"),
    "event show": (What.EVENT, "seminar"),
    "history export": (What.EVENT_LOG, "--xes {folder}/log.xes"),
    "history prove": (What.HISTORY, "1-01"),
    "history search": (What.SEARCH, "так"),
    "history show": (What.HISTORY, "1-01"),
    "initiative show": (What.INITIATIVE, "1-01"),
    "letters list": (What.LETTERS, ""),
    "letters prefer": (What.PERSON, "leader@example.org"),
    "letters refused": (What.LETTERS, ""),
    "letters show": (What.LETTERS, "{letter}"),
    "meeting minutes": (What.MEETING, "{meeting} --folder {folder}"),
    "meeting show": (What.MEETING, "{meeting}"),
    "money agreement": (What.INITIATIVE, "1-02 --folder {folder}"),
    "money document": (What.EXPENSES, "{expense} --folder {folder}"),
    "money donations": (What.DONORS, ""),
    "money expense list": (What.EXPENSES, ""),
    "money import": (What.DONORS, "{folder}/bank.csv"),
    "money trace": (What.DONORS, "1-01"),
    "monitoring export": (What.ANSWERS, "baseline residents --csv {folder}/a.csv"),
    "monitoring invite": (What.INVITATIONS, "baseline residents --file {folder}/people.csv"),
    "oversight": (What.OVERSIGHT, "--month 2026-03"),
    "person export": (What.PERSON, "leader@example.org -o {folder}/held"),
    "person list": (What.PERSON, ""),
    "person show": (What.PERSON, "leader@example.org"),
    "programme records": (What.RECORDS, "residents_taking_part"),
    "report form": (What.REPORT, "1-01"),
    "report show": (What.REPORT, "1-01"),
    "review show": (What.REVIEW, "1-01.1"),
    "text preview": (What.LETTERS, "{template} --message {letter}"),
    "work changes": (What.INITIATIVE, ""),
}
"""Command → what it writes down, and how it is called."""
REFUSED = ("meeting minutes", "monitoring export")
"""Look, and then say no: the minutes are signed as others than they are, too few answered."""
NOT_LOGGED: Mapping[str, Mapping[str, str]] = {
    ACTS: {
        "consent": "give withdraw",
        "consultation": "add",
        "council": "appoint chair declare-conflict dismiss lift-conflict relation secretary "
        "withdraw-relation",
        "deadline": "extend",
        "event": "attend cancel feedback hold plan",
        "history": "forget-search",
        "initiative": "advance",
        "letters": "allow bounced retry",
        "media": "add",
        "meeting": "absent announce call-off cancel close close-vote convene draw-up open present "
        "put reconsider send-back sign vote",
        "money": "agree pay pledge receive refund release return sign withhold",
        "money expense": "accept refuse report revoke withdraw",
        "monitoring": "assess prolong publish",
        "monitoring answers": "import paper",
        "monitoring questionnaire": "import",
        "person": "erase",
        "programme": "load",
        "report": "accept draft photo present return submit",
        "review": "draft release reopen set-aside submit",
        "text": "edit reset restore",
        "webhook": "add retry stop",
        "work": "accept-change change close-books decline-change news reach resume suspend "
        "terminate withdraw-change",
    },
    NOBODY: {
        "council": "reserve",
        "event": "list",
        "": "process replay",
        "history": "checkpoints consistency searches verify",
        "initiative": "actions list",
        "lifecycle": "diagram",
        "media": "list",
        "meeting": "list",
        "money": "budget check show tranches",
        "monitoring": "parameters plan progress rounds show slips",
        "monitoring answers": "form",
        "monitoring questionnaire": "check export list",
        "programme": "check show",
        "text": "diff history list names show",
        "webhook": "calls events list",
        "work": "plan risks",
    },
    ANYBODY: {
        "money": "publish",
        "monitoring": "report",
        "programme": "awards",
        "report": "publish",
    },
    OWN: {"review": "form list"},
    SERVES: {"db": "scrub upgrade", "": "play up web"},
}
"""Why nothing is written down → group → its commands."""


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(group, TyperGroup):
        for name, command in group.commands.items():
            yield from commands(command, (*path, name))
    else:
        yield path


def test_every_command_is_in_one_of_the_lists() -> None:
    """A new command: does it show anybody's name, address or words? Then it reads with
    `cli.watched.watched` and belongs into LOGGED; else say in NOT_LOGGED why not."""
    there = sorted(" ".join(path) for path in commands(get_command(app)))
    others = [
        f"{group} {name}".strip()
        for groups in NOT_LOGGED.values()
        for group, names in groups.items()
        for name in names.split()
    ]

    assert sorted([*LOGGED, *others]) == there


@dataclass(frozen=True)
class Named:
    """What the commands are called with."""

    letter: str
    template: str
    meeting: str
    expense: str
    folder: Path


@pytest.fixture
def named(prepared: Prepared, now: Clock, tmp_path: Path) -> Named:
    with prepared() as competition:
        names = _everything(competition, tmp_path)
        now.at = competition.now + timedelta(minutes=1)
    (tmp_path / "people.csv").write_text("name,email\nAnna,anna@example.org\n", encoding="utf-8")
    (tmp_path / "bank.csv").write_text(BANK, encoding="utf-8")
    return names


def _everything(competition: Competition, folder: Path) -> Named:
    """Something for each of the commands to show."""
    session = competition.session
    initiative = competition.at("implementation", "1-01")
    competition.at("funding", "1-02", title="Сквер")
    receipt = store().put(b"%PDF-1.4 receipt")
    document = replace(RECEIPT, sha256=receipt)
    expense = competition.expense(initiative, 100_00, document=document)
    competition.event()
    competition.round("analysed")
    take_checkpoint(session, now=competition.now)
    meeting = session.scalars(select(Meeting).order_by(Meeting.id)).first()
    letter = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).first()
    assert meeting is not None
    assert letter is not None
    return Named(str(letter.id), letter.template, meeting.code, expense.code, folder)


def accesses() -> list[tuple[str, str | None]]:
    """What was looked at and by whom, in order."""
    with reading() as session:
        rows = session.execute(
            select(Access.what, Person.email)
            .outerjoin(Person, Person.id == Access.viewer_id)
            .order_by(Access.id)
        )
        return [(what, email) for what, email in rows]


def called(command: str, named: Named) -> list[str]:
    arguments = LOGGED[command][1].format(**vars(named))
    return [*command.split(), *arguments.split()]


def viewer_of(command: str) -> str | None:
    """Who is named where the command is tried out; with --as an agreement would be drawn up."""
    names = {"money agreement": None, "review show": "chair"}
    return names.get(command, "coordinator")


@pytest.mark.long
def test_commands_that_show_people_write_down_who_looked(vmeste: Vmeste, named: Named) -> None:
    for command, (what, _) in LOGGED.items():
        before, viewer = len(accesses()), viewer_of(command)

        result = vmeste(*called(command, named), *(by(viewer) if viewer else ()))

        email = f"{viewer}@example.org" if viewer else None
        assert result.exit_code == (command in REFUSED), (command, result.output)
        assert set(accesses()[before:]) == {(what, email)}, command


@pytest.mark.long
def test_commands_that_show_people_show_nothing_where_that_cannot_be_written_down(
    vmeste: Vmeste, named: Named
) -> None:
    with transaction() as session:
        refuse = "create trigger no_access before insert on access begin select raise(abort, 'x')"
        session.execute(text(f"{refuse}; end"))
    for command in LOGGED:
        viewer = viewer_of(command)

        said = vmeste.failed(3, *called(command, named), *(by(viewer) if viewer else ()))

        assert said.startswith("People's data are shown only where it can be written down"), command
        assert not any(name in said for name in ("Leader", "Neighbour", "Expert"))
    assert accesses() == []
    written = {file.name for file in named.folder.iterdir()}
    assert not {"selection.xlsx", "c.ics", "a.csv"} & written


SHOW = ("initiative", "show", "1-01")


@pytest.fixture
def proposal(prepared: Prepared) -> None:
    with prepared() as competition:
        competition.initiative()


def test_who_does_not_say_who_they_are_is_written_down_as_that(
    vmeste: Vmeste, proposal: None
) -> None:
    vmeste.said(*SHOW)

    assert accesses() == [("initiative", None)]


def test_stranger_is_shown_nothing(vmeste: Vmeste, proposal: None) -> None:
    said = vmeste.refused(*SHOW, *by("stranger"))

    assert "stranger@example.org" in said
    assert "Leader" not in said
    assert accesses() == []


def test_what_is_not_there_was_not_looked_at(vmeste: Vmeste, proposal: None) -> None:
    vmeste.refused("initiative", "show", "9-99")

    assert accesses() == []


def test_who_may_not_read_a_review_did_not_look_at_it(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.reviews(competition.at("expert_review"))

    vmeste.refused("review", "show", "1-01.1", *by("resident"))

    assert accesses() == []


def test_review_shows_the_people_of_its_initiative_too(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        initiative = competition.at("expert_review")
        review = competition.reviews(initiative)[0]

    vmeste.said("review", "show", "1-01.1", *by("chair"))

    with reading() as session:
        found = session.scalars(select(Access.subject_id).order_by(Access.id)).all()
    assert found == [review.id, initiative.id]


@pytest.mark.parametrize("form", ["--json", "--csv", "--xlsx"])
def test_every_form_of_a_list_is_written_down(
    vmeste: Vmeste, proposal: None, tmp_path: Path, form: str
) -> None:
    file = () if form == "--json" else (str(tmp_path / f"list{form}"),)

    vmeste.said("letters", "list", form, *file, *by("coordinator"))

    assert accesses() == [("letters", "coordinator@example.org")]


def test_list_of_one_person_is_of_that_person(vmeste: Vmeste, proposal: None) -> None:
    vmeste.said("letters", "list", "--to", "leader@example.org")

    with reading() as session:
        (access,) = session.scalars(select(Access)).all()
        assert access.person is not None
        assert access.person.email == "leader@example.org"
