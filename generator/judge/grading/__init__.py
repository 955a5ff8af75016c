"""The two rounds of grading: scores that people give, weighed into grades, and what a recommendation takes.

Comes in: a branch's result so far, its book, the pack and the school's figures. Goes out: `Round`s (`rounds`), the
conditions of a recommendation and the quota (`conditions`), the figures in which a sheet and the records differ
(`differences`). Begin with `rounds`; `sheets` reads one sheet or one survey, `bands` is the ladder of grades. The
shape follows the plan (二, 四): three scores, in order, each kept as given. Nothing here changes a score that people
gave; the computed one only stands beside it. May import `judge.records` and the kinds it asks about (veto,
qualitative).
"""
