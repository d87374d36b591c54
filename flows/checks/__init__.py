"""Checks that a change of words or tables must pass, and the pictures: for authors and for tests, not for users."""
