"""Reports on an invented programme's effectiveness."""

from dataclasses import replace
from datetime import date
from typing import Any

from models import EventKind, MediaKind, Money, ProblemKind, Rating, RoundMode, Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from tests.papers.effectiveness import surveys
from workflow.monitoring.evaluation.limits import limits
from workflow.monitoring.evaluation.report import (
    AssessmentFinding,
    CriterionFinding,
    DistrictCoverage,
    EffectivenessReport,
    EvaluatedCell,
    EventFeedback,
    ExpertEvidence,
    FeedbackEvidence,
    Funnel,
    FunnelExit,
    FunnelStep,
    Header,
    IndicatorEvidence,
    IndicatorFinding,
    MediaEvidence,
    Mention,
    MilestoneFinding,
    MoneyFinding,
    ParameterFinding,
    ParameterValue,
    Phase,
    PlanAndFact,
    ProblemCoverage,
    QuestionnaireEvidence,
    QuestionnaireFinding,
    RatingFinding,
    Records,
    RoundFinding,
    StageFinding,
    SupportFinding,
    Unit,
)
from workflow.programme.indicators import Aside


def indicator(ru: str, en: str, planned: int | None, fact: int | None, **given: Any) -> Any:
    return IndicatorFinding(
        indicator=en.split()[0].lower(),
        title=Text(ru=ru, en=en),
        planned=planned,
        fact=fact,
        missing=None if fact is not None else NOT_YET,
        percent=fact * 100 // planned if planned and fact is not None else None,
        aside=None,
        **({"records": Records.PEOPLE} | given),
    )


NOT_YET = Text(ru="Итоговый раунд ещё не закрыт.", en="The endline round has not closed yet.")
INDICATORS = (
    indicator(
        "Участники с положительным опытом совместного решения проблем округа",
        "Participants with a positive experience of solving problems together",
        150, None, records=Records.QUESTIONNAIRES,
    ),
    indicator("Депутаты, проявившие интерес", "Deputies who showed interest", 10, 12),
    replace(
        indicator("Жители, принявшие участие", "Residents who took part", 1000, 1240),
        aside=Aside(35, Text(
            ru="35 участий без имени; среди них могут быть те же люди.",
            en="35 attendances without a name; the same people may be among them.",
        )),
    ),
    indicator(
        "Инициативы, поддержанные на конкурсе", "Initiatives supported competitively", None, 23,
        records=Records.INITIATIVES,
    ),
    indicator("Консультации", "Consultations given", 50, 47, records=Records.CONSULTATIONS),
    indicator("Мероприятия", "Events held", 12, 12, records=Records.EVENTS),
)  # fmt: skip
MONEY = MoneyFinding(
    Money(700_000_00), Money(3_600_000_00), Money(650_000_00), Money(600_000_00),
    Money(548_200_50), 514,
)  # fmt: skip
PLAN_AND_FACT = PlanAndFact(
    INDICATORS,
    MONEY,
    (
        SupportFinding("15", Text(ru="Округ № 15", en="District No. 15"), 5, 9, 5, 4),
        SupportFinding("16", Text(ru="Округ № 16", en="District No. 16"), 5, 6, 4, 3),
    ),
    (
        StageFinding(
            "proposals", Text(ru="Подготовка заявок", en="Proposals"), date(2017, 2, 1),
            date(2017, 3, 31), Phase.OVER, 14, 1, 3,
        ),
        StageFinding(
            "work", Text(ru="Реализация инициатив", en="Implementation"), date(2017, 4, 1),
            date(2017, 11, 30), Phase.UNDER_WAY, 20, 2, 8,
        ),
    ),
    MilestoneFinding(60, 52, 49, 41, 3),
)  # fmt: skip
OPINION = "Группы научились договариваться, но отчёты пишут неохотно.\n\nСовет — раньше начинать."
EXPERTS = ExpertEvidence(
    (
        CriterionFinding("need", Text(ru="Актуальность", en="Need"), 0, 10, 46, 7.83),
        CriterionFinding("budget", Text(ru="Реалистичность сметы", en="Budget"), 0, 10, 46, 6.4),
    ),
    tuple(RatingFinding(rating, n) for rating, n in zip(Rating, (12, 4, 0), strict=True)),
    (
        AssessmentFinding(
            Text(ru="Внешний специалист", en="The outside evaluator"),
            OPINION,
            date(2017, 11, 28),
            True,
        ),
    ),
)
FEEDBACK = FeedbackEvidence(
    (
        EventFeedback(
            "seminar", "Семинар по социальному проектированию", EventKind.SEMINAR,
            date(2017, 3, 12), 24, 4.6, 0.92, 0.83,
        ),
        EventFeedback(
            "table", "Круглый стол", EventKind.ROUND_TABLE, date(2017, 11, 14), 11, 4.1, 0.73, None
        ),
    ),
    35, 4.44, 0.86, 0.83, 2,
)  # fmt: skip
MEDIA = MediaEvidence(
    ((MediaKind.NEWSPAPER, 3), (MediaKind.SITE, 5)),
    (
        Mention(
            MediaKind.NEWSPAPER, "Свидетель", "Двор на Лунной стал другим",
            "https://example.org/svidetel/1", date(2017, 9, 3),
        ),
        Mention(
            MediaKind.SITE, "Портал", "Опасная ссылка", "javascript:alert(1)", date(2017, 9, 4)
        ),
    ),
)  # fmt: skip


def round_(*questionnaires: QuestionnaireFinding, **given: Any) -> RoundFinding:
    told = RoundFinding(
        code="endline",
        title=Text(ru="Итоговый мониторинг", en="Endline monitoring"),
        mode=RoundMode.LINKED,
        opened_on=date(2017, 11, 1),
        closed_on=date(2017, 11, 20),
        baseline="baseline",
        questionnaires=questionnaires or (surveys.residents(), surveys.deputies()),
        is_sample=True,
    )
    return replace(told, **given)


def baseline(*questionnaires: QuestionnaireFinding) -> RoundFinding:
    return round_(
        *(questionnaires or (surveys.first_round(),)),
        code="baseline",
        title=Text(ru="Исходный мониторинг", en="Baseline monitoring"),
        opened_on=date(2017, 1, 16),
        closed_on=date(2017, 2, 3),
        baseline=None,
    )


def problem(n: int, text: str, supported: int, kind: ProblemKind) -> ProblemCoverage:
    return ProblemCoverage(kind, n, Text(ru=text), supported)


def district(code: str, *supported: int) -> DistrictCoverage:
    problems = tuple(
        problem(n, f"Проблема {n}: тротуары, освещение и дворы", many, ProblemKind.PROBLEM)
        for n, many in enumerate(supported, 1)
    )
    growth = tuple(
        problem(n, f"Точка роста {n}: активные старшие по домам", n % 2, ProblemKind.GROWTH_POINT)
        for n in range(1, 5)
    )
    return DistrictCoverage(
        code,
        Text(ru=f"Округ № {code}", en=f"District No. {code}"),
        problems + growth,
        sum(many > 0 for many in supported),
        len(supported),
    )


STEPS = (
    ("Заявка", "Proposal", 60), ("Экспертиза", "Expert review", 55), ("Утверждена", "Approved", 25),
    ("Финансирование", "Funding", 23), ("Выполнение", "Implementation", 23),
    ("Творческий отчёт", "Creative report", 18), ("Завершена", "Completed", 16),
)  # fmt: skip
FUNNEL = Funnel(
    tuple(FunnelStep(en.lower(), Text(ru=ru, en=en), n) for ru, en, n in STEPS),
    (
        FunnelExit("reserve", Text(ru="В резерве", en="On the reserve list"), 6),
        FunnelExit("rejected", Text(ru="Отклонена", en="Rejected"), 9),
    ),
)
PARAMETERS = (
    ParameterFinding(
        "link",
        Text(
            ru="Доля жителей, довольных связью с органами власти",
            en="Share of residents content with the link",
        ),
        Unit.SHARE,
        Records.QUESTIONNAIRES,
        date(2017, 2, 3),
        date(2017, 11, 20),
        (
            ParameterValue(None, None, 0.32, 0.54),
            ParameterValue("15", Text(ru="Округ № 15", en="District No. 15"), 0.3, 0.5),
            ParameterValue("16", Text(ru="Округ № 16", en="District No. 16"), None, None),
        ),
    ),
    ParameterFinding(
        "groups",
        Text(ru="Инициативные группы", en="Initiative groups"),
        Unit.NUMBER,
        Records.PEOPLE,
        None,
        None,
        (ParameterValue("15", Text(ru="Округ № 15", en="District No. 15"), 2, 9),),
    ),
)


def cells(stage: EvaluationStage, rounds: tuple[RoundFinding, ...]) -> tuple[EvaluatedCell, ...]:
    answers = QuestionnaireEvidence(rounds) if rounds else QuestionnaireEvidence((), NOT_YET)
    goal = (Text(
        ru="Повысить качество связи между органами местного самоуправления и жителями",
        en="A better link between local government and residents",
    ),)  # fmt: skip
    return (
        EvaluatedCell(stage, EvaluationObject.GOAL, goal, (PLAN_AND_FACT, EXPERTS)),
        EvaluatedCell(
            stage,
            EvaluationObject.TASK,
            (Text(ru="Создать группы", en="Form groups"), Text(ru="Обучить их", en="Train them")),
            (PLAN_AND_FACT, IndicatorEvidence(INDICATORS), answers),
        ),
        EvaluatedCell(
            stage,
            EvaluationObject.RESULT,
            (Text(ru="Пять инициатив в каждом округе", en="Five initiatives in each district"),),
            (FEEDBACK, answers, MEDIA, ExpertEvidence((), (), (), NOT_YET)),
        ),
    )


def report(*rounds: RoundFinding, **given: Any) -> EffectivenessReport:
    """The final one; without a comparison group unless the rounds have one."""
    held = rounds or (baseline(), round_())
    header = Header(
        programme="berdsk-2016",
        title=Text(ru="Программа «Мы вместе!»", en="Programme “We Are Together!”"),
        place=Text(ru="г. Бердск", en="Berdsk"),
        foundation=Text(ru="Фонд «Мы вместе»", en="Foundation “We Are Together”"),
        starts_on=date(2016, 12, 1),
        ends_on=date(2017, 11, 30),
        stage=EvaluationStage.FINAL,
        as_of=date(2017, 11, 30),
        plan_hash="ab" * 32,
        is_sample=True,
    )
    made = EffectivenessReport(
        header=header,
        indicators=INDICATORS,
        cells=cells(EvaluationStage.FINAL, held),
        rounds=held,
        funnel=FUNNEL,
        coverage=(district("15", 2, 1, 0, 1, 0, 3, 0, 1), district("16", 1, 0, 0, 1)),
        parameters=PARAMETERS,
        limits=limits(held),
    )
    return replace(made, **given)


def compared() -> EffectivenessReport:
    """Districts outside the programme were asked too."""
    finding = surveys.residents(against_others=(surveys.AGAINST,))
    return report(baseline(), round_(finding, surveys.deputies()))


def interim() -> EffectivenessReport:
    held = (baseline(),)
    made = report(*held)
    header = replace(made.header, stage=EvaluationStage.INTERIM, as_of=date(2017, 6, 30))
    return replace(made, header=header, cells=cells(EvaluationStage.INTERIM, held))


def empty() -> EffectivenessReport:
    """Nothing has happened yet."""
    made = report()
    return replace(
        made,
        header=replace(made.header, stage=EvaluationStage.INTERIM, is_sample=False),
        indicators=(),
        cells=(),
        rounds=(),
        funnel=Funnel((), ()),
        coverage=(),
        parameters=(),
        limits=limits(()),
    )
