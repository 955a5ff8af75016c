"""Mending: a file in, the bytes to write out, and nothing lost."""
