"""The programme's life beside its competition: events, consultations, feedback, the media."""
