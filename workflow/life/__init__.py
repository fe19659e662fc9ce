"""What the programme does beside its competition: events, consultations, feedback, the media.

None of it has a lifecycle; all of it is counted into the target indicators, so that each function
here sees to it that nothing counts which did not happen, and nothing counts twice."""
