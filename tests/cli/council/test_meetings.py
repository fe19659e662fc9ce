"""`vmeste meeting`."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.cli.conftest import Clock, Prepared, Vmeste, by, plain

DAY = "2026-03-04"
ITEM = f"{DAY}.1"
AT = ("--at", f"{DAY} 11:00", "--place", "Зал фонда")
REASON = ("--reason", "Так решили")


def emails(*names: str) -> list[str]:
    return [f"{name}@example.org" for name in names]


@pytest.fixture
def waiting(prepared: Prepared) -> None:
    """Two initiatives before the council; Second keeps out of the first."""
    with prepared() as competition:
        first = competition.at("expert_review", title="Площадка у пруда")
        competition.act(first, "declare_conflict", "second", reason="Родня")
        competition.reviewed(first)
        competition.at("approval", "1-02", title="Сквер")


@pytest.fixture
def sitting(vmeste: Vmeste, waiting: None, now: Clock) -> None:
    """The meeting is open, with everyone there."""
    vmeste.said("meeting", "convene", *AT, *by("secretary"))
    now.at = now.at.replace(day=4, hour=4)
    vmeste.said("meeting", "present", DAY, *emails(*make.COUNCIL), *by("secretary"))
    vmeste.said("meeting", "open", DAY, *by("chair"))


def vote(vmeste: Vmeste, item: str = ITEM, **choices: str) -> None:
    """Everyone who may votes for, but for `choices`."""
    for name in make.COUNCIL:
        if (item, name) != (ITEM, "second"):
            vmeste.said("meeting", "vote", item, choices.get(name, "for"), *by(name))


def shown(vmeste: Vmeste, number: int = 1) -> Any:
    """An item of the meeting, as a script gets it."""
    return vmeste.told("meeting", "show", DAY)["items"][number - 1]


def test_convening_puts_what_waits_on_the_agenda(vmeste: Vmeste, waiting: None) -> None:
    said = vmeste.said("meeting", "convene", *AT, *by("secretary"))

    assert said == "Meeting 2026-03-04 is convened; items on the agenda: 2."
    (listed,) = vmeste.told("meeting", "list")
    assert (listed["code"], listed["held_at"], listed["items"]) == (
        DAY,
        "2026-03-04T11:00:00+07:00",
        2,
    )
    assert "2026-03-04 04.03.2026 11:00 Зал фонда Convened 2" in vmeste.said("meeting", "list")
    assert shown(vmeste)["record"]["code"] == "1-01"


def test_convening_for_some_says_which_do_not_wait(vmeste: Vmeste, waiting: None) -> None:
    convene = ("meeting", "convene", *AT, *by("secretary"), "--only", "1-02")

    assert vmeste.refused(*convene, "--only", "9-99").endswith("on another agenda: 9-99.")
    assert vmeste.told("meeting", "list") == []
    assert "items on the agenda: 1." in vmeste.said(*convene)
    assert vmeste.refused(*convene, "--only", "1-01").endswith("on another agenda: 1-02.")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--at", "2026-03-01 11:00", *by("secretary")), 1, "This moment has passed"),
        (("--at", "2026-03-04 11:00", *by("expert")), 1, "Only the secretary"),
        (("--at", "tomorrow", *by("secretary")), 2, "does not match"),
    ],
)
def test_convening_is_refused_in_words(
    vmeste: Vmeste, waiting: None, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = vmeste("meeting", "convene", "--place", "Зал", *arguments)

    assert (result.exit_code, words in plain(result)) == (code, True), plain(result)


def test_a_meeting_opens_with_a_quorum_only(vmeste: Vmeste, waiting: None, now: Clock) -> None:
    vmeste.said("meeting", "convene", *AT, *by("secretary"))
    three = emails("expert", "chair", "second")
    mark = ("meeting", "present", DAY, *three, *by("secretary"), "--key", "k")

    assert vmeste.said(*mark) == vmeste.said(*mark) == "2026-03-04: 3 present, 3 of 4 needed."
    vmeste.said("meeting", "absent", DAY, three[0], *by("secretary"))
    assert "No quorum: 2 present of 3 needed" in vmeste.refused(
        "meeting", "open", DAY, *by("chair")
    )
    attendance = vmeste.told("meeting", "show", DAY)["attendance"]
    assert attendance == {
        "present": ["Chair", "Second"],
        "absent": ["Expert", "Third"],
        "eligible": 4,
        "needed": 3,
    }


def test_a_vote_in_progress_is_shown_by_name(vmeste: Vmeste, sitting: None) -> None:
    put = vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))
    assert put == f"{ITEM}: “approve” is put to the vote. To vote: Chair, Expert, Third."
    said = vmeste.said("meeting", "vote", ITEM, "abstain", *by("third"))
    assert said == f"{ITEM}: your vote “abstain” is counted. Not voted yet: Chair, Expert."

    seen = vmeste.said("meeting", "show", DAY)
    assert "1. 1-01 Площадка у пруда · Voting District 1 · 50,000 RUB · rank 1" in seen
    assert "Recused: Second (declared by hand) Quorum: 3 present, 2 of 3 needed" in seen
    assert "Approve: abstained — Third; not yet: Chair, Expert" in seen
    assert "2. 1-02 Сквер · On the agenda" in seen
    assert "Slots used now: District 1 — 0 / 5 Money free now: 900,000 RUB" in seen


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("vote", ITEM, "for", *by("second")), 1, "You have a conflict of interest here"),
        (("vote", ITEM, "for", *by("leader")), 1, "Only the expert"),
        (("vote", ITEM, "maybe", *by("chair")), 2, "Invalid value"),
        (("put", f"{DAY}.2", "celebrate", *by("chair")), 2, "Invalid value"),
        (("close-vote", ITEM, *by("secretary")), 1, "Not voted yet: "),
        (("close", DAY, *by("chair")), 1, "Item 1 is being voted on"),
        (("call-off", ITEM, *by("chair")), 2, "Missing option '--reason'"),
        (("show", "2031-01-01"), 1, "There is no meeting 2031-01-01"),
    ],
)
def test_the_room_is_told_what_cannot_be(
    vmeste: Vmeste, sitting: None, arguments: tuple[str, ...], code: int, words: str
) -> None:
    vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))

    result = vmeste("meeting", *arguments)

    assert (result.exit_code, words in plain(result)) == (code, True), plain(result)
    assert shown(vmeste)["votes"] == {}


def test_closing_a_vote_tells_the_tally_and_the_running_line(vmeste: Vmeste, sitting: None) -> None:
    vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))
    vote(vmeste, third="against")
    close = ("meeting", "close-vote", ITEM, *by("secretary"))

    assert "Give the reason" in vmeste.refused(*close)
    said = vmeste.said(*close, *REASON, "--key", "k")
    assert said == f"{ITEM}: “approve” is adopted: for 2, against 1, abstained 0."
    assert vmeste.said(*close, *REASON, "--key", "k") == said

    seen = vmeste.said("meeting", "show", DAY)
    assert "Approve: for 2, against 1, abstained 0 — adopted Decided: approve Так решили" in seen
    assert "After this: 1 of 5 slots of the district are used, 850,000 RUB is left" in seen
    assert "Slots used now: District 1 — 1 / 5 Money free now: 850,000 RUB" in seen


def test_a_defeat_a_vote_called_off_and_a_second_thought_leave_the_item_open(
    vmeste: Vmeste, sitting: None
) -> None:
    vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))
    vote(vmeste, third="against", expert="against")
    defeated = vmeste.said("meeting", "close-vote", ITEM, *by("secretary"))
    assert defeated == f"{ITEM}: “approve” is defeated: for 1, against 2, abstained 0."

    vmeste.said("meeting", "put", ITEM, "reject", *by("chair"))
    called_off = vmeste.said("meeting", "call-off", ITEM, *by("chair"), *REASON)
    assert called_off == f"{ITEM} is open to another motion."

    vmeste.said("meeting", "put", ITEM, "put_on_reserve", *by("chair"))
    vote(vmeste)
    vmeste.said("meeting", "close-vote", ITEM, *by("secretary"), *REASON)
    vmeste.said("meeting", "reconsider", ITEM, *by("chair"), *REASON)

    item = shown(vmeste)
    assert (item["state"], item["record"]["decision"]) == ("waiting", None)
    assert [(b["motion"], b["carried"]) for b in item["record"]["ballots"]] == [
        ("approve", False),
        ("put_on_reserve", True),
    ]


def test_the_casting_vote_is_told_in_russian(vmeste: Vmeste, sitting: None, russian: None) -> None:
    second = f"{DAY}.2"
    vmeste.said("meeting", "put", second, "reject", *by("chair"))
    vote(vmeste, second, second="against", third="against")

    said = vmeste.said("meeting", "close-vote", second, *by("secretary"), *REASON)

    assert said.startswith(f"{second}: «отклонить» — принято: за 2, против 2, воздержались 0.")
    assert said.endswith("Решил голос председателя.")
    assert "Отклонить: за 2, против 2, воздержались 0 — принято, решил голос председателя" in (
        vmeste.said("meeting", "show", DAY)
    )


def test_minutes_go_from_draft_to_signature_to_announcement(
    vmeste: Vmeste, sitting: None, tmp_path: Path
) -> None:
    vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))
    vote(vmeste)
    vmeste.said("meeting", "close-vote", ITEM, *by("secretary"), *REASON)
    minutes = ("meeting", "minutes", DAY, "--folder", str(tmp_path / "papers"))
    assert "The meeting is not closed" in vmeste.refused(*minutes)
    vmeste.said("meeting", "close", DAY, *by("chair"))

    assert vmeste.said(*minutes).count("a draft, not drawn up yet") == 4
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == [
        f"minutes-{DAY}.{language}.{ending}"
        for language in ("en", "ru")
        for ending in ("docx", "pdf")
    ]
    assert vmeste.said("meeting", "draw-up", DAY, *by("secretary")) == f"{DAY}: Minutes drawn up"
    vmeste.said("meeting", "send-back", DAY, *by("chair"), *REASON)
    vmeste.said("meeting", "draw-up", DAY, *by("secretary"))
    assert "Only the chair" in vmeste.refused("meeting", "sign", DAY, *by("secretary"))
    assert vmeste.said("meeting", "sign", DAY, *by("chair")) == f"{DAY}: Minutes signed"
    assert vmeste.said(*minutes).count("agrees with the history") == 4

    announce = ("meeting", "announce", DAY)
    assert "Only the coordinator" in vmeste.refused(*announce, *by("chair"))
    assert vmeste.said(*announce, *by("coordinator")) == (
        f"{DAY}: Decisions announced 1-01 Площадка у пруда: Funding 1-02 Сквер: Approval"
    )
    seen = vmeste.said("meeting", "show", DAY)
    assert "1. 1-01 Площадка у пруда · Announced" in seen
    assert "2. 1-02 Сквер · Postponed" in seen
    assert "Recused: Second (declared by hand)" in seen
    assert "Money free now" not in seen


def test_minutes_that_are_not_the_signed_ones_are_told_from_them(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path
) -> None:
    """The factory signs hashes of nothing."""
    with prepared() as competition:
        competition.meeting(competition.at("approval"))

    result = vmeste("meeting", "minutes", "2026-03-02", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert plain(result).count("DOES NOT agree with the history") == 4


def test_a_meeting_is_cancelled_with_a_reason(vmeste: Vmeste, waiting: None) -> None:
    vmeste.said("meeting", "convene", *AT, *by("secretary"))

    said = vmeste.said("meeting", "cancel", DAY, *by("chair"), *REASON)

    assert said == f"{DAY}: Cancelled"
    assert "1. 1-01 Площадка у пруда · Postponed" in vmeste.said("meeting", "show", DAY)


def test_histories_of_the_council_name_people_and_not_keys(vmeste: Vmeste, sitting: None) -> None:
    vmeste.said("meeting", "put", ITEM, "approve", *by("chair"))
    vote(vmeste, third="abstain")
    vmeste.said("meeting", "close-vote", ITEM, *by("secretary"), *REASON)

    item = vmeste.said("history", "show", f"agenda_item/{ITEM}")
    assert "quorum: 3 present, 2 of 3 needed" in item
    assert "recused: Second (declared by hand)" in item
    assert "abstained: Third · for: Expert, Chair · money left: 850,000 RUB" in item
    meeting = vmeste.said("history", "show", f"meeting/{DAY}")
    assert "chair: Chair · present: Expert, Chair, Second, Third · secretary: Secretary" in meeting
    review = vmeste.said("history", "show", "review/1-01.1")
    assert re.search(r"hash of the contents: [0-9a-f]{12}… · version of the proposal: 1", review)
    council = vmeste.said("history", "show", "council/council")
    assert "represents: Foundation · member: Expert · from: 01.03.2026 · to: 31.12.2026" in council
