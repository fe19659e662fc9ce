"""What a report may not say where nobody outside the programme was asked.

Before and after tell that something changed and not what it comes from (Campbell and Stanley,
*Experimental and Quasi-Experimental Designs for Research*, 1963: history, maturation and selection
are other explanations). So words of cause are left out altogether; the name of the report,
“effectiveness”, is the programme's own and no claim. What people wrote themselves is quoted as
theirs and not looked at.
"""

import re

_RUSSIAN = (
    r"эффект(?!ивн)\w*",
    r"(?:по)?вли(?:я|ян|яни)\w*",
    r"воздейств\w*",
    r"прив(?:ел|ёл|ело|ела|ели|едёт|одит|одят|едшее)\s+к\b",
    r"благодаря",
    r"вызва(?:л|н)\w*",
    r"(?<!\w)за\s+сч[её]т",
    r"способствовал\w*",
    r"обеспечил\w*",
    r"обусловл\w*",
    r"вследствие",
    r"в\s+результате",
    r"из-за\s+программ\w*",
    r"программа\s+(?:помогла|улучшила|повысила|изменила|подняла)",
)
_ENGLISH = (
    r"effects?(?!\w)",
    r"impact\w*",
    r"le(?:d|ads?|ading)\s+to",
    r"thanks\s+to",
    r"caus(?:e|es|ed|ing|al|ally)(?!\w)",
    r"because\s+of",
    r"due\s+to",
    r"owing\s+to",
    r"result(?:s|ed|ing)?\s+in(?!\w)",
    r"as\s+a\s+result",
    r"influenc\w*",
    r"affect\w*",
    r"brought\s+about",
    r"contribut(?:es?|ed|ing)\s+to",
    r"(?:the\s+)?programme\s+(?:helped|improved|raised|changed|increased)",
)
_CLAIM = re.compile(rf"(?<!\w)(?:{'|'.join(_RUSSIAN + _ENGLISH)})", re.IGNORECASE)


def claims_in(text: str) -> list[str]:
    """The words in it that would say what a change comes from, in either language."""
    return _CLAIM.findall(text.replace("\u00ad", ""))
