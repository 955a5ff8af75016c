"""The three lists: add, progress, submit for closing, send back, verify, reopen, extend, each for who may.

`index.py` shows the lists with what can be done with each row, `rows.py` is where a row is added, corrected or moved,
`change.py` what becomes of it. What was refused is kept, as a record's form is, and gone on with from the first page.
"""

from importlib import import_module

from generator.desk.views.lists.place import blueprint

for _each in ("index", "rows"):
    import_module(f"{__name__}.{_each}")

__all__ = ["blueprint"]
