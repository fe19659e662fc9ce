"""The words that explain the selection's figures."""

from math import isinf

from models import Text
from models.text import Language
from workflow.council.scoring.selection import Selection


def settings(found: Selection, language: Language) -> list[tuple[str, float | str, str]]:
    """What the figures rest on: its name, its value, what it means. The threshold comes first and
    the shrinkage second; formulas refer to them."""

    def say(en: str, ru: str) -> str:
        return Text(en=en, ru=ru).in_(language)

    none = say("cannot be told", "нельзя определить")
    return [
        (
            say("Threshold of disagreement", "Порог расхождения"),
            found.threshold,
            say(
                "Largest less smallest weighted total of an initiative; above this it is disputed",
                "Наибольший балл инициативы минус наименьший; выше порога она спорная",
            ),
        ),
        (
            say("Shrinkage λ", "Сжатие λ"),
            say("infinite", "бесконечно") if isinf(found.shrinkage) else found.shrinkage,
            say(
                "Residual variance over the experts' variance, by REML. Leniency of an expert "
                "= Σ(weighted total − adjusted score) / (reviews + λ); adjusted score = mean "
                "of the totals less leniencies (Henderson 1975)",
                "Остаточная дисперсия к дисперсии экспертов, по REML. Мягкость эксперта = "
                "Σ(балл − балл с поправкой) / (число экспертиз + λ); балл с поправкой — среднее "
                "баллов за вычетом мягкости (Henderson 1975)",
            ),
        ),
        (
            say("Ranked by", "Рейтинг по"),
            {
                "raw": say("raw mean", "простому среднему"),
                "weighted": say("weighted total", "баллу с весами"),
                "adjusted": say("adjusted score", "баллу с поправкой"),
            }[found.ranked_by],
            say("Equals stand in the order of the lines", "Равные стоят в порядке строк"),
        ),
        (
            say("Agreement α", "Согласие α"),
            none if found.agreement is None else found.agreement,
            say(
                "Krippendorff's alpha, interval metric: 1 full agreement, 0 as if by chance "
                "(Krippendorff 2011)",
                "Альфа Криппендорфа, интервальная шкала: 1 — полное согласие, 0 — как "
                "случайно (Krippendorff 2011)",
            ),
        ),
        (
            say("The cut falls elsewhere", "Черта проходит иначе"),
            none if found.elsewhere is None else found.elsewhere,
            say(
                f"Share of {found.resamples} bootstrap resamples in which other initiatives "
                "are above the cut (Graves et al. 2011, BMJ 343:d4797)",
                f"Доля из {found.resamples} бутстреп-выборок, где выше черты другие "
                "инициативы (Graves et al. 2011, BMJ 343:d4797)",
            ),
        ),
        (
            say("A sample", "Пример") if found.is_sample else "",
            "",
            say("People and initiatives are invented", "Люди и инициативы придуманы")
            if found.is_sample
            else "",
        ),
    ]
