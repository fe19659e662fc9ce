"""What the expert council's rules know: members, conflicts, quorum, scores.

Reads; changes nothing.
"""
