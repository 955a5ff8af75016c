"""Reads what people wrote: bytes → text → YAML nodes with places → typed values, and every problem met.

In come the files of a root; out come `Frame` (configuration, organization, calendar, packs) and `Source` (records
and lists). Nothing here decides what counts: that is judged. May import types, model and cache; only workspace and
commands import it. Begin with `frame.py` and `source.py`, which read everything once and in order; then `record.py`.

What decided its shape: a fault of one file must never hide those of others, so a reader gives None and leaves its
sentences in `Findings`, and raises nothing; every value keeps its place, so that each sentence can point at it; and
a file is read by the declarations alone (`types/kinds.py`), so that a new field needs no line here. What no
declaration can say (points that must add up, days that must follow each other) has a module for each sort of file.
What is understood but not written in the agreed form is told here and mended by `mend`, with the same readers.
"""
