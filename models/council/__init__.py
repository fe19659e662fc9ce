"""The expert council: its members' ties, their reviews, and its meetings."""
