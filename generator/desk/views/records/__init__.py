"""Records: a form for each type, looked at before it is sent; corrected, withdrawn, edited as text.

`index.py` lists what can be written and what was; `form.py` is the way from a form to a submission; `text.py` is for
what no form can show, and takes a record away.
"""

from importlib import import_module

from generator.desk.views.records.blueprint import blueprint

for _each in ("index", "form", "text"):
    import_module(f"{__name__}.{_each}")

__all__ = ["blueprint"]
