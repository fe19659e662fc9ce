"""What the groups of the play do with their awards, and the fund with them: each safe to do again.

Everything here is called when its day has come, with the day's moment as `now`."""
