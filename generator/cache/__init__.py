"""What earlier runs found out, to be used again: nothing is lost with it, and nothing in it is trusted blindly.

`Store` is one sqlite file below `.wuhao/` with tables of plain columns; `Table` keeps values by key in one of them:
`read.frame` the frame, `read.reading_cache` readings, `workspace` results. In come plain values and values of this
program's model, out come the same, or nothing (`kept.py`). `program.py` gives the key that changes with the program's
own code, so that no version uses what another one found out. `whole.py` writes a small file in one step, for all that
is remembered beside the tables.

It imports nothing of the program; whoever uses it says what a value was made of, and compares that before use. Begin
with `Store`. What decided its shape: a file that is damaged, locked or somebody else's must be as good as none, and
reading one must not run anything, so values are unpickled by a reader that knows only the model's classes; sqlite,
because a run reads a few of many values, and two runs may come at once.
"""
