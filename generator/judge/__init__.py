"""Judges records by a pack: pure, without files, clock or git; every figure shown anywhere comes from here.

`engine.judge` is the door and reads as the story: a `Setting` (facts of the school, pack, year, day), what is
alike across units, each unit by itself (`unit`) when it is asked for, the committee, the quota.
`by_unit` keeps with the records of a unit what follows from them alone, for a process that goes on.
`rules.compile_pack` turns a pack as written into rules that can judge; a kind of rule is one file in `kinds`,
over what `kind.Case` gives it. «As known at the end of the day» is applied in `known` and nowhere else. Beside
judging, the rooms check what shows only across files.

Rooms: `records` (what a record is for its unit), `lists` (the three lists), `grading` (score, rounds,
recommendation), `notices`, `bulletins`, `checks`. May import `model`, `types` and `language`; never `read` or
`publish`. Its shape comes from two promises: the same input gives the same result, and a branch is judged again
only if something it is judged from has changed (`engine._keys`, `memory`).
"""
