"""What every command starts from: a root read, checked in order, and judged when asked.

In comes the folder a command was called in, out comes a `Workspace`: the records that stand, every problem met, and
results by any pack at any day. Begin with `workspace.py`, which says what there is; `checks.py` is the story of what
is checked in which order and what each check keeps from the next. `results.py` is how branches stand by one set of
records, judged once however often it is asked; `result_cache.py`, `minutes_cache.py` and
`branch_checks.py` keep that from run to run; `Workspace.again` is for a process that goes on. `clock.py` is the only
place that asks what day it is.

It may import read and judge, and neither publish nor commands: it prints nothing and writes only its cache. Everything
is found out when it is first asked for, so that `new` reads no record and `check` judges no more than it must; this,
and that notices are checked against results which they in turn decide about, gave it its shape.
"""
