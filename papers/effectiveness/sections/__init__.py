"""The report's sections: each module says one in a language, as blocks."""
