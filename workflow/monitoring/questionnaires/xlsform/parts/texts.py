from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line


def text(line: Line, field: str, found: Findings) -> dict[str, str] | None:
    """The words of a field as a document has them; Russian always, English where it is there."""
    words = line.words.get(field, {})
    if "ru" in words:
        if "en" not in words:
            found.notice(
                en="Where there is no English, the Russian words stand in for it.",
                ru="Где нет английского текста, его заменяет русский.",
            )
        return {language: said for language, said in words.items()}
    if "en" not in words:
        return None
    found.notice(
        en="Where there are no Russian words, the English ones stand in for them.",
        ru="Где нет русского текста, его заменяет английский.",
    )
    return {"ru": words["en"], "en": words["en"]}


def yes(line: Line, field: str, found: Findings) -> bool:
    """Whether a cell says yes, as any XLSForm may say it."""
    from pyxform import aliases  # noqa: PLC0415 -- takes a second

    said = line.cells.get(field)
    if said is not None and said.lower() not in aliases.yes_no:
        found.wrong(line.at(field), f"“{said[:60]}” is neither yes nor no")
    return said is not None and aliases.yes_no.get(said.lower()) is True
