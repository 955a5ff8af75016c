"""The last look at finished files for personal numbers nobody may publish (design §7).

Text goes in as it would be published, `Hit`s come out: where, which kind of number, and of which record. `numbers`
looks through pages, `files` names the record to look at.

It is the last door and trusts nothing before it: it sees finished files and knows no pages, templates or audiences.
What a record's writer is told of numbers is told when it is read, by the same `generator.scan`: what is found here has
slipped through that, and nothing is published. It may import `model` and `scan`. Begin with `numbers`.
"""
