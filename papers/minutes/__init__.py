"""The minutes of a meeting of the council, in each language, as PDF and DOCX."""
