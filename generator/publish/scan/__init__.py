"""Looks through what is finished for personal numbers nobody may publish (design §7).

Text goes in as it would be published, `Hit`s come out: where, which kind of number, and of which record. `numbers`
knows the numbers, `attachment` gets the text out of what lies beside a record, `files` names the record to look at.

It is the last door and trusts nothing before it: it sees finished files and knows no pages, templates or audiences.
A number that a record itself releases, with a reason, is none. It may import `model`. Begin with `numbers`.
"""
