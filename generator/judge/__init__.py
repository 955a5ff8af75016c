"""Judges records by a pack: pure, without files, clock or git.

The one door is `engine.judge`; `rules.compile_pack` turns a pack as written into rules that can judge.
"""
