"""Questionnaires as XLSForm workbooks, which Kobo, ODK and others write and read.

Beyond the standard there are columns of ours: `favourable` and `no_answer` of a choice, `months`
and `account` of a question, `by_district` and `primary` among the settings. Kobo and ODK pass over
them.
"""

from workflow.monitoring.questionnaires.xlsform.reading import ReadForm, read_xlsform
from workflow.monitoring.questionnaires.xlsform.writing import write_xlsform

__all__ = ["ReadForm", "read_xlsform", "write_xlsform"]
