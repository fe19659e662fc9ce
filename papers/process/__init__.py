"""How initiatives went their way, as a page and a paper: above each chart the sentence that says
what is to be seen in it, below it the same figures as a table."""
