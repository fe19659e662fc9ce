"""What is wrong with a programme's document is said before it is loaded, line by line."""

import pytest

from tests import make
from tests.workflow.programme.complaints import complaints
from workflow.errors import BadDocument
from workflow.programme.indicators import INDICATORS
from workflow.programme.lint import MOMENTS

KINDS = f"known: {', '.join(MOMENTS)}"
INDICATORS_KNOWN = f"known: {', '.join(INDICATORS)}"
NOBODY = "people: []\n"
NO_ZONE = "there is no such time zone; write one like Asia/Novosibirsk"
NO_COUNTRY = "no national calendar is known for it; write one like RU"
OUTSIDE = "lies outside the programme's own days"
TWICE = "is there already; each stands once"
ENDS_EARLY = "it ends before it starts"
RUBRIC = "  rubric:\n"
COUNCIL = make.PROGRAMME[make.PROGRAMME.index("council:\n") : make.PROGRAMME.index("targets:\n")]


def people(*roles: str) -> str:
    """A list of people, one for each list of roles."""
    return "people:\n" + "".join(
        f"  - {{code: p{n}, name: Человек, email: p{n}@example.org, roles: [{role}]}}\n"
        for n, role in enumerate(roles, 1)
    )


MISTAKES: dict[str, tuple[str, str, str]] = {
    "missing lifecycle file": (
        "lifecycles/initiative.yaml",
        "lifecycles/nowhere.yaml",
        "line 13, lifecycles.initiative: cannot read the file lifecycles/nowhere.yaml",
    ),
    "folder for a lifecycle file": (
        "lifecycles/initiative.yaml",
        "lifecycles",
        "line 13, lifecycles.initiative: cannot read the file lifecycles",
    ),
    "lifecycle file with a name that none can have": (
        "lifecycles/initiative.yaml",
        r'"life\0cycle"',
        "line 13, lifecycles.initiative: cannot read the file life\0cycle",
    ),
    "missing lifecycle": (
        "  initiative: lifecycles/initiative.yaml\n",
        "",
        "line 12, lifecycles: the lifecycle of initiative is missing",
    ),
    "unknown kind of lifecycle": (
        "  enrolment: ",
        "  seminar: lifecycles/enrolment.yaml\n  enrolment: ",
        f"line 14, lifecycles.seminar: nothing of kind seminar; {KINDS}",
    ),
    "unknown indicator": (
        "deputies_interested",
        "deputies_curious",
        f"line 45, targets.0.indicator: no such indicator; {INDICATORS_KNOWN}",
    ),
    "stage that begins before the programme": (
        "starts_on: 2026-09-01",
        "starts_on: 2026-02-28",
        f"line 55, calendar.4: creative_reports {OUTSIDE}",
    ),
    "stage that ends after the programme": (
        "ends_on: 2026-11-30",
        "ends_on: 2027-01-01",
        f"line 55, calendar.4: creative_reports {OUTSIDE}",
    ),
    "monitoring in an unknown stage": (
        "stage: baseline",
        "stage: endline",
        "line 58, monitoring.0.stage: the calendar has no stage endline",
    ),
    "stage twice": (
        "code: selection",
        "code: applications",
        f"line 52, calendar.1.code: applications {TWICE}",
    ),
    "district twice": ('code: "2"', 'code: "1"', f"line 64, districts.1.code: 1 {TWICE}"),
    "problem twice": (
        "{n: 2, ru: нет клуба}",
        "{n: 1, ru: нет клуба}",
        f"line 62, districts.0.problems.1.n: 1 {TWICE}",
    ),
    "indicator twice": (
        "residents_taking_part",
        "deputies_interested",
        f"line 46, targets.1.indicator: deputies_interested {TWICE}",
    ),
    "constituency twice": (
        "council:\n",
        "  - {code: foundation, title: {ru: Ещё}}\ncouncil:\n",
        f"line 28, constituencies.2.code: foundation {TWICE}",
    ),
    "no rules for the council": (COUNCIL, "", "line 1, council: is missing"),
    "unknown constituency at quorum": (
        "[foundation, deputies]",
        "[foundation, senate]",
        "line 32, council.constituencies_at_quorum.1: there is no constituency senate",
    ),
    "quorum of more than all": (
        RUBRIC,
        f"  quorum: 3/2\n{RUBRIC}",
        "line 28, council: a quorum is no more than all of the members",
    ),
    "quorum that is no share": (
        RUBRIC,
        f"  quorum: 0.5\n{RUBRIC}",
        "line 33, council.quorum: “0.5” is not written as it should be",
    ),
    "quorum of nobody": (
        RUBRIC,
        f"  quorum: 0/3\n{RUBRIC}",
        "line 33, council.quorum: “0/3” is not written as it should be",
    ),
    "most reviews below least": (
        "  reviews_per_proposal: 2",
        "  reviews_per_proposal: 4",
        "line 28, council: most_reviews_per_proposal is below reviews_per_proposal",
    ),
    "a single review": (
        "  reviews_per_proposal: 2",
        "  reviews_per_proposal: 1",
        "line 29, council.reviews_per_proposal: input should be greater than or equal to 2 "
        "(given: 1)",
    ),
    "no reviews for an expert": (
        RUBRIC,
        f"  most_reviews_per_expert: 0\n{RUBRIC}",
        "line 33, council.most_reviews_per_expert: input should be greater than 0 (given: 0)",
    ),
    "another expert always": (
        "further_expert_above: 3",
        "further_expert_above: 0",
        "line 31, council.further_expert_above: input should be greater than 0 (given: 0)",
    ),
    "unknown basis of the ranking": (
        RUBRIC,
        f"  ranked_by: luck\n{RUBRIC}",
        "line 33, council.ranked_by: input should be 'raw', 'weighted' or 'adjusted' (given: luck)",
    ),
    "anchor above the scale": (
        "10: {ru: большая}",
        "11: {ru: большая}",
        "line 33, council.rubric: benefit: there is no score 11",
    ),
    "anchor below the scale": (
        "    criteria:",
        "    lowest: 1\n    criteria:",
        "line 33, council.rubric: benefit: there is no score 0",
    ),
    "scale upside down": (
        "    criteria:",
        "    lowest: 10\n    criteria:",
        "line 33, council.rubric: the highest score must be above the lowest",
    ),
    "criterion twice": (
        "code: feasibility",
        "code: benefit",
        "line 33, council.rubric: each criterion stands once",
    ),
    "one anchor": (
        "{0: {ru: нет}, 10: {ru: большая}}",
        "{10: {ru: большая}}",
        "line 39, council.rubric.criteria.0.anchors: dictionary should have at least 2 items "
        "after validation, not 1",
    ),
    "criterion without weight": (
        "coefficient: 2",
        "coefficient: 0",
        "line 38, council.rubric.criteria.0.coefficient: input should be greater than 0 (given: 0)",
    ),
    "scores without a word": (
        "justification_at_least: 20",
        "justification_at_least: 0",
        "line 34, council.rubric.justification_at_least: input should be greater than or equal "
        "to 1 (given: 0)",
    ),
    "monitoring round twice": (
        "districts:",
        "  - {code: baseline, title: {ru: Ещё}, stage: support}\ndistricts:",
        f"line 59, monitoring.1.code: baseline {TWICE}",
    ),
    "questionnaire file that is missing": (
        "questionnaires/tiny.yaml",
        "questionnaires/nowhere.yaml",
        "line 68, questionnaires.residents: cannot read the file questionnaires/nowhere.yaml",
    ),
    "round that asks what there is not": (
        "asks: [{questionnaire: residents}]",
        "asks: [{questionnaire: deputies}]",
        "line 58, monitoring.0.asks.0.questionnaire: there is no questionnaire deputies; known: "
        "residents",
    ),
    "round that asks the same twice": (
        "asks: [{questionnaire: residents}]",
        "asks: [{questionnaire: residents}, {questionnaire: residents}]",
        "line 58, monitoring.0.asks.1.questionnaire: residents is there already; each stands once",
    ),
    "round compared with one that there is not": (
        "stage: baseline,",
        "stage: baseline, compared_with: first,",
        "line 58, monitoring.0.compared_with: there is no other round first; known: none",
    ),
    "round compared with itself": (
        "stage: baseline,",
        "stage: baseline, compared_with: baseline,",
        "line 58, monitoring.0.compared_with: there is no other round baseline; known: none",
    ),
    "round compared with a later one": (
        make.ROUND,
        make.ROUND.replace("stage:", "compared_with: later, stage:")
        + make.ROUND.replace("code: baseline", "code: later").replace(
            "stage: baseline", "stage: support"
        ),
        "line 58, monitoring.0.compared_with: later is not over when baseline begins",
    ),
    "round compared with one of another mode": (
        make.ROUND,
        make.ROUND
        + make.ROUND.replace("code: baseline", "code: later").replace(
            "stage: baseline", "stage: creative_reports, mode: anonymous, compared_with: baseline"
        ),
        "line 59, monitoring.1.mode: baseline is linked: answers are compared that were given in "
        "the same conditions; write linked here or anonymous there",
    ),
    "round compared with one that asked nothing of it": (
        make.ROUND,
        make.ROUND
        + "  - {code: later, title: {ru: Ещё}, stage: creative_reports, compared_with: baseline}\n",
        "line 59, monitoring.1.compared_with: baseline asks none of its questionnaires",
    ),
    "transferred day twice": (
        "monitoring:",
        "transferred_days:\n  - {day: 2026-05-02, working: true}\n"
        "  - {day: 2026-05-02, working: false}\nmonitoring:",
        f"line 59, transferred_days.1.day: 2026-05-02 {TWICE}",
    ),
    "person twice": (
        NOBODY,
        people("", "").replace("code: p2", "code: p1"),
        f"line 69, people.1.code: p1 {TWICE}",
    ),
    "e-mail twice, in other letters": (
        NOBODY,
        people("", "").replace("p2@example.org", "P1@Example.ORG"),
        f"line 69, people.1.email: p1@example.org {TWICE}",
    ),
    "unknown district in a role": (
        NOBODY,
        people("{role: deputy, district: '9'}"),
        "line 68, people.0.roles.0.district: there is no district 9",
    ),
    "unknown constituency in a role": (
        NOBODY,
        people("{role: expert, constituency: council}"),
        "line 68, people.0.roles.0.constituency: there is no constituency council",
    ),
    "deputy without a district": (
        NOBODY,
        people("{role: chair}, {role: deputy}"),
        "line 68, people.0.roles.1: a deputy has a district; name it",
    ),
    "expert without a constituency": (
        NOBODY,
        people("{role: expert}"),
        "line 68, people.0.roles.0: an expert belongs to a constituency of the council; name it",
    ),
    "role that ends before it starts": (
        NOBODY,
        people("{role: chair, since: 2026-05-01, until: 2026-04-30}"),
        f"line 68, people.0.roles.0.until: {ENDS_EARLY}",
    ),
    "role that ends before the programme": (
        NOBODY,
        people("{role: chair, until: 2026-02-28}"),
        f"line 68, people.0.roles.0.until: {ENDS_EARLY}",
    ),
    "slots without end": (
        "slots_per_district: 5",
        "slots_per_district: 99999999999999999",
        "line 10, slots_per_district: input should be less than or equal to 1000000 "
        "(given: 99999999999999999)",
    ),
    "slots that are a truth": (
        "slots_per_district: 5",
        "slots_per_district: true",
        "line 10, slots_per_district: input should be a valid integer (given: True)",
    ),
    "a number for a day": (
        "starts_on: 2026-03-01",
        "starts_on: 0",
        "line 7, starts_on: write a day like 2017-03-24 (given: 0)",
    ),
    "unknown currency": (
        "country: RU\n",
        "country: RU\ncurrency: ZZZ\n",
        "line 7, currency: there is no such currency; write its code, like RUB (given: ZZZ)",
    ),
    "unknown time zone": (
        "Asia/Novosibirsk",
        "Asia/Berdsk",
        f"line 5, time_zone: {NO_ZONE} (given: Asia/Berdsk)",
    ),
    "path for a time zone": (
        "Asia/Novosibirsk",
        "../../etc/passwd",
        f"line 5, time_zone: {NO_ZONE} (given: ../../etc/passwd)",
    ),
    "unknown country": ("country: RU", "country: XX", f"line 6, country: {NO_COUNTRY} (given: XX)"),
    "country in three letters": (
        "country: RU",
        "country: RUS",
        f"line 6, country: {NO_COUNTRY} (given: RUS)",
    ),
    "amount below zero": (
        "700 000",
        "-1",
        "line 9, fund_target: an amount cannot be below zero, and -1 is (given: -1)",
    ),
    "amount of less than a kopeck": (
        "700 000",
        "0.001",
        "line 9, fund_target: 0.001 has a part smaller than the currency has; thousands are set "
        "off by spaces, as in 700 000 (given: 0.001)",
    ),
    "programme that ends before it starts": (
        "ends_on: 2026-12-31\nfund",
        "ends_on: 2026-02-28\nfund",
        f"line 8, ends_on: {ENDS_EARLY} (given: 2026-02-28)",
    ),
    "stage that ends before it starts": (
        "starts_on: 2026-09-01",
        "starts_on: 2026-12-01",
        f"line 55, calendar.4.ends_on: {ENDS_EARLY} (given: 2026-11-30)",
    ),
}


@pytest.mark.parametrize(("old", "new", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_lint_says_what_is_wrong_and_where(old: str, new: str, line: str) -> None:
    assert complaints(old, new) == [f"small.yaml, {line}"]


def test_lint_lists_all_mistakes_in_order_of_lines() -> None:
    both = people("{role: deputy}", "{role: expert, constituency: council}")
    text = make.PROGRAMME.replace(NOBODY, both).replace("stage: baseline", "stage: endline")
    with pytest.raises(BadDocument) as caught:
        make.document(text.replace("lifecycles/enrolment.yaml", "lifecycles/nowhere.yaml"))
    assert caught.value.lines == [
        "small.yaml, line 14, lifecycles.enrolment: cannot read the file lifecycles/nowhere.yaml",
        "small.yaml, line 58, monitoring.0.stage: the calendar has no stage endline",
        "small.yaml, line 68, people.0.roles.0: a deputy has a district; name it",
        "small.yaml, line 69, people.1.roles.0.constituency: there is no constituency council",
    ]


IN_ORDER: dict[str, tuple[str, str]] = {
    "the programme itself": ("", ""),
    "a stage as long as the programme": ("ends_on: 2026-04-15", "ends_on: 2026-12-31"),
    "a stage of one day": ("starts_on: 2026-04-06", "starts_on: 2026-04-17"),
    "stages in any order": (
        "starts_on: 2026-03-01, ends_on: 2026-04-15",
        "starts_on: 2026-12-01, ends_on: 2026-12-02",
    ),
    "a problem and a growth point of one number": (
        "growth_points: [{n: 1",
        "growth_points: [{n: 2",
    ),
    "money with a comma": ("700 000", '"700 000,50"'),
    "a quorum of all": (RUBRIC, f"  quorum: 1/1\n{RUBRIC}"),
    "a quorum without constituencies": (
        "  constituencies_at_quorum: [foundation, deputies]\n",
        "",
    ),
    "as many reviews at most as at least": (
        "most_reviews_per_proposal: 3",
        "most_reviews_per_proposal: 2",
    ),
    "a threshold between whole points": ("further_expert_above: 3", "further_expert_above: 2.5"),
    "a ranking that corrects for severity": (RUBRIC, f"  ranked_by: adjusted\n{RUBRIC}"),
    "an anchor in the middle of the scale": ("10: {ru: большая}", "5: {ru: средняя}"),
    "no monitoring": (make.ROUND, "  []\n"),
    "a role with its district": (NOBODY, people("{role: deputy, district: '1'}")),
    "two deputies of a district": (NOBODY, people(*["{role: deputy, district: '1'}"] * 2)),
    "a role of one day": (NOBODY, people("{role: chair, since: 2026-05-01, until: 2026-05-01}")),
}


@pytest.mark.parametrize(("old", "new"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_lint_does_not_complain_of(old: str, new: str) -> None:
    assert old in make.PROGRAMME
    assert make.document(make.PROGRAMME.replace(old, new, 1)).document.programme == "small"
