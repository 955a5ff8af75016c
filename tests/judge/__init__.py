"""Judging: pure, exact, by parameters."""
