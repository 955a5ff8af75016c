"""Looks through what is finished for personal numbers nobody may publish (design §7)."""
