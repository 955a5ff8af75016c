"""Finds in a text what nobody may publish: identity numbers, mobile numbers, bank cards (design §7).

Text goes in, `Number`s come out: of which kind, which digits, where. `numbers` knows the numbers and reads through
grouping, full-width digits and signs that cannot be seen; `attachment` gets the text out of what lies beside a record,
`glyphs` tells which characters a printer's fonts have.

It is asked twice: by `read`, which tells a record's writer the place and keeps the record back, and by `publish`, which
looks at the finished files and trusts nothing before it. A number that a record itself releases, with a reason, is
none. It may import `model`. Begin with `numbers`.
"""
