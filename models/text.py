from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ru", "en"]


class Text(BaseModel):
    """The same words in each language; where a translation is missing, the Russian stands in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ru: str = Field(min_length=1, max_length=4000)
    en: str | None = Field(default=None, min_length=1, max_length=4000)

    def in_(self, language: Language) -> str:
        return (self.en or self.ru) if language == "en" else self.ru
