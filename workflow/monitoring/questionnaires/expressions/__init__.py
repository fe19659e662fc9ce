"""Conditions of questionnaires, in a small named subset of XPath 1.0 as XLSForm writes it.

It has `${name}` (the answer to a question), `.` (the answer that a constraint is about), numbers,
strings in straight quotes, `=` `!=` `<` `<=` `>` `>=`, `and` `or`, `+` `-` `*` `div` `mod`,
parentheses, and the functions

    not(…)                            true() and false()
    selected(${name}, 'code')         if(condition, one, other)
    count-selected(${name})           coalesce(one, other)
    string-length(…)                  today() and date('2017-11-30')

and nothing else: no paths, no regular expressions, no other functions. What a text says beyond that
is refused by its name when the questionnaire is read.

Values mean what they mean in XPath 1.0 (W3C, 1999, sections 3 and 4): a question without an answer
is an empty string, which as a number is none (NaN), so that every comparison of it with a number is
false except `!=`. As in ODK XForms, several choices are their codes with spaces between, and a day
counts as the days since 1970-01-01.
"""

from workflow.monitoring.questionnaires.expressions.parsing import Expression, parse
from workflow.monitoring.questionnaires.expressions.tree import Situation, Unreadable
from workflow.monitoring.questionnaires.expressions.values import Value

__all__ = ["Expression", "Situation", "Unreadable", "Value", "parse"]
