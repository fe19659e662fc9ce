"""The interim and the final report on a programme's effectiveness: page, PDF and DOCX. What it may
say of a change is held by `claims`."""
