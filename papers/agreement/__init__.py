"""The agreement on support, in each language, as PDF and DOCX."""
