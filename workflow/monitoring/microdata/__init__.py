"""Answers one by one, for those who compute with them, so that nobody is given away: what leaves is
decided here, and how it is written is a paper's business."""
