"""Monitoring rounds: what is asked before and after the programme, how answers are taken without
giving anybody away, and what may honestly be said of the change."""
