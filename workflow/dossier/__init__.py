"""Everything on record about one initiative as of any day, for whoever must answer for it later.

It is told by histories and by rows that are written once. What changed later in another row is told
as it stood, or it is said that it was not kept: nothing that happened after the day appears.
"""

from workflow.dossier.dossier import Dossier, dossier

__all__ = ["Dossier", "dossier"]
