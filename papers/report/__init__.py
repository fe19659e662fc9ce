"""The report on an initiative for everybody: a page with photographs, and the same as PDF."""
