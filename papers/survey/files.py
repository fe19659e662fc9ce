from collections.abc import Mapping

from models.text import Language
from papers.survey.answers import answers_csv
from papers.survey.codebook import codebook_xlsx
from papers.survey.sav import answers_sav
from workflow.monitoring.microdata.released import Microdata


def survey_files(microdata: Microdata, language: Language) -> Mapping[str, bytes]:
    """All that is written of a questionnaire's answers, by name. Codes stand in the table of
    answers, words in the language's codebook and .sav."""
    name = microdata.questionnaire
    return {
        f"{name}.csv": answers_csv(microdata),
        f"{name}.{language}.sav": answers_sav(microdata, language),
        f"{name}.{language}.codebook.xlsx": codebook_xlsx(microdata, language),
    }
