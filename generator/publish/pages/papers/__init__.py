"""Official documents made from records: bulletins, decisions to confer, public notices; and a bulletin's first draft.

Comes in: one record as the audience sees it, or (for the draft) a year's result of which only what everybody may read
is left. Goes out: a `Document` of publish/documents, which alone knows of paper, fonts and files, or Markdown in which
every figure is written so that it is checked (bulletin_draft.py).

They are in Chinese whatever the site's language, in the order of GB/T 9704-2012 and domain §3.1, and say what the
record's page says, so that scanning the page is scanning the paper. To add one: a function from record and site to
`Document`, and its type in official.py, where to begin.
"""
