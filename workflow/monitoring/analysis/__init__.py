"""What a round's answers come to: the test of each question is fixed by its type before anyone
looks, and what could give somebody away is suppressed before anything leaves."""
