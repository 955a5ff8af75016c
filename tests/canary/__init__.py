"""Canaries: a mark of its own in every field that people write, looked for in all that each audience is served.

`marks` makes the marks out of the declarations, so that a new type or field has its own at once; `marked_root` writes
them into a root, with a record of every type for every circle of readers; `unpacked` opens what is served (pages,
index, PDF, workbooks) into text. `test_canary` holds the table field × audience × found against the declared classes:
neither leaks nor wrongly hidden. `interference` changes what an audience may not see and compares every byte of its
site; `flips` are changes by which a rule stands otherwise, and `test_interference` lists by name what may move then.
`test_formats` sends odd texts through every format and back.
"""
