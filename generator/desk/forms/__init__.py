"""Forms made of the declarations: what a recorder fills in, and what becomes of it in a file.

In comes a type and what a file holds, out come fields with their widgets; in come the values a browser posts, out comes
the text of the record, what is wrong with it at which field, and for which duties it will count. Nothing here knows of
requests or pages, and nothing is described twice: labels, help, examples, choices and classes are the declarations'.
Begin with `form.py`, which fields there are in which order; `entering.py` takes a value from a file into a field and
back, `posted.py` takes it from what is posted, `sheet.py` puts what changed into the text of a file and leaves the rest
as it stands; `trial.py` reads and judges the record as it would stand, `placing.py` says at which field a problem is.

May import read, judge and workspace. What decided its shape: what people type is taken literally and never lost, so a
value is kept as it was typed until a reader understands it; and what a form cannot show it leaves alone and says so.
"""
