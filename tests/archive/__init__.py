"""Bags: what is in them, whether they can be told from forged ones, and whether the year can be made of them again."""
